// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/patchtransformer.h"

#include "core/kustomize/inresource.h"
#include "core/kustomize/patching.h"

#include <utility>

namespace plumb::kustomize {

using yaml::Value;

namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

bool hasText(const Value *value)
{
    return value && value->text().find_first_not_of(blanks) != std::string_view::npos;
}

bool isSet(const Value *value)
{
    return value && !value->text().empty();
}

/// Without blanks at either end; the lines in front still count for where things are.
PatchText trimmed(PatchText patch)
{
    const std::size_t first = patch.text.find_first_not_of(blanks);
    for (std::size_t at = 0; at < first; ++at)
        patch.firstLine += patch.text[at] == '\n' ? 1 : 0;
    patch.text = patch.text.substr(first, patch.text.find_last_not_of(blanks) - first + 1);
    return patch;
}

Result<PatchText> readPatch(const Value &config, const Loader &loader, const BuildContext &context)
{
    const Value *patch = config.find("patch");
    const Value *path = config.find("path");
    if (!hasText(patch) && !isSet(path))
        return std::unexpected(context.invalid(config, "a patch needs either 'path' or 'patch'"));
    if (hasText(patch) && isSet(path))
        return std::unexpected(
            context.invalid(config, "a patch cannot have both 'path' and 'patch'; remove one"));
    if (hasText(patch))
        return trimmed(PatchText::inlined(*patch, context));
    return within("reading the patch", PatchText::load(*path, loader));
}

bool isOn(const Value &config, std::string_view option)
{
    const Value *value = config.find({"options", option});
    return value && value->asBool().value_or(false);
}

Result<std::optional<ResourceSelector>> targetOf(const Value &config, const BuildContext &context)
{
    const Value *target = config.find("target");
    if (!target)
        return std::optional<ResourceSelector>();
    return std::optional(PLUMB_TRY(ResourceSelector::from(*target, context)));
}

/// Applies a patch to resources that a target has selected, and looks for ids that are taken then.
Result<> patchSelected(const Resource &patch, const std::vector<std::size_t> &selected,
                       ResourceMap &resources, const BuildContext &context)
{
    Resource prepared = preparedPatch(patch);
    bool anyEmpty = false;
    for (const std::size_t position : selected) {
        Resource &resource = resources.change(position);
        // The patch becomes one of the resource's API version, though it keeps its own kind.
        const GroupVersionKind &gvk = resource.gvk();
        if (prepared.gvk().apiVersion() != gvk.apiVersion())
            prepared.setGvk({gvk.group, gvk.version, prepared.kind()});
        PLUMB_TRY(inResource("patching", resource, applyMergePatch(resource, prepared, context)));
        anyEmpty = anyEmpty || resource.isEmpty();
    }
    if (anyEmpty)
        resources.dropEmpty();
    if (patch.allowsNameChange || patch.allowsKindChange)
        return resources.checkIds(context);
    return {};
}

} // namespace

Result<std::unique_ptr<Transformer>>
PatchTransformer::from(const Value &config, const Loader &loader, const BuildContext &context)
{
    const PatchText text = PLUMB_TRY(readPatch(config, loader, context));
    auto transformer = std::make_unique<PatchTransformer>();
    transformer->m_config = config;
    transformer->m_source = text.path;
    Result<std::vector<Resource>> merge = text.asResources(context);
    Result<std::optional<yaml::JsonPatch>> json = text.asJsonPatch(context);
    if (!merge && !json) {
        const bool looksLikeList = text.text.starts_with('[') || text.text.starts_with('-');
        return std::unexpected((looksLikeList ? std::move(json).error() : std::move(merge).error())
                                   .within("reading a patch"));
    }
    const bool hasMerge = merge && !merge->empty();
    const bool hasJson = json && *json && !(*json)->operations().empty();
    if (hasMerge && hasJson)
        return std::unexpected(
            context.invalid(config, "the patch is both a merge patch and a JSON patch"));
    if (merge) {
        transformer->m_mergePatches = *std::move(merge);
        for (Resource &patch : transformer->m_mergePatches) {
            patch.allowsNameChange = patch.allowsNameChange || isOn(config, "allowNameChange");
            patch.allowsKindChange = patch.allowsKindChange || isOn(config, "allowKindChange");
            // kustomize notes this in annotations, which it writes anew for that.
            if (patch.allowsNameChange || patch.allowsKindChange)
                makeAnnotationsTexts(patch);
        }
    } else {
        transformer->m_jsonPatch = *std::move(json);
    }
    transformer->m_target = PLUMB_TRY(targetOf(config, context));
    return transformer;
}

Result<> PatchTransformer::transform(ResourceMap &resources, const BuildContext &context) const
{
    if (!m_mergePatches.empty())
        return applyMergePatches(resources, context);
    if (m_jsonPatch)
        return applyJsonPatch(resources, context);
    return {};
}

