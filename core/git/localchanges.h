// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/overlaytree.h"
#include "core/git/handle.h"

namespace plumb::git {

/// Conflict, naming them, when some of the edited files on disk or in the index are not as in
/// HEAD, or when another git program is writing the index.
Result<> requireUnchanged(git_repository *handle, const files::Edits &edits);

/// Brings the edited files on disk and in the index from one tree to another, and nothing else.
Result<> updateWorktree(git_repository *handle, git_tree *from, git_tree *to,
                        const files::Edits &edits);

} // namespace plumb::git
