// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/files/treepath.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumb::files {

enum class EntryKind : std::uint8_t { File, Directory, Symlink };

struct TreeEntry
{
    std::string name;
    EntryKind kind = EntryKind::File;

    bool operator==(const TreeEntry &) const = default;
};

/// An entry with what stampOf() says of it; the stamp is empty but for files.
struct StampedEntry
{
    TreeEntry entry;
    std::string stamp = {};
};

/// The bytes of one file, shared and immutable.
using Bytes = std::shared_ptr<const std::string>;

/// A read-only view of the files of one revision: a git tree, a directory, memory, an archive.
///
/// Symbolic links are followed as long as they stay inside the root; one that leaves it is
/// InvalidInput, whatever it points to. Every member may be called from any thread.
class FileTree
{
public:
    virtual ~FileTree() = default;

    /// What is at @p path after following links, so a file or a directory; nothing when nothing is
    /// there or a link leads nowhere.
    virtual Result<std::optional<EntryKind>> kindOf(const TreePath &path) const = 0;

    /// The place that @p path leads to after following links: a path no part of which is a link.
    /// Nothing when nothing is there.
    virtual Result<std::optional<TreePath>> locate(const TreePath &path) const = 0;

    /// The entries of a directory in byte order of their names; links are reported as such,
    /// and what is neither file, directory nor link is left out. NotFound when there is none.
    virtual Result<std::vector<TreeEntry>> list(const TreePath &directory) const = 0;

    /// A file's bytes; NotFound when there is none, LimitExceeded above maximumFileSize.
    virtual Result<Bytes> read(const TreePath &path) const = 0;

    /// Changes whenever the bytes of the file at @p path may have changed, and is cheap: a blob
    /// id, or device, inode, size and modification time. Equal stamps mean equal bytes; empty
    /// when there is no such file.
    virtual Result<std::string> stampOf(const TreePath &path) const = 0;

    /// What list() and stampOf() say of a whole directory, which is cheaper to ask for at once.
    virtual Result<std::vector<StampedEntry>> listStamped(const TreePath &directory) const;

    static constexpr std::uint64_t maximumFileSize = 64u << 20;
    static constexpr std::size_t maximumDirectoryEntries = 1u << 20;
};

} // namespace plumb::files
