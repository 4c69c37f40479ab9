// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/kustomizationfile.h"
#include "core/kustomize/loader.h"

namespace plumb::kustomize {

/// Makes the build go by the schema that a kustomization's openapi field names. Only the first
/// kustomization of a build that names one, from the folder that is built downwards, decides.
Result<> chooseSchema(const KustomizationFile &file, const Loader &loader,
                      const BuildContext &context);

} // namespace plumb::kustomize
