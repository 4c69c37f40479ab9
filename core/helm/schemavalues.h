// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

/// What JSON Schema sees in values, and how its messages show them.
namespace plumb::helm {

/// Whether the expression matches anywhere in the text.
bool matches(const re2::RE2 &regex, std::string_view text);
bool isNumber(const yaml::Value &value);
/// Whether a number has no fraction.
bool isWhole(const yaml::Value &value);
/// JSON Schema's name of the type.
std::string_view typeOf(const yaml::Value &value);
/// Whether both are the same JSON, whatever the spelling of their numbers.
bool sameJson(const yaml::Value &a, const yaml::Value &b);
/// Whether a number is a whole multiple of another, by their decimal digits.
bool isMultiple(const yaml::Value &value, const yaml::Value &factor);

/// A number with a comma between thousands.
std::string shown(double number);
std::string inQuotes(std::string_view text);
std::string listed(const std::vector<std::string> &names);
std::string displayed(const yaml::Value &value);

/// A limit of a schema as a count.
std::size_t countOf(const yaml::Value &limit);
/// The number of characters.
std::size_t lengthOf(std::string_view text);

} // namespace plumb::helm
