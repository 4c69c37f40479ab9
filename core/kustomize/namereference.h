// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/resourcemap.h"
#include "core/kustomize/transformerconfig.h"

#include <vector>

namespace plumb::kustomize {

/// Writes the names that resources have come to have into the fields that refer to them by the
/// names that they had.
Result<> fixNameReferences(ResourceMap &resources, const std::vector<NameReference> &references,
                           const BuildContext &context);

} // namespace plumb::kustomize
