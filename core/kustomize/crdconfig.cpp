// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/crdconfig.h"

#include "core/yaml/json.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <cctype>

namespace plumb::kustomize {

using yaml::Value;

namespace {

constexpr int deepestType = 64;

bool equalsInAnyCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// The description of one type: its "Schema", in any case.
const Value *schemaOf(const Value &types, std::string_view name)
{
    const Value *type = types.find(name);
    if (!type)
        return nullptr;
    for (const yaml::Entry &entry : type->entries()) {
        if (equalsInAnyCase(entry.key, "schema"))
            return &entry.value;
    }
    return nullptr;
}

bool looksLikeObject(const Value &schema)
{
    return schema.find({"properties", "kind"}) && schema.find({"properties", "apiVersion"})
           && schema.find({"properties", "metadata"});
}

/// A type is called after its package: "github.com/example/pkg/apis/v1.Bee".
std::string kindOf(std::string_view typeName)
{
    return std::string(typeName.substr(typeName.rfind('.') + 1));
}

std::optional<std::string> extension(const Value &property, std::string_view name)
{
    for (const yaml::Entry &entry : property.entries()) {
        if (entry.value.isString() && equalsInAnyCase(entry.key, name))
            return std::string(entry.value.text());
    }
    return std::nullopt;
}

/// Gathers the marked fields of one kind.
class CrdFields
{
public:
    CrdFields(const Value &types, std::string kind, TransformerConfig &config)
        : m_types(types)
        , m_kind(std::move(kind))
        , m_config(config)
    {
    }

    Result<> read(std::string_view typeName, const std::string &path, int depth)
    {
        if (depth > deepestType)
            return std::unexpected(
                Error(ErrorCode::LimitExceeded,
                      "the types of '" + m_kind + "' refer to each other without end"));
        const Value *schema = schemaOf(m_types, typeName);
        const Value *properties = schema ? schema->find("properties") : nullptr;
        if (!properties)
            return {};
        for (const yaml::Entry &entry : properties->entries()) {
            const std::string field = (path.empty() ? "" : path + '/') + entry.key.toString();
            PLUMB_TRY(readProperty(entry.value, field));
            if (const std::string_view type = entry.value.textAt({"$ref"}); !type.empty())
                PLUMB_TRY(read(type, field, depth + 1));
        }
        return {};
    }

private:
    Result<> readProperty(const Value &property, const std::string &field)
    {
        if (extension(property, "x-kubernetes-annotation"))
            PLUMB_TRY(mergeFieldSpec(m_config.commonAnnotations, spec(field)));
        if (extension(property, "x-kubernetes-label-selector"))
            PLUMB_TRY(mergeFieldSpec(m_config.commonLabels, spec(field)));
        if (extension(property, "x-kubernetes-identity"))
            PLUMB_TRY(mergeFieldSpec(m_config.namePrefix, spec(field)));
        const auto version = extension(property, "x-kubernetes-object-ref-api-version");
        const auto kind = extension(property, "x-kubernetes-object-ref-kind");
        if (version && kind) {
            const std::string key =
                extension(property, "x-kubernetes-object-ref-name-key").value_or("name");
            m_config.nameReferences.push_back(
                {.target = {"", *version, *kind}, .referrers = {spec(field + '/' + key)}});
        }
        return {};
    }

    FieldSpec spec(const std::string &path) const
    {
        return {.gvk = {"", "", m_kind}, .path = path};
    }

    const Value &m_types;
    std::string m_kind;
    TransformerConfig &m_config;
};

Result<Value> parseTypes(std::string_view text, const std::string &path,
                         const BuildContext &context)
{
    const yaml::ParseOptions options{.dialect = yaml::Dialect::Kubernetes,
                                     .source = context.files.add(path),
                                     .duplicateKeys = yaml::DuplicateKeys::KeepLast};
    if (text.empty())
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "the file is empty", SourcePosition{path}));
    if (text.front() == '{')
        return yaml::parseJson(text, path, options);
    std::vector<Value> documents = PLUMB_TRY(yaml::parseAll(text, path, options));
    return documents.empty() ? Value() : std::move(documents.front());
}

Result<SharedConfig> configOf(const Value &types, const BuildContext &context)
{
    if (!types.isMapping() && !types.isNull())
        return std::unexpected(
            context.invalid(types, "a file of 'crds' must be a mapping of types"));
    SharedConfig config;
    for (const yaml::Entry &entry : types.entries()) {
        if (!entry.value.isMapping() && !entry.value.isNull())
            return std::unexpected(context.invalid(entry.value, "the type '" + entry.key.toString()
                                                                    + "' must be a mapping"));
        const Value *schema = schemaOf(types, entry.key);
        if (!schema || !looksLikeObject(*schema))
            continue;
        TransformerConfig found;
        PLUMB_TRY(CrdFields(types, kindOf(entry.key), found).read(entry.key, {}, 0));
        config =
            PLUMB_TRY(merge(config, std::make_shared<const TransformerConfig>(std::move(found))));
    }
    return config;
}

} // namespace

Result<SharedConfig> loadCrdConfigs(std::span<const Value> paths, const Loader &loader,
                                    const BuildContext &context)
{
    SharedConfig all;
    for (const Value &item : paths) {
        const Result<files::Bytes> bytes = loader.load(item.text());
        if (!bytes)
            return std::unexpected(context.at(item, bytes.error()));
        const Value types =
            PLUMB_TRY(within("reading a type definition",
                             parseTypes(**bytes, loader.display(item.text()), context)));
        all = PLUMB_TRY(merge(all, PLUMB_TRY(configOf(types, context))));
    }
    return all;
}

} // namespace plumb::kustomize
