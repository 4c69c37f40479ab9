// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/buildannotations.h"

namespace plumb::kustomize {

namespace {

constexpr std::string_view internalPrefix = "internal.config.kubernetes.io/";

std::vector<std::string> splitAtCommas(std::string_view text)
{
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t comma = text.find(',');
        parts.emplace_back(text.substr(0, comma));
        if (comma == std::string_view::npos)
            return parts;
        text.remove_prefix(comma + 1);
    }
}

bool mayBeBuildAnnotation(std::string_view key)
{
    return key.starts_with(internalPrefix) || key.starts_with("config.kubernetes.io/")
           || key.starts_with("alpha.config.kubernetes.io/") || key == "config.k8s.io/id";
}

} // namespace

BuildAnnotations BuildAnnotations::takeFrom(yaml::Value &fields)
{
    BuildAnnotations found;
    const yaml::Value *const annotations = fields.find({"metadata", "annotations"});
    if (!annotations)
        return found;
    std::vector<std::string> taken;
    for (const yaml::Entry &entry : annotations->entries()) {
        if (mayBeBuildAnnotation(entry.key) && found.take(entry.key, entry.value.text()))
            taken.push_back(entry.key.toString());
    }
    if (taken.empty())
        return found;
    found.isEmpty = false;
    yaml::Value &kept = *fields.findMutable("metadata")->findMutable("annotations");
    for (const std::string &key : taken)
        kept.remove(key);
    return found;
}

bool BuildAnnotations::take(std::string_view key, std::string_view text)
{
    if (!key.starts_with(internalPrefix)) {
        return key == "config.kubernetes.io/path" || key == "config.kubernetes.io/index"
               || key == "config.k8s.io/id" || key == "config.kubernetes.io/origin"
               || key == "alpha.config.kubernetes.io/transformations";
    }
    key.remove_prefix(internalPrefix.size());
    const bool enabled = text == "enabled";
    if (key == "previousNames")
        previousNames = splitAtCommas(text);
    else if (key == "previousNamespaces")
        previousNamespaces = splitAtCommas(text);
    else if (key == "previousKinds")
        previousKinds = splitAtCommas(text);
    else if (key == "prefixes")
        prefixes = splitAtCommas(text);
    else if (key == "suffixes")
        suffixes = splitAtCommas(text);
    else if (key == "generatorBehavior")
        behavior = behaviorFrom(text);
    else if (key == "needsHashSuffix")
        needsHashSuffix = enabled;
    else if (key == "helm-generated")
        isFromChart = text == "true";
    else if (key == "allowNameChange")
        allowsNameChange = enabled;
    else if (key == "allowKindChange")
        allowsKindChange = enabled;
    else
        return key == "refBy" || key == "path" || key == "index" || key == "seqindent"
               || key == "id" || key == "annotations-migration-resource-id";
    return true;
}

Behavior behaviorFrom(std::string_view text)
{
    if (text == "create")
        return Behavior::Create;
    if (text == "replace")
        return Behavior::Replace;
    if (text == "merge")
        return Behavior::Merge;
    return Behavior::Unspecified;
}

std::string_view toString(Behavior behavior)
{
    switch (behavior) {
    case Behavior::Create: return "create";
    case Behavior::Replace: return "replace";
    case Behavior::Merge: return "merge";
    case Behavior::Unspecified: break;
    }
    return "unspecified";
}

} // namespace plumb::kustomize
