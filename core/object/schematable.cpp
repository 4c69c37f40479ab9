// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/object/schematable.h"

#include <algorithm>
#include <span>

namespace plumb::schematable {

namespace {

struct FieldRow
{
    std::uint16_t name;
    std::uint16_t node;
};

struct KindRow
{
    std::uint16_t kind;
    std::uint16_t apiVersion;
    std::uint16_t node;
};

struct ScopeRow
{
    std::uint16_t kind;
    std::uint16_t apiVersion;
    bool isNamespaced;
};

namespace fromkustomize {
#include "resources/schema/kustomize.inc"
}

namespace fromkubernetes {
#include "resources/schema/kubernetes.inc"
}

} // namespace

struct Table
{
    const char *words;
    const std::uint16_t *wordOffsets;
    const NodeRow *nodes;
    const FieldRow *fields;
    const std::uint16_t *keys;
    std::span<const KindRow> kinds;
    std::span<const FieldRow> definitions;
    std::span<const ScopeRow> scopes;

    std::string_view word(std::uint16_t index) const
    {
        const std::uint16_t begin = wordOffsets[index];
        return {words + begin, static_cast<std::size_t>(wordOffsets[index + 1] - begin)};
    }
};

namespace {

/// The row of a type in rows that are sorted by kind and apiVersion; null when it is not there.
template<typename Row>
const Row *findType(const Table &table, std::span<const Row> rows, std::string_view apiVersion,
                    std::string_view kind)
{
    const auto found = std::lower_bound(
        rows.begin(), rows.end(), kind, [&](const Row &row, std::string_view name) {
            const int order = table.word(row.kind).compare(name);
            return order < 0 || (order == 0 && table.word(row.apiVersion) < apiVersion);
        });
    if (found == rows.end() || table.word(found->kind) != kind
        || table.word(found->apiVersion) != apiVersion) {
        return nullptr;
    }
    return &*found;
}

/// The row of a name in rows that are sorted by name; null when it is not there.
const FieldRow *findName(const Table &table, std::span<const FieldRow> rows, std::string_view name)
{
    const auto found = std::lower_bound(rows.begin(), rows.end(), name,
                                        [&](const FieldRow &row, std::string_view wanted) {
                                            return table.word(row.name) < wanted;
                                        });
    return found != rows.end() && table.word(found->name) == name ? &*found : nullptr;
}

} // namespace

const Table &kustomize()
{
    using namespace fromkustomize;
    static constexpr Table table = {words,   wordOffsets, nodeRows,       fieldRows,
                                    keyRows, kindRows,    definitionRows, scopeRows};
    return table;
}

const Table &kubernetes()
{
    using namespace fromkubernetes;
    // Nobody refers to its definitions by name.
    static constexpr Table table = {words,   wordOffsets, nodeRows, fieldRows,
                                    keyRows, kindRows,    {},       scopeRows};
    return table;
}

std::uint16_t find(const Table &table, std::string_view apiVersion, std::string_view kind)
{
    const KindRow *row = findType(table, table.kinds, apiVersion, kind);
    return row ? row->node : none;
}

std::uint16_t definition(const Table &table, std::string_view name)
{
    const FieldRow *row = findName(table, table.definitions, name);
    return row ? row->node : none;
}

bool declares(const Table &table, std::uint16_t row, std::string_view name)
{
    const NodeRow &owner = table.nodes[row];
    return findName(table, {table.fields + owner.firstField, owner.fieldCount}, name) != nullptr;
}

std::uint16_t field(const Table &table, std::uint16_t row, std::string_view name)
{
    const NodeRow &owner = table.nodes[row];
    if (const FieldRow *found =
            findName(table, {table.fields + owner.firstField, owner.fieldCount}, name))
        return found->node;
    return (owner.flags & Sequence) ? none : owner.child;
}

const NodeRow &node(const Table &table, std::uint16_t row)
{
    return table.nodes[row];
}

std::string_view mergeKey(const Table &table, std::uint16_t position)
{
    return table.word(table.keys[position]);
}

std::optional<bool> isNamespaced(const Table &table, std::string_view apiVersion,
                                 std::string_view kind)
{
    const ScopeRow *row = findType(table, table.scopes, apiVersion, kind);
    return row ? std::optional(row->isNamespaced) : std::nullopt;
}

} // namespace plumb::schematable
