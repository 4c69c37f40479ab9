// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/resourcemap.h"
#include "core/yaml/value.h"

namespace plumb::kustomize {

/// Sorts as a kustomization's sortOptions field says.
Result<> sortResources(ResourceMap &resources, const yaml::Value &options,
                       const BuildContext &context);

/// Sorts in the order that kustomize has unless it is told otherwise.
Result<> sortResources(ResourceMap &resources, const BuildContext &context);

} // namespace plumb::kustomize
