// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/promotion/difference.h"
#include "core/promotion/scope.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::promotion {

/// Three states of one file: what a commit changed it from and to, and what another one is now.
struct MergeSides
{
    files::TreePath sourceFile;
    files::TreePath targetFile;
    std::optional<std::string> base = {};   ///< Nothing where the commit added the file.
    std::optional<std::string> theirs = {}; ///< Nothing where the commit removed it.
    std::optional<std::string> ours = {};   ///< Nothing where the target has no such file.
    /// The environments of the two files; null where both are the same file.
    const ScopePair *scopes = nullptr;
    /// Whether a file that the target has left alone is merged value by value too; else it becomes
    /// the wanted one, byte for byte.
    bool byValue = false;
};

/// What of the commit is still to be done in the target's file, value by value: what the target has
/// already is left out, and what it has changed itself is a conflict. Values that the environment
/// is named in are compared, and carried, with its name replaced.
///
/// Unsupported for a file that is no YAML and that the target has changed.
Result<std::vector<Difference>> mergeFile(const MergeSides &sides,
                                          std::vector<Diagnostic> &diagnostics);

} // namespace plumb::promotion
