// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/value.h"

#include <span>
#include <string>
#include <string_view>

namespace plumb::gotemplate {

/// Appends what fmt.Fprint writes for one value: %v.
void print(std::string &out, const Value &value);

/// fmt.Sprint, fmt.Sprintln and fmt.Sprintf.
std::string sprint(std::span<const Value> values);
std::string sprintln(std::span<const Value> values);
std::string sprintf(std::string_view format, std::span<const Value> values);

} // namespace plumb::gotemplate
