// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/ssa/defaultrule.h"

#include <span>
#include <string_view>

namespace plumb::ssa {

/// The rules for a kind, but for the pods in it.
std::span<const DefaultRule> rulesFor(std::string_view group, std::string_view kind);
/// The rules for the specification of a pod.
std::span<const DefaultRule> podRules();
/// The rules for one container of a pod.
std::span<const DefaultRule> containerRules();
/// The rules for one of a container's probes.
std::span<const DefaultRule> probeRules();
/// Where a kind has the specification of a pod: "spec.template.spec"; empty when it has none.
std::string_view podPath(std::string_view group, std::string_view kind);

} // namespace plumb::ssa
