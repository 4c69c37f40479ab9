// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/gotemplate/value.h"

#include <string_view>

namespace plumb::gotemplate {

/// What Go's encoding/json reads into an interface {}: every number is a float64. Errors have its
/// words.
Result<Value> fromJson(std::string_view text);

/// The error for a document that is no map or no list.
Error wrongJsonType(const Value &value, const GoType &wanted);

} // namespace plumb::gotemplate
