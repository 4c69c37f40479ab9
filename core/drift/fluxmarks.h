// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/object.h"

#include <string_view>

namespace plumb::drift {

/// Whether the label or annotation kustomize.toolkit.fluxcd.io/@p field says so, in whatever case,
/// as fluxcd/pkg/ssa reads them.
bool isMarked(const Object &object, std::string_view field, std::string_view value);

/// Whether Flux is told to neither apply nor delete the object.
bool isLeftAlone(const Object &object);

} // namespace plumb::drift
