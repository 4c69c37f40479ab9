// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/fieldspec.h"
#include "core/kustomize/resourcemap.h"
#include "core/kustomize/variable.h"

namespace plumb::kustomize {

/// Replaces $(NAME) by the values that the vars stand for, in the fields that @p specs lead to.
Result<> resolveVariables(ResourceMap &resources, const VariableSet &variables,
                          const FieldSpecs &specs, const BuildContext &context);

} // namespace plumb::kustomize
