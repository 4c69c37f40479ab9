// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/object/schema.h"

#include "core/object/schematable.h"

#include <set>

namespace plumb {

using yaml::Value;

namespace {

constexpr std::string_view gvkExtension = "x-kubernetes-group-version-kind";
constexpr int longestReferenceChain = 64;

/// One word of a patch strategy such as "merge,retainKeys".
bool namesStrategy(std::string_view strategies, std::string_view wanted)
{
    while (!strategies.empty()) {
        const std::size_t comma = strategies.find(',');
        if (strategies.substr(0, comma) == wanted)
            return true;
        strategies.remove_prefix(comma == std::string_view::npos ? strategies.size() : comma + 1);
    }
    return false;
}

std::string joinedApiVersion(const Value &gvk)
{
    const std::string_view group = gvk.textAt({"group"});
    const std::string version(gvk.textAt({"version"}));
    return group.empty() ? version : std::string(group) + '/' + version;
}

/// A JSON pointer's segment with its escapes resolved.
std::string unescaped(std::string_view segment)
{
    std::string text;
    for (std::size_t at = 0; at < segment.size(); ++at) {
        const bool escaped = segment[at] == '~' && at + 1 < segment.size();
        if (escaped && (segment[at + 1] == '0' || segment[at + 1] == '1'))
            text += segment[++at] == '0' ? '~' : '/';
        else
            text += segment[at];
    }
    return text;
}

bool isArray(const Value &definition)
{
    const Value *type = definition.find("type");
    if (!type)
        return false;
    if (type->isSequence())
        return type->size() == 1 && type->items()[0].text() == "array";
    return type->text() == "array";
}

} // namespace

SchemaNode SchemaNode::field(std::string_view name) const
{
    if (!m_schema)
        return {};
    if (!m_definition) {
        return m_schema->builtinNode(schematable::field(*m_schema->m_table, m_row, name));
    }
    const Value *found = m_definition->find({"properties", name});
    if (!found)
        found = m_definition->find("additionalProperties");
    if (!found || !found->isMapping())
        return {};
    return m_schema->resolve(found);
}

SchemaNode SchemaNode::items() const
{
    if (!m_schema || !isSequence())
        return {};
    if (!m_definition) {
        return m_schema->builtinNode(schematable::node(*m_schema->m_table, m_row).child);
    }
    const Value *items = m_definition->find("items");
    return items && items->isMapping() ? m_schema->resolve(items) : SchemaNode();
}

bool SchemaNode::isSequence() const
{
    if (!m_schema)
        return false;
    if (!m_definition)
        return schematable::node(*m_schema->m_table, m_row).flags & schematable::Sequence;
    return isArray(*m_definition);
}

bool SchemaNode::mergesItems() const
{
    if (!m_schema)
        return false;
    if (!m_definition)
        return schematable::node(*m_schema->m_table, m_row).flags & schematable::Merge;
    const std::string_view type = m_definition->textAt({"x-kubernetes-list-type"});
    if (m_schema->m_isServer && !type.empty())
        return type == "map" || type == "set";
    return namesStrategy(m_definition->textAt({"x-kubernetes-patch-strategy"}), "merge");
}

std::vector<std::string_view> SchemaNode::mergeKeys() const
{
    std::vector<std::string_view> keys;
    if (!m_schema)
        return keys;
    if (!m_definition) {
        const schematable::NodeRow &row = schematable::node(*m_schema->m_table, m_row);
        keys.reserve(row.keyCount);
        for (std::uint16_t at = row.firstKey; at < row.firstKey + row.keyCount; ++at)
            keys.push_back(schematable::mergeKey(*m_schema->m_table, at));
        return keys;
    }
    if (!mergesItems() && !m_definition->find("x-kubernetes-patch-strategy"))
        return keys;
    if (const Value *list = m_definition->find("x-kubernetes-list-map-keys");
        list && list->isSequence()) {
        for (const Value &key : list->items())
            keys.push_back(key.text());
        return keys;
    }
    if (const Value *key = m_definition->find("x-kubernetes-patch-merge-key"))
        keys.push_back(key->text());
    return keys;
}

ListType SchemaNode::listType() const
{
    if (!isSequence() || !mergesItems())
        return ListType::Atomic;
    return mergeKeys().empty() ? ListType::Set : ListType::Map;
}

bool SchemaNode::isAtomicMapping() const
{
    if (!m_schema)
        return false;
    if (!m_definition)
        return schematable::node(*m_schema->m_table, m_row).flags & schematable::Atomic;
    return m_definition->textAt({"x-kubernetes-map-type"}) == "atomic";
}

bool SchemaNode::declares(std::string_view name) const
{
    if (!m_schema)
        return false;
    if (!m_definition)
        return schematable::declares(*m_schema->m_table, m_row, name);
    return m_definition->find({"properties", name}) != nullptr;
}

bool SchemaNode::isClosed() const
{
    if (!m_schema || m_definition)
        return false;
    const schematable::NodeRow &row = schematable::node(*m_schema->m_table, m_row);
    return row.fieldCount > 0 && row.child == schematable::none
           && !(row.flags & schematable::Sequence);
}

const Value *SchemaNode::defaultValue() const
{
    return m_definition ? m_definition->find("default") : nullptr;
}

std::vector<std::pair<std::string_view, const Value *>> SchemaNode::defaults() const
{
    std::vector<std::pair<std::string_view, const Value *>> result;
    const Value *properties = m_definition ? m_definition->find("properties") : nullptr;
    if (!properties)
        return result;
    for (const yaml::Entry &entry : properties->entries()) {
        if (const Value *found = entry.value.find("default"))
            result.emplace_back(entry.key.view(), found);
    }
    return result;
}

const Schema &Schema::builtin()
{
    static const Schema schema(schematable::kustomize());
    return schema;
}

const Schema &Schema::current()
{
    static const Schema schema(schematable::kubernetes());
    return schema;
}

Result<Schema> Schema::from(Value document, BuiltinKinds builtin)
{
    if (!document.isMapping())
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "an OpenAPI document must be a mapping"));
    const Value *definitions = document.find("definitions");
    if (definitions && !definitions->isNull() && !definitions->isMapping())
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     "the definitions of an OpenAPI document must be a mapping"));
    Schema schema(schematable::kustomize());
    schema.m_builtin = builtin;
    schema.m_document = std::move(document);
    schema.readKinds(std::as_const(schema.m_document).find("definitions"));
    schema.readScopes();
    return schema;
}

