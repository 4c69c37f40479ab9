// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/gotemplate/value.h"

#include <optional>
#include <string_view>

namespace plumb::gotemplate {

/// What Go's encoding/json reads into an interface {}: every number is a float64.
struct JsonDocument
{
    Value value;
    /// The first number that does not fit, which is null in the value.
    std::optional<Error> problem;
};

/// Errors have the words of encoding/json.
Result<JsonDocument> readJson(std::string_view text);
/// The same, with such a number as an error.
Result<Value> fromJson(std::string_view text);

/// The error for a document that is no map or no list.
Error wrongJsonType(const Value &value, const GoType &wanted);

} // namespace plumb::gotemplate
