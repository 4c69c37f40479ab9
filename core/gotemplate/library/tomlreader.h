// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/gotemplate/value.h"

#include <string_view>

namespace plumb::gotemplate {

/// A TOML 1.0 document as a map: numbers are int64 and float64, arrays of tables lists of maps.
Result<Value> fromToml(std::string_view text);

} // namespace plumb::gotemplate
