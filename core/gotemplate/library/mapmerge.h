// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/gotemplate/value.h"

namespace plumb::gotemplate {

enum class Overwrite : bool { No, Yes };

/// Merges one map into another as mergo does: maps within maps are merged in place, everything
/// else is taken when the target has nothing, or an empty value, there. With Overwrite::Yes it is
/// always taken, empty or not. Values are shared, not copied.
Result<> mergeMaps(const Value &target, const Value &source, Overwrite overwrite);

} // namespace plumb::gotemplate
