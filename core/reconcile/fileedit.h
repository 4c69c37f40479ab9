// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/files/treepath.h"

#include <optional>
#include <string>

namespace plumb::reconcile {

/// One file, before and after an edit that nobody has written yet.
struct FileEdit
{
    files::TreePath path;
    std::optional<std::string> before = {}; ///< Nothing when the file is new.
    std::optional<std::string> after;       ///< Nothing when the file goes.
    /// The texts as they may be shown, and their difference as "git diff" prints it; by addPatch().
    std::optional<std::string> shownBefore = {};
    std::optional<std::string> shownAfter = {};
    std::string patch = {};
};

/// Works out what can be shown of an edit: values of Secrets are hidden.
Result<> addPatch(FileEdit &file);

} // namespace plumb::reconcile
