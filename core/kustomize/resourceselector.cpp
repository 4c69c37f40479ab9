// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/resourceselector.h"

#include <algorithm>
#include <numeric>

namespace plumb::kustomize {

using yaml::Value;

namespace {

constexpr std::string_view partNames[] = {"group", "version", "kind", "name", "namespace"};

bool isPlainName(std::string_view text)
{
    return std::ranges::all_of(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
               || (letter >= '0' && letter <= '9') || letter == '-';
    });
}

} // namespace

Result<ResourceSelector> ResourceSelector::from(const Value &value, const BuildContext &context)
{
    ResourceSelector selector;
    for (std::size_t part = 0; part < std::size(partNames); ++part) {
        const std::string text(value.textAt({partNames[part]}));
        if (text.empty())
            continue;
        Regex regex("^(?:" + text + ")$");
        if (!regex.isValid()) {
            return std::unexpected(context.invalid(*value.find(partNames[part]),
                                                   "'" + text + "' is no valid expression for a "
                                                       + std::string(partNames[part]) + ": "
                                                       + regex.problem()));
        }
        if (static_cast<Part>(part) == Part::Name && isPlainName(text))
            selector.m_plainName = text;
        selector.m_parts.push_back({static_cast<Part>(part), std::move(regex)});
    }
    const auto read = [&](std::string_view key, std::string &text,
                          std::optional<Result<LabelSelector>> &into) {
        text = value.textAt({key});
        if (text.empty())
            return;
        into = LabelSelector::parse(text);
        if (!*into)
            into = std::unexpected(context.at(*value.find(key), std::move(*into).error()));
    };
    read("labelSelector", selector.m_labelText, selector.m_labels);
    read("annotationSelector", selector.m_annotationText, selector.m_annotations);
    return selector;
}

bool ResourceSelector::matches(Part part, std::string_view text) const
{
    return std::ranges::all_of(m_parts, [&](const Pattern &pattern) {
        return pattern.part != part || pattern.regex.matches(text);
    });
}

bool ResourceSelector::matchesKind(const GroupVersionKind &gvk) const
{
    return matches(Part::Kind, gvk.kind) && matches(Part::Group, gvk.group)
           && matches(Part::Version, gvk.version);
}

bool ResourceSelector::matchesName(std::string_view name) const
{
    return matches(Part::Name, name);
}

bool ResourceSelector::matchesNamespace(std::string_view namespaceName) const
{
    return matches(Part::Namespace, namespaceName);
}

bool ResourceSelector::matchesId(const BuildId &id) const
{
    return matchesKind(id.gvk) && matchesName(id.name) && matchesNamespace(id.namespaceName);
}

Result<bool> ResourceSelector::matchesLabels(const Resource &resource) const
{
    if (m_labels) {
        if (!*m_labels)
            return std::unexpected(m_labels->error());
        if (!(*m_labels)->matches(resource.fields().find({"metadata", "labels"})))
            return false;
    }
    if (m_annotations) {
        if (!*m_annotations)
            return std::unexpected(m_annotations->error());
        if (!(*m_annotations)->matches(resource.fields().find({"metadata", "annotations"})))
            return false;
    }
    return true;
}

Result<bool> ResourceSelector::matches(const Resource &resource) const
{
    const BuildId &id = resource.id();
    if (!matchesKind(id.gvk))
        return false;
    if (!matchesNamespace(id.effectiveNamespace()) || !matchesName(id.name)) {
        const BuildId original = resource.originalId();
        if (!matchesNamespace(original.effectiveNamespace())
            && !matchesNamespace(id.effectiveNamespace()))
            return false;
        if (!matchesName(original.name) && !matchesName(id.name))
            return false;
    }
    return matchesLabels(resource);
}

std::vector<std::size_t> ResourceSelector::candidates(const ResourceMap &resources) const
{
    if (!m_plainName.empty())
        return resources.withAnyName(m_plainName);
    std::vector<std::size_t> all(resources.size());
    std::iota(all.begin(), all.end(), std::size_t(0));
    return all;
}

Result<std::vector<std::size_t>> ResourceSelector::select(const ResourceMap &resources) const
{
    std::vector<std::size_t> selected;
    for (const std::size_t position : candidates(resources)) {
        if (PLUMB_TRY(matches(resources.at(position))))
            selected.push_back(position);
    }
    return selected;
}

} // namespace plumb::kustomize
