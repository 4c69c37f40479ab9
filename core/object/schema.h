// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/object/groupversionkind.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb {

namespace schematable {
struct Table;
}

class Schema;

/// How a server-side apply merges a list.
enum class ListType : std::uint8_t {
    Atomic, ///< As one value.
    Set,    ///< Scalars, each by itself.
    Map,    ///< Mappings, told apart by the values at the merge keys.
};

/// The description of one field of a kind, or of the kind itself: how lists merge, what is below.
/// Valid as long as its schema; false when nothing is known about the field.
class SchemaNode
{
public:
    SchemaNode() = default;

    explicit operator bool() const { return m_schema != nullptr; }

    /// What is known about a mapping's value at @p name.
    SchemaNode field(std::string_view name) const;
    /// What is known about the items of a sequence.
    SchemaNode items() const;

    bool isSequence() const;
    /// Whether x-kubernetes-patch-strategy names "merge": patches add to this list.
    bool mergesItems() const;
    /// The keys that tell the items of a merging list apart: x-kubernetes-list-map-keys, else
    /// x-kubernetes-patch-merge-key; empty for lists of scalars and for lists that do not merge.
    std::vector<std::string_view> mergeKeys() const;

    /// How an apply merges this list; as a whole when nothing is known about it.
    ListType listType() const;
    /// Whether an apply replaces this mapping as a whole.
    bool isAtomicMapping() const;
    /// Whether this mapping has a field of its own by that name, not only values of any key.
    bool declares(std::string_view name) const;
    /// Whether this mapping has the fields that it declares and no others: the API server's own
    /// kinds lose what they do not know.
    bool isClosed() const;
    /// What the server fills in where there is nothing, as far as a document says it; null for
    /// nothing.
    const yaml::Value *defaultValue() const;
    /// The fields of a mapping that have a default, and it.
    std::vector<std::pair<std::string_view, const yaml::Value *>> defaults() const;

private:
    friend class Schema;

    SchemaNode(const Schema *schema, std::uint16_t row)
        : m_schema(schema)
        , m_row(row)
    {
    }
    SchemaNode(const Schema *schema, const yaml::Value *definition)
        : m_schema(schema)
        , m_definition(definition)
    {
    }

    const Schema *m_schema = nullptr;
    const yaml::Value *m_definition = nullptr; ///< Null for a node of the built-in table.
    std::uint16_t m_row = 0;
};

/// What becomes of the built-in kinds when a document describes kinds, too.
enum class BuiltinKinds : std::uint8_t {
    Absent, ///< They are not known any more.
    Under,  ///< They are known where the document says nothing else.
    Over,   ///< They are what they were, whatever the document says.
};

/// What the API server knows about kinds: merge keys, list strategies, scopes.
class Schema
{
public:
    /// The kinds of Kubernetes itself, as kustomize knows them: a compiled table, free to use.
    static const Schema &builtin();

    /// The kinds of Kubernetes as today's API server has them: what an apply merges, for comparing
    /// with what runs.
    static const Schema &current();

    /// Reads an OpenAPI v2 document, as kustomize's "openapi.path" names one. Scopes that it does
    /// not tell are the built-in ones in any case.
    static Result<Schema> from(yaml::Value document, BuiltinKinds builtin = BuiltinKinds::Absent);

    /// Reads OpenAPI v3 documents, as an API server publishes one for each group: what current()
    /// does not know, custom resources above all.
    static Schema fromServer(const std::vector<yaml::Value> &documents);

    Schema(Schema &&) = default;
    Schema &operator=(Schema &&) = default;
    Schema(const Schema &) = delete;
    Schema &operator=(const Schema &) = delete;

    /// What @p definition, the schema object of a field, says; it must outlive what is made of it.
    /// A reference in it is followed to this schema's definitions where it leads to one.
    SchemaNode described(const yaml::Value &definition) const;

    /// The description of a kind; false when it is not known.
    SchemaNode find(std::string_view apiVersion, std::string_view kind) const;
    bool isKnown(const GroupVersionKind &gvk) const;

    /// Whether objects of the kind live in a namespace; nothing when that is not known.
    std::optional<bool> isNamespaced(std::string_view apiVersion, std::string_view kind) const;
    std::optional<bool> isNamespaced(const GroupVersionKind &gvk) const;

private:
    friend class SchemaNode;

    using TypeName = std::pair<std::string, std::string>; // apiVersion, kind

    explicit Schema(const schematable::Table &table)
        : m_table(&table)
    {
    }
    void readKinds(const yaml::Value *definitions);
    void readScopes();
    SchemaNode builtinNode(std::uint16_t row) const;
    SchemaNode resolve(const yaml::Value *definition) const;

    const schematable::Table *m_table;
    BuiltinKinds m_builtin = BuiltinKinds::Over;
    bool m_isServer = false; ///< Whether the document goes by list types, as an API server does.
    yaml::Value m_document;
    std::map<TypeName, const yaml::Value *, std::less<>> m_kinds;
    std::map<TypeName, bool, std::less<>> m_scopes;
};

} // namespace plumb
