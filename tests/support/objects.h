// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/objectset.h"

#include <string_view>

namespace plumb::test {

/// The objects of a YAML stream that a test writes down; a mistake in it ends the test's program.
ObjectSet objectsOf(std::string_view yaml);

/// The only object of a YAML text.
Object objectOf(std::string_view yaml);

} // namespace plumb::test
