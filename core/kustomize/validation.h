// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/transformer.h"

namespace plumb::kustomize {

/// Runs a transformer as a validator: it may fail, and set the label validated-by, but change
/// nothing else.
Result<> validate(const Transformer &validator, ResourceMap &resources,
                  const BuildContext &context);

} // namespace plumb::kustomize
