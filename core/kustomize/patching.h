// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/resource.h"
#include "core/yaml/jsonpatch.h"

namespace plumb::kustomize {

/// Gives a resource the annotations that kustomize's setters would leave: strings, or none at all.
void makeAnnotationsTexts(Resource &resource);

/// Applies a strategic merge patch. Name, kind and namespace stay unless the patch may change the
/// first two; the resource is empty afterwards when the patch deletes it.
Result<> applyMergePatch(Resource &resource, const Resource &patch, const BuildContext &context);

/// The patch as kustomize prepares it when it is given a target: its labels and annotations become
/// strings, null ones too.
Resource preparedPatch(const Resource &patch);

/// Applies a JSON patch, and makes of the resource what the way through JSON makes of it.
Result<> applyJsonPatch(Resource &resource, const yaml::JsonPatch &patch,
                        const BuildContext &context);

} // namespace plumb::kustomize
