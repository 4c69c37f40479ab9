// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/overlaytree.h"
#include "core/git/handle.h"

namespace plumb::git {

/// Writes the tree that @p base becomes through the edits.
///
/// Files keep their mode, new ones are ordinary files. InvalidInput for a path that is a link, a
/// directory or below a file, and when nothing would change.
Result<Oid> writeEditedTree(git_repository *handle, git_tree *base, const files::Edits &edits);

/// What a tree holds at a path: its blob and mode, or nothing.
Result<std::optional<git_tree_update>> entryAt(git_tree *tree, const files::TreePath &path);

} // namespace plumb::git
