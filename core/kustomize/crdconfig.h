// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/transformerconfig.h"

namespace plumb::kustomize {

/// The fields that files of a kustomization's crds field mark: what in a kind of the user's own are
/// annotations, label selectors, names, and names of other objects. Null when there are none.
Result<SharedConfig> loadCrdConfigs(std::span<const yaml::Value> paths, const Loader &loader,
                                    const BuildContext &context);

} // namespace plumb::kustomize
