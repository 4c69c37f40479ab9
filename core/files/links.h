// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/filetree.h"

#include <functional>

namespace plumb::files {

/// What a tree stores at a path, links not followed.
struct StoredEntry
{
    EntryKind kind = EntryKind::File;
    std::string target = {}; ///< Where a link points to, as it is written.

    bool operator==(const StoredEntry &) const = default;
};

/// Looks one entry up whose parent is known to be a directory; nothing when there is none.
using EntryLookup = std::function<Result<std::optional<StoredEntry>>(const TreePath &)>;

/// Follows the links along @p path as the kernel does, one segment after the other, so that '..'
/// in a target means the parent of where the link stands.
///
/// Nothing when the path ends nowhere; InvalidInput, naming link and target, for a link that
/// leaves the root (an absolute target always does) and for more than 40 links in a row.
Result<std::optional<TreePath>> followLinks(const TreePath &path, const EntryLookup &lookup);

} // namespace plumb::files
