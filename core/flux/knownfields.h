// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

namespace plumb::flux {

/// What is left of a kustomization file after it was read into kustomize's types and written
/// again: fields that the types do not have are gone.
yaml::Value withKnownFields(const yaml::Value &kustomization);

} // namespace plumb::flux
