// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/kustomization.h"
#include "core/kustomize/labelselector.h"
#include "core/kustomize/regex.h"
#include "core/object/fieldpath.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::drift {

/// A Kustomization's spec.ignore, or a HelmRelease's spec.driftDetection.ignore: the fields that
/// Flux leaves as they are in the cluster.
///
/// As in Flux, of the rules without a target only the last one counts (flux-semantics §3.9).
class IgnoreRules
{
public:
    IgnoreRules() = default;
    /// InvalidInput for what Flux refuses: a target that is no expression or no selector.
    static Result<IgnoreRules> from(const flux::Kustomization &kustomization);
    /// The same of the list itself; null for none.
    static Result<IgnoreRules> from(const yaml::Value *list);

    /// Whether the field of an object is left alone. Items of lists are counted in the live object,
    /// or in the desired one where the cluster lacks them.
    bool covers(const FieldPath &field, const Object &desired, const Object &live) const;

private:
    using Pointer = std::vector<std::string>;

    struct Pattern
    {
        std::string field; ///< "kind", "name" …
        kustomize::Regex regex;
    };
    struct Rule
    {
        std::vector<Pointer> pointers = {};
        bool hasTarget = false;
        std::vector<Pattern> patterns = {};
        std::optional<kustomize::LabelSelector> labels = {};
        std::optional<kustomize::LabelSelector> annotations = {};

        bool selects(const Object &object) const;
    };

    static Result<Rule> readRule(const yaml::Value &value);

    std::vector<Rule> m_rules;
};

} // namespace plumb::drift
