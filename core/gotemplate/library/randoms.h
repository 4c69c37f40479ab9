// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/template.h"

#include <string>

namespace plumb::gotemplate {

/// A number below @p bound, which must not be 0.
std::uint64_t randomBelow(Execution &execution, std::uint64_t bound);

std::string randomBytes(Execution &execution, std::size_t count);

} // namespace plumb::gotemplate
