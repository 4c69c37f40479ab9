// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/resourcemap.h"
#include "core/yaml/value.h"

#include <string>

namespace plumb::kustomize {

/// The ten characters that kustomize appends to the name of a ConfigMap or Secret so that a change
/// of its data makes a new object; Unsupported for other kinds.
Result<std::string> contentHash(const yaml::Value &fields);

/// Appends the hash to the names of all resources that want it.
Result<> addHashSuffixes(ResourceMap &resources, const BuildContext &context);

} // namespace plumb::kustomize
