// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/functions.h"

#include <span>

namespace plumb::gotemplate {

/// The functions that every template has, sorted by name. The evaluator itself calls `and`, `or`
/// and `call`, which are told apart by their address.
std::span<const Function> builtinFunctions();
bool isBuiltin(const Function &function);

} // namespace plumb::gotemplate
