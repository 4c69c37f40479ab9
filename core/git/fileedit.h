// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/files/treepath.h"

#include <string>

namespace plumb::git {

/// Replaces the content of a file below @p root, a working tree or a plain folder, if it still is
/// @p before; Conflict otherwise. Links are not followed. Whatever happens, the file holds either
/// content as a whole; its permissions stay.
Result<> replaceFile(const std::string &root, const files::TreePath &path,
                     const std::string &before, const std::string &after);

} // namespace plumb::git
