// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/shape.h"

#include <string_view>

namespace plumb::kustomize {

/// A kustomization file.
extern const Shape kustomizationShape;

/// A file of a kustomization's configurations field.
extern const Shape transformerConfigShape;

/// The configuration of a builtin plugin by its kind, as listed under generators, transformers and
/// validators; null for kinds that kustomize does not have.
const Shape *pluginShape(std::string_view kind);

/// A file with one replacement, or a list of them.
extern const Shape replacementShape;

/// A file with targets of a ValueAddTransformer.
extern const Shape valueAddTargetsShape;

} // namespace plumb::kustomize
