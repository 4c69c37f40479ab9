// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/object/schematable.h"

#include <algorithm>
#include <iterator>

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

#include "resources/schema/kubernetes.inc"

std::string_view word(std::uint16_t index)
{
    const std::uint16_t begin = wordOffsets[index];
    return {words + begin, static_cast<std::size_t>(wordOffsets[index + 1] - begin)};
}

/// The row of a type in a table that is sorted by kind and apiVersion; null when it is not there.
template<typename Row>
const Row *findType(const Row *begin, const Row *end, std::string_view apiVersion,
                    std::string_view kind)
{
    const Row *found =
        std::lower_bound(begin, end, kind, [&](const Row &row, std::string_view wanted) {
            const int order = word(row.kind).compare(wanted);
            return order < 0 || (order == 0 && word(row.apiVersion) < apiVersion);
        });
    if (found == end || word(found->kind) != kind || word(found->apiVersion) != apiVersion)
        return nullptr;
    return found;
}

/// The row of a name in rows that are sorted by name; null when it is not there.
const FieldRow *findName(const FieldRow *begin, const FieldRow *end, std::string_view name)
{
    const FieldRow *found =
        std::lower_bound(begin, end, name, [](const FieldRow &row, std::string_view wanted) {
            return word(row.name) < wanted;
        });
    return found != end && word(found->name) == name ? found : nullptr;
}

} // namespace

std::uint16_t find(std::string_view apiVersion, std::string_view kind)
{
    const KindRow *row = findType(std::begin(kindRows), std::end(kindRows), apiVersion, kind);
    return row ? row->node : none;
}

std::uint16_t definition(std::string_view name)
{
    const FieldRow *row = findName(std::begin(definitionRows), std::end(definitionRows), name);
    return row ? row->node : none;
}

std::uint16_t field(std::uint16_t row, std::string_view name)
{
    const NodeRow &owner = nodeRows[row];
    const FieldRow *begin = fieldRows + owner.firstField;
    if (const FieldRow *found = findName(begin, begin + owner.fieldCount, name))
        return found->node;
    return (owner.flags & Sequence) ? none : owner.child;
}

const NodeRow &node(std::uint16_t row)
{
    return nodeRows[row];
}

std::string_view mergeKey(std::uint16_t position)
{
    return word(keyRows[position]);
}

std::optional<bool> isNamespaced(std::string_view apiVersion, std::string_view kind)
{
    const ScopeRow *row = findType(std::begin(scopeRows), std::end(scopeRows), apiVersion, kind);
    return row ? std::optional(row->isNamespaced) : std::nullopt;
}

} // namespace plumb::schematable
