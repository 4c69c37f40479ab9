// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/commit.h"

#include <optional>

namespace plumb::git {

// Git's stored forms, read without the copies and look-ups that libgit2's own objects make for
// each.

/// One entry of a tree; the name points into the bytes it was read from.
struct TreeItem
{
    std::string_view name;
    std::uint32_t mode = 0;
    Oid id;

    bool isDirectory() const { return mode == 0040000; }
    bool isLink() const { return mode == 0120000; }
    bool isSubmodule() const { return mode == 0160000; }
};

/// Takes the next entry off the front of a tree's bytes; nothing at the end or where they are
/// damaged.
std::optional<TreeItem> takeTreeItem(std::string_view &bytes);

/// The parts of a commit that a walk needs.
struct CommitLinks
{
    Oid tree;
    std::vector<Oid> parents;
    std::int64_t time = 0; ///< Of the committer.
};

Result<CommitLinks> parseCommitLinks(const Oid &id, std::string_view bytes);
Result<Commit> parseCommit(const Oid &id, std::string_view bytes);

} // namespace plumb::git
