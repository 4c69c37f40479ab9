// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/labelselector.h"
#include "core/kustomize/regex.h"
#include "core/kustomize/resourcemap.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::kustomize {

/// Which resources a patch or a replacement is for. Group, version, kind, name and namespace are
/// expressions that must fit the whole text; empty ones fit anything.
class ResourceSelector
{
public:
    /// Reads a selector as a kustomization has it.
    static Result<ResourceSelector> from(const yaml::Value &value, const BuildContext &context);

    /// Whether it says nothing about kind, name and namespace.
    bool hasNoId() const { return m_parts.empty(); }
    bool hasNoLabels() const { return m_labelText.empty() && m_annotationText.empty(); }

    bool matchesKind(const GroupVersionKind &gvk) const;
    bool matchesName(std::string_view name) const;
    bool matchesNamespace(std::string_view namespaceName) const;
    /// Whether kind, name and written namespace of one id fit.
    bool matchesId(const BuildId &id) const;
    /// Whether labels and annotations fit; InvalidInput when the selector cannot be read.
    Result<bool> matchesLabels(const Resource &resource) const;

    /// Positions of the resources that may fit: all, unless the name leaves only a few.
    std::vector<std::size_t> candidates(const ResourceMap &resources) const;
    /// Positions of the resources that fit by their first or their current id, in order.
    Result<std::vector<std::size_t>> select(const ResourceMap &resources) const;

private:
    enum class Part : std::uint8_t { Group, Version, Kind, Name, Namespace };

    struct Pattern
    {
        Part part;
        Regex regex;
    };

    bool matches(Part part, std::string_view text) const;
    Result<bool> matches(const Resource &resource) const;

    std::vector<Pattern> m_parts;
    std::string m_plainName; ///< Set when only resources of this name can fit.
    std::string m_labelText;
    std::string m_annotationText;
    // Read when they are made, complained about when they are used, as in kustomize.
    std::optional<Result<LabelSelector>> m_labels;
    std::optional<Result<LabelSelector>> m_annotations;
};

} // namespace plumb::kustomize
