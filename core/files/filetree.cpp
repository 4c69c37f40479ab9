// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/filetree.h"

namespace plumb::files {

Result<std::vector<StampedEntry>> FileTree::listStamped(const TreePath &directory) const
{
    std::vector<StampedEntry> stamped;
    for (TreeEntry &entry : PLUMB_TRY(list(directory))) {
        std::string stamp;
        if (entry.kind == EntryKind::File)
            stamp = PLUMB_TRY(stampOf(directory.child(entry.name)));
        stamped.push_back({.entry = std::move(entry), .stamp = std::move(stamp)});
    }
    return stamped;
}

} // namespace plumb::files
