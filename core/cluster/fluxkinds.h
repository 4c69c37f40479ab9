// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/apiresources.h"

#include <string_view>
#include <vector>

namespace plumb::cluster {

/// Flux's own kinds that a server has, each in the version that it prefers.
std::vector<const ApiResource *> fluxKinds(const ApiResources &resources);

/// Whether it is Flux's Kustomization, which has an inventory.
bool isKustomization(std::string_view group, std::string_view kind);

} // namespace plumb::cluster
