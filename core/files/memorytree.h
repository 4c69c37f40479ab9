// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/filetree.h"

#include <map>

namespace plumb::files {

/// Files held in memory: an unpacked archive, generated files, a test's input.
///
/// Directories exist because files are below them. Fill it first; once shared it is not changed.
class MemoryTree final : public FileTree
{
public:
    MemoryTree() = default;
    /// Path to content; the paths must be ones that TreePath::parse accepts, or the tree is empty.
    explicit MemoryTree(const std::map<std::string, std::string> &files);

    void add(const TreePath &path, std::string content);
    void addLink(const TreePath &path, std::string target);

    Result<std::optional<EntryKind>> kindOf(const TreePath &path) const override;
    Result<std::optional<TreePath>> locate(const TreePath &path) const override;
    Result<std::vector<TreeEntry>> list(const TreePath &directory) const override;
    Result<Bytes> read(const TreePath &path) const override;
    Result<std::string> stampOf(const TreePath &path) const override;

private:
    struct Node
    {
        EntryKind kind = EntryKind::Directory;
        Bytes content; ///< A file's bytes or a link's target.
    };

    Result<std::optional<TreePath>> follow(const TreePath &path) const;

    std::map<TreePath, Node> m_nodes{{TreePath(), Node()}};
};

} // namespace plumb::files
