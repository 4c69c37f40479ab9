// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/kustomizationfile.h"
#include "core/kustomize/resourcemap.h"

namespace plumb::kustomize {

/// Drops the resources that are marked as being for local tools only. InvalidInput when one has
/// lost its kind or name.
Result<> dropLocalResources(ResourceMap &resources, const BuildContext &context);

/// Adds the labels and annotations that the buildMetadata of the kustomization asks for, and
/// leaves annotations the way kustomize does: all of them strings, and no empty mapping.
Result<> addBuildMetadata(ResourceMap &resources, const KustomizationFile &file, bool addsManagedBy,
                          const BuildContext &context);

} // namespace plumb::kustomize
