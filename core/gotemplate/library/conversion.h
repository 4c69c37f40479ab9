// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/functions.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace plumb::gotemplate {

/// What Sprig makes of any value where it wants a number; 0 for what is none (spf13/cast).
std::int64_t toInt64(const Value &value);
double toFloat64(const Value &value);

/// What Sprig reads where it looks at no error: 0 for what is no number, and the nearest one that
/// fits for one that does not.
std::int64_t integerOf(std::string_view text);

/// What Sprig makes of any value where it wants text.
Text valueText(const Value &value);

/// Whether Sprig takes the value for absent: nil, zero, or of no length.
bool isEmpty(const Value &value);

/// Whether the value is a slice to Go's reflection.
bool isSlice(const Value &value);
/// The items of a slice.
std::vector<Value> sliceItems(const Value &value);
/// The items of a slice as text, without those that are nil.
std::vector<std::string> sliceTexts(const Value &value);

/// Fails for a value that would take too much memory when every part of it is written out: a map
/// that holds another one twice, which holds another one twice, and so on. What nests too deep is
/// left to who writes.
Result<> requireWritable(const Value &value);

/// reflect's name of the value's kind; "invalid" for nil.
std::string_view kindName(const Value &value);

/// What Go says of a method call on nil.
std::unexpected<Error> nilDereference();

} // namespace plumb::gotemplate
