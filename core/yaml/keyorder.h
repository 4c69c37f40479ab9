// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <span>
#include <string_view>
#include <vector>

namespace plumb::yaml {

/// go-yaml's order of keys: letters after everything else, runs of digits by their value.
bool keyLess(std::string_view a, std::string_view b);

/// The entries of a mapping in that order.
std::vector<const Entry *> sortedByKey(std::span<const Entry> entries);

} // namespace plumb::yaml