Schema Schema::fromServer(const std::vector<Value> &documents)
{
    Value schemas = Value::mapping();
    std::set<std::string_view> known;
    for (const Value &document : documents) {
        const Value *found = document.find({"components", "schemas"});
        if (!found)
            continue;
        for (const yaml::Entry &entry : found->entries()) {
            if (known.insert(entry.key.view()).second)
                schemas.appendEntry(entry);
        }
    }
    Schema schema(schematable::kubernetes());
    schema.m_isServer = true;
    schema.m_document.ensureMapping("components").set("schemas", std::move(schemas));
    schema.readKinds(std::as_const(schema.m_document).find({"components", "schemas"}));
    return schema;
}

void Schema::readKinds(const Value *definitions)
{
    if (!definitions)
        return;
    for (const yaml::Entry &entry : definitions->entries()) {
        const Value *types = entry.value.find(gvkExtension);
        if (!types)
            continue;
        for (const Value &gvk : types->items())
            m_kinds.insert_or_assign({joinedApiVersion(gvk), std::string(gvk.textAt({"kind"}))},
                                     &entry.value);
    }
}

void Schema::readScopes()
{
    const Value *paths = std::as_const(m_document).find("paths");
    if (!paths)
        return;
    for (const yaml::Entry &entry : paths->entries()) {
        const Value *gvk = entry.value.find({"get", gvkExtension});
        if (!gvk || !gvk->isMapping())
            continue;
        const bool isNamespaced =
            entry.key.view().find("namespaces/{namespace}") != std::string_view::npos;
        const TypeName name(joinedApiVersion(*gvk), gvk->textAt({"kind"}));
        if (isNamespaced)
            m_scopes[name] = true;
        else
            m_scopes.try_emplace(name, false);
    }
}

SchemaNode Schema::builtinNode(std::uint16_t row) const
{
    return row == schematable::none ? SchemaNode() : SchemaNode(this, row);
}

SchemaNode Schema::resolve(const Value *definition) const
{
    constexpr std::string_view definitions = "#/definitions/";
    for (int hops = 0; hops < longestReferenceChain; ++hops) {
        const Value *reference = definition->find("$ref");
        // OpenAPI v3 writes what is said beside a reference around it.
        if (const Value *all = definition->find("allOf"); m_isServer && all && all->size() == 1)
            reference = all->items()[0].find("$ref");
        if (!reference || reference->text().empty())
            return SchemaNode(this, definition);
        std::string_view rest = reference->text();
        SchemaNode known;
        if (m_builtin != BuiltinKinds::Absent && rest.starts_with(definitions))
            known = builtinNode(schematable::definition(*m_table, rest.substr(definitions.size())));
        if (known && m_builtin == BuiltinKinds::Over)
            return known;
        if (!rest.starts_with("#/"))
            return {};
        rest.remove_prefix(2);
        definition = &m_document;
        while (definition && !rest.empty()) {
            const std::size_t slash = rest.find('/');
            definition = definition->find(unescaped(rest.substr(0, slash)));
            rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
        }
        if (!definition)
            return known;
    }
    return {};
}

SchemaNode Schema::described(const Value &definition) const
{
    const SchemaNode referred = resolve(&definition);
    return referred ? referred : SchemaNode(this, &definition);
}

SchemaNode Schema::find(std::string_view apiVersion, std::string_view kind) const
{
    SchemaNode known;
    if (m_builtin != BuiltinKinds::Absent)
        known = builtinNode(schematable::find(*m_table, apiVersion, kind));
    if (m_kinds.empty() || (known && m_builtin == BuiltinKinds::Over))
        return known;
    const auto found = m_kinds.find(TypeName(apiVersion, kind));
    return found == m_kinds.end() ? known : SchemaNode(this, found->second);
}

bool Schema::isKnown(const GroupVersionKind &gvk) const
{
    return static_cast<bool>(find(gvk.apiVersion(), gvk.kind));
}

std::optional<bool> Schema::isNamespaced(std::string_view apiVersion, std::string_view kind) const
{
    if (const std::optional<bool> known = schematable::isNamespaced(*m_table, apiVersion, kind))
        return known;
    const auto found = m_scopes.find(TypeName(apiVersion, kind));
    return found == m_scopes.end() ? std::nullopt : std::optional(found->second);
}

std::optional<bool> Schema::isNamespaced(const GroupVersionKind &gvk) const
{
    return isNamespaced(gvk.apiVersion(), gvk.kind);
}

} // namespace plumb
