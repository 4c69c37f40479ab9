// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/kustomization.h"
#include "core/yaml/sourcetable.h"

namespace plumb::fleet {

/// The Kustomization that flux-operator makes for a FluxInstance, after spec.kustomize.patches of
/// the instance, which patch all that the operator makes. As it was where they cannot be applied:
/// they are mostly meant for Flux's own controllers.
flux::Kustomization withInstancePatches(flux::Kustomization sync, const yaml::Value *patches,
                                        yaml::SourceTable &sources);

} // namespace plumb::fleet
