// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/gotemplate/value.h"

#include <string>
#include <string_view>

namespace plumb::gotemplate {

/// Whether a character needs no quotes in a key.
bool isBareKeyCharacter(char c);

/// Takes a string off the text, which begins with its quotes.
Result<std::string> takeTomlString(std::string_view &text);

/// What a value without quotes means: a boolean, number, date or time.
Result<Value> tomlScalar(std::string_view word);

} // namespace plumb::gotemplate
