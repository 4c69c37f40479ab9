// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/treepath.h"

#include <cstdint>

namespace plumb::files {

// The errors that every kind of tree gives, worded once.

Error noFile(const TreePath &path);
Error noDirectory(const TreePath &path);
Error linkLeavesRoot(const TreePath &link, std::string_view target);
Error tooManyLinks(const TreePath &path);
/// For a file above FileTree::maximumFileSize.
Error fileTooLarge(const TreePath &path, std::uint64_t size);
/// For a directory above FileTree::maximumDirectoryEntries.
Error directoryTooLarge(const TreePath &path);

} // namespace plumb::files
