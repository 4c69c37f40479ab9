// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/resourcemap.h"
#include "core/kustomize/transformerconfig.h"
#include "core/kustomize/variable.h"

namespace plumb::kustomize {

/// What a kustomization has gathered: resources, and how to go on with them.
struct Accumulation
{
    ResourceMap resources;
    SharedConfig config; ///< Null while nothing is known of fields.
    VariableSet variables;
};

} // namespace plumb::kustomize
