// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/gotemplate/value.h"

#include <string>

namespace plumb::gotemplate {

/// The value as BurntSushi/toml writes it: tables after plain keys, each level indented. The outer
/// result fails where Go panics, the inner one where its encoder returns an error.
Result<Result<std::string>> toToml(const Value &value);

} // namespace plumb::gotemplate
