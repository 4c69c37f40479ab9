// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/datagenerator.h"

#include "core/kustomize/buildannotations.h"
#include "core/kustomize/keyvaluesource.h"
#include "core/kustomize/scalarfield.h"
#include "core/kustomize/utf8.h"

#include <map>

namespace plumb::kustomize {

namespace {

// Sorted and without repetition.
Result<std::map<std::string, KeyValue>> uniquePairs(std::vector<KeyValue> pairs,
                                                    std::string_view name,
                                                    const yaml::Value &generator,
                                                    const BuildContext &context)
{
    std::map<std::string, KeyValue> unique;
    for (KeyValue &pair : pairs) {
        std::string key = pair.key;
        if (!unique.emplace(key, std::move(pair)).second) {
            return std::unexpected(
                context.invalid(generator, "the generator of '" + std::string(name)
                                               + "' gives the key '" + key + "' twice"));
        }
    }
    return unique;
}

yaml::Value generatedText(std::string_view text, yaml::Origin origin, const BuildContext &context)
{
    yaml::Value value = stringScalar(text);
    if (context.sources)
        origin = context.sources->stack(origin, yaml::LayerKind::Generator, {});
    return value.setOrigin(origin);
}

void setMetadata(yaml::Value &fields, const yaml::Value *options, std::string_view from,
                 const BuildContext &context)
{
    const yaml::Value *const given = options ? options->find(from) : nullptr;
    if (!given || given->size() == 0)
        return;
    yaml::Value map = yaml::Value::mapping();
    for (const yaml::Entry &entry : given->entries())
        map.appendEntry(plainEntry(
            entry.key, generatedText(entry.value.text(), entry.value.origin(), context)));
    fields.ensureMapping("metadata").set(from, std::move(map));
}

bool isSet(const yaml::Value *options, std::string_view flag)
{
    const yaml::Value *const value = options ? options->find(flag) : nullptr;
    return value && value->asBool().value_or(false);
}

// A field of the generator, or else of its metadata.
std::string_view identity(const yaml::Value &generator, std::string_view field)
{
    const std::string_view own = generator.textAt({field});
    return own.empty() ? generator.textAt({"metadata", field}) : own;
}

void setData(yaml::Value &fields, DataKind kind, const std::map<std::string, KeyValue> &pairs,
             const BuildContext &context)
{
    if (kind == DataKind::Secret)
        fields.set("data", yaml::Value::mapping());
    for (const auto &[key, pair] : pairs) {
        const bool isText = kind == DataKind::ConfigMap && isValidUtf8(pair.value);
        const bool isBinary = kind == DataKind::ConfigMap && !isText;
        yaml::Value &map = fields.ensureMapping(isBinary ? "binaryData" : "data");
        map.appendEntry(plainEntry(key, generatedText(isText ? pair.value : base64Lines(pair.value),
                                                      pair.origin, context)));
    }
}

void overrideOptions(yaml::Value &own, const yaml::Value &global, std::string_view field)
{
    const yaml::Value *const given = global.find(field);
    if (!given)
        return;
    yaml::Value &map = own.ensureMapping(field);
    for (const yaml::Entry &entry : given->entries()) {
        if (!map.find(entry.key))
            map.set(entry.key, entry.value);
    }
}

} // namespace

Result<Resource> generateData(DataKind kind, const yaml::Value &generator, const Loader &loader,
                              const BuildContext &context)
{
    const std::string_view kindName = kind == DataKind::ConfigMap ? "ConfigMap" : "Secret";
    const std::string_view name = identity(generator, "name");
    if (name.empty()) {
        return std::unexpected(context.invalid(
            generator, "the generator of a " + std::string(kindName) + " has no name"));
    }
    const auto pairs = PLUMB_TRY(uniquePairs(PLUMB_TRY(readKeyValues(generator, loader, context)),
                                             name, generator, context));
    const yaml::Value *const options = generator.find("options");

    yaml::Value fields = yaml::Value::mapping();
    fields.setOrigin(generator.origin(), generator.column());
    fields.set("apiVersion", yaml::Value::string("v1"));
    fields.set("kind", yaml::Value::string(kindName));
    yaml::Value &metadata = fields.ensureMapping("metadata");
    const yaml::Origin origin = generatedText({}, generator.origin(), context).origin();
    setScalarField(metadata, "name", name).setOrigin(origin);
    if (const std::string_view space = identity(generator, "namespace"); !space.empty())
        setScalarField(metadata, "namespace", space).setOrigin(origin);
    if (kind == DataKind::Secret) {
        const std::string_view type = generator.textAt({"type"});
        fields.set("type", stringScalar(type.empty() ? "Opaque" : type).setOrigin(origin));
    }
    setData(fields, kind, pairs, context);
    setMetadata(fields, options, "labels", context);
    setMetadata(fields, options, "annotations", context);
    if (isSet(options, "immutable"))
        fields.set("immutable", yaml::Value::boolean(true).setOrigin(origin));

    Resource resource(std::move(fields), context.schema);
    resource.needsHashSuffix = !isSet(options, "disableNameSuffixHash");
    resource.behavior = behaviorFrom(generator.textAt({"behavior"}));
    return resource;
}

yaml::Value withGeneratorOptions(yaml::Value generator, const yaml::Value *options)
{
    if (!options)
        return generator;
    yaml::Value &own = generator.ensureMapping("options");
    overrideOptions(own, *options, "labels");
    overrideOptions(own, *options, "annotations");
    for (const std::string_view flag : {"disableNameSuffixHash", "immutable"}) {
        if (isSet(options, flag))
            own.set(flag, yaml::Value::boolean(true));
    }
    return generator;
}

} // namespace plumb::kustomize
