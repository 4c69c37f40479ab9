// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string_view>

namespace plumb::ssa {

/// A field and what the API server fills in where it is not set, as JSON.
///
/// The fields above it have to be there. "ports[]" goes into each item of a list, and
/// "strategy{type=Recreate}" or "volumes[]{!emptyDir}" only into a mapping that has, or lacks,
/// that.
struct DefaultRule
{
    std::string_view path;
    std::string_view value;
};

/// The rules for a kind, but for the pods in it.
std::span<const DefaultRule> rulesFor(std::string_view group, std::string_view kind);
/// The rules for the specification of a pod.
std::span<const DefaultRule> podRules();
/// The rules for one container of a pod.
std::span<const DefaultRule> containerRules();
/// Where a kind has the specification of a pod: "spec.template.spec"; empty when it has none.
std::string_view podPath(std::string_view group, std::string_view kind);

} // namespace plumb::ssa