Result<> PatchTransformer::applyMergePatches(ResourceMap &resources,
                                             const BuildContext &context) const
{
    if (m_target) {
        if (m_mergePatches.size() > 1) {
            return std::unexpected(context.invalid(
                m_config, "several merge patches in one entry cannot have a target: " + m_source
                              + "; give each its own entry"));
        }
        const std::vector<std::size_t> selected = PLUMB_TRY(m_target->select(resources));
        return patchSelected(m_mergePatches.front(), selected, resources, context);
    }
    for (const Resource &patch : m_mergePatches) {
        const Result<std::size_t> position = resources.only(patch.originalId());
        if (!position) {
            return std::unexpected(context.at(
                patch.fields(),
                Error(position.error().code(),
                      "the merge patch fits no single resource: " + position.error().message())));
        }
        Resource &resource = resources.change(*position);
        PLUMB_TRY(inResource("patching", resource, applyMergePatch(resource, patch, context)));
    }
    resources.dropEmpty();
    return {};
}

Result<> PatchTransformer::applyJsonPatch(ResourceMap &resources, const BuildContext &context) const
{
    if (!m_target)
        return std::unexpected(context.invalid(m_config, "a JSON patch needs a target"));
    for (const std::size_t position : PLUMB_TRY(m_target->select(resources))) {
        Resource &resource = resources.change(position);
        resource.storePreviousId();
        PLUMB_TRY(inResource("patching", resource,
                             kustomize::applyJsonPatch(resource, *m_jsonPatch, context)));
    }
    return {};
}

Result<std::unique_ptr<Transformer>> JsonPatchTransformer::from(const Value &config,
                                                                std::string_view patchKey,
                                                                const Loader &loader,
                                                                const BuildContext &context)
{
    auto transformer = std::make_unique<JsonPatchTransformer>();
    const Value *patch = config.find(patchKey);
    const Value *path = config.find("path");
    if (config.textAt({"target", "name"}).empty())
        return std::unexpected(
            context.invalid(config, "a JSON patch needs the name of its target"));
    if (!isSet(patch) && !isSet(path))
        return std::unexpected(
            context.invalid(config, "a JSON patch needs either a 'path' or its text"));
    if (isSet(patch) && isSet(path))
        return std::unexpected(
            context.invalid(config, "a JSON patch cannot have both a 'path' and its text"));
    const PatchText text = isSet(patch) ? PatchText::inlined(*patch, context)
                                        : PLUMB_TRY(PatchText::load(*path, loader));
    std::optional<yaml::JsonPatch> parsed = PLUMB_TRY(text.asJsonPatch(context));
    if (!parsed || parsed->operations().empty())
        return std::unexpected(context.invalid(config, "the patch is empty"));
    transformer->m_patch = *std::move(parsed);
    transformer->m_target = PLUMB_TRY(targetOf(config, context));
    return transformer;
}

Result<> JsonPatchTransformer::transform(ResourceMap &resources, const BuildContext &context) const
{
    for (const std::size_t position : PLUMB_TRY(m_target->select(resources))) {
        Resource &resource = resources.change(position);
        PLUMB_TRY(inResource("patching", resource, applyJsonPatch(resource, m_patch, context)));
    }
    return {};
}

Result<std::unique_ptr<Transformer>>
MergePatchTransformer::from(const Value &config, const Loader &loader, const BuildContext &context)
{
    auto transformer = std::make_unique<MergePatchTransformer>();
    const auto take = [&](std::vector<Resource> patches) {
        for (Resource &patch : patches)
            transformer->m_patches.push_back(std::move(patch));
    };
    const Value *paths = config.find("paths");
    const Value *patches = config.find("patches");
    if ((!paths || paths->size() == 0) && !isSet(patches))
        return std::unexpected(context.invalid(config, "a merge patch needs 'paths' or 'patches'"));
    for (const Value &path : paths ? paths->items() : std::span<const Value>()) {
        // An entry may be the patch itself.
        Result<std::vector<Resource>> inlined =
            PatchText::inlined(path, context).asResources(context);
        if (inlined) {
            take(*std::move(inlined));
            continue;
        }
        const Result<PatchText> file = PatchText::load(path, loader);
        if (!file) {
            const bool isText = path.text().find('\n') != std::string_view::npos;
            return std::unexpected(isText ? std::move(inlined).error() : Error(file.error()));
        }
        take(PLUMB_TRY(file->asResources(context)));
    }
    if (isSet(patches))
        take(PLUMB_TRY(PatchText::inlined(*patches, context).asResources(context)));
    if (transformer->m_patches.empty())
        return std::unexpected(context.invalid(config, "the patch is empty"));
    return transformer;
}

Result<> MergePatchTransformer::transform(ResourceMap &resources, const BuildContext &context) const
{
    for (const Resource &patch : m_patches) {
        const std::size_t position =
            PLUMB_TRY(within("applying a merge patch", resources.only(patch.originalId())));
        PLUMB_TRY(patchSelected(patch, {position}, resources, context));
    }
    return {};
}

} // namespace plumb::kustomize
