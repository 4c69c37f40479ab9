// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/buildcontext.h"
#include "core/kustomize/resource.h"

namespace plumb::kustomize {

/// Makes @p generated what "behavior: replace" leaves: its own data under the name, namespace,
/// history, labels and annotations of @p old, overridden by its own labels and annotations.
void replaceGenerated(Resource &generated, const Resource &old);

/// What "behavior: merge" leaves: like replace, and the data of @p old where it has none itself.
void mergeGenerated(Resource &generated, const Resource &old, const BuildContext &context);

} // namespace plumb::kustomize
