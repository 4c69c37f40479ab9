// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/fleet/environments.h"
#include "core/fleet/fleet.h"
#include "core/yaml/sourcetable.h"

#include <vector>

namespace plumb::fleet {

/// The rows of the matrix: what is built under one identity in several environments. An app is a
/// HelmRelease, a workload, or a Kustomization that builds neither.
std::vector<App> matchApps(const build::DesiredState &state, const EnvironmentMap &environments,
                           const yaml::SourceTable &sources);

} // namespace plumb::fleet
