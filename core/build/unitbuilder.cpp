// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/unitbuilder.h"

#include "core/build/commonmetadata.h"
#include "core/flux/generatedkustomization.h"
#include "core/kustomize/build.h"
#include "core/yaml/base64.h"

#include <algorithm>

namespace plumb::build {

namespace {

using yaml::Value;

// What the controller reads back from the built text: lists taken apart, kustomization files and
// what is no object left out.
std::vector<Object> readObjects(std::vector<Object> built)
{
    std::vector<Object> objects;
    for (Object &object : built) {
        if (object.gvk().group == "kustomize.config.k8s.io")
            continue;
        const Value *items = object.fields().find("items");
        if (!items || !items->isSequence()) {
            objects.push_back(std::move(object));
            continue;
        }
        for (const Value &item : items->items()) {
            if (Result<Object> listed = Object::from(item))
                objects.push_back(*std::move(listed));
        }
    }
    return objects;
}

bool looksEncrypted(std::string_view text)
{
    return text.contains("mac: ENC[") || text.contains("\"mac\": \"ENC[")
           || text.contains("sops_mac=ENC[") || text.contains("[sops]");
}

} // namespace

Result<> finishObjects(std::vector<Object> &objects, std::vector<std::string> &unknown,
                       const UnitRequest &request, const Run &run)
{
    if (!request.owner)
        return {};
    const std::optional<flux::PostBuild> postBuild = request.owner->postBuild();
    const flux::SubstitutionOptions options{.unknown = request.unknown,
                                            .always = postBuild && postBuild->always,
                                            .sources = request.sources};
    const Value *metadata = request.owner->spec().find("commonMetadata");
    for (Object &object : objects) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = object.displayName()}));
        if (postBuild && request.variables) {
            flux::Substituted substituted =
                PLUMB_TRY(within("post build failed for '" + object.displayName() + '\'',
                                 flux::substitute(object, *request.variables, options)));
            object = std::move(substituted.object);
            for (std::string &name : substituted.unknown) {
                if (std::ranges::find(unknown, name) == unknown.end())
                    unknown.push_back(std::move(name));
            }
        }
        if (request.commonMetadata)
            object = PLUMB_TRY(withCommonMetadata(std::move(object), metadata, request.sources));
    }
    return {};
}

Result<UnitOutput> buildUnit(const UnitRequest &request, const Run &run)
{
    flux::GeneratedKustomization generated = PLUMB_TRY(flux::generateKustomization(
        request.tree, request.directory, request.owner, request.sources, run));
    const kustomize::BuildOptions options{.restriction = kustomize::LoadRestriction::None,
                                          .reorder = request.order == Order::Legacy
                                                         ? kustomize::Reorder::Legacy
                                                         : kustomize::Reorder::None,
                                          .sources = request.sources,
                                          .kustomizationOverride = std::move(generated.content),
                                          .parsed = request.parsed,
                                          .remotes = request.remotes};
    kustomize::BuildOutput built =
        PLUMB_TRY(kustomize::build(request.tree, request.directory, options, run));

    UnitOutput output{.warnings = std::move(built.warnings)};
    output.objects = readObjects(std::move(built.objects));
    PLUMB_TRY(finishObjects(output.objects, output.unknownVariables, request, run));
    return output;
}

bool isEncryptedText(std::string_view text)
{
    return text.starts_with("ENC[AES256_GCM,");
}

bool isEncrypted(const Object &object)
{
    if (!object.fields().textAt({"sops", "mac"}).empty())
        return true;
    if (object.kind() != "Secret")
        return false;
    const Value *data = object.fields().find("data");
    const Value *text = object.fields().find("stringData");
    const auto holds = [](const Value *map, const auto &check) {
        return map && std::ranges::any_of(map->entries(), check);
    };
    return holds(data,
                 [](const yaml::Entry &entry) {
                     return looksEncrypted(
                         yaml::decodeBase64(entry.value.text()).value_or(std::string()));
                 })
           || holds(text,
                    [](const yaml::Entry &entry) { return looksEncrypted(entry.value.text()); });
}

} // namespace plumb::build
