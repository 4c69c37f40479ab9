// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/filetree.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace plumb::source {

/// The files that source-controller would put into a source's artifact: ignored files and links
/// are not there.
///
/// All names and stamps are read once when it is made, so that asking what exists costs no system
/// call; bytes are read when they are first asked for, and kept.
class Artifact final : public files::FileTree
{
public:
    /// Lists a tree and applies its .sourceignore files; @p specIgnore is spec.ignore of the
    /// source. With an earlier look at the same files, what it has read is taken over, and it is
    /// the result itself when nothing has changed since.
    static Result<std::shared_ptr<const Artifact>>
    of(std::shared_ptr<const files::FileTree> tree, const std::optional<std::string> &specIgnore,
       const Run &run, std::shared_ptr<const Artifact> earlier = nullptr);

    /// The same for a tree that outlives the artifact.
    static Result<std::shared_ptr<const Artifact>> of(const files::FileTree &tree, const Run &run);

    /// The artifact of a source of the same files with this spec.ignore, whose root is @p root; the
    /// same one whenever it is asked for.
    Result<std::shared_ptr<const Artifact>> ignoring(const std::string &specIgnore,
                                                     const files::TreePath &root = {}) const;

    /// Of this artifact only the files that @p keeps says true to, as a copy rule picks them.
    std::shared_ptr<const Artifact>
    filtered(const std::function<bool(const files::TreePath &)> &keeps) const;

    /// The files under other names: where each one is, to where it comes from in this artifact.
    std::shared_ptr<const Artifact>
    rearranged(const std::map<std::string, files::TreePath> &placed) const;

    /// Every file, depth first and in byte order of the names.
    const std::vector<files::TreePath> &files() const { return m_files; }

    Result<std::optional<files::EntryKind>> kindOf(const files::TreePath &path) const override;
    Result<std::optional<files::TreePath>> locate(const files::TreePath &path) const override;
    Result<std::vector<files::TreeEntry>> list(const files::TreePath &directory) const override;
    Result<files::Bytes> read(const files::TreePath &path) const override;
    Result<std::string> stampOf(const files::TreePath &path) const override;

    /// Tells artifacts apart: no two have the same number, and equal numbers mean equal files.
    std::uint64_t serial() const { return m_serial; }
    /// The same for all looks of which each was made from the one before.
    std::uint64_t line() const { return m_line; }
    /// Every path that is another than in the artifact of that number, sorted: files with other
    /// bytes, directories with other names in them, and what came or went. Null when it is not
    /// known: only of itself and of the look before.
    const std::vector<files::TreePath> *changesSince(std::uint64_t serial) const;

    /// Changes when a name in the directory does.
    std::string listingStampOf(const files::TreePath &directory) const;

private:
    struct Node
    {
        files::EntryKind kind = files::EntryKind::Directory;
        std::string stamp = {};     ///< The same for as long as looks find the same bytes.
        std::string treeStamp = {}; ///< What the tree said last; a touched file has another one.
        files::TreePath place = {}; ///< Of a file: its path in the tree.
        std::vector<files::TreeEntry> children = {};
    };

    /// A file that the rules leave out, and how many of the others come before it.
    struct LeftOut
    {
        files::TreePath path;
        std::string stamp;
        std::size_t position = 0;

        bool operator==(const LeftOut &) const = default;
    };

    /// Artifacts by root and spec.ignore.
    using Variants =
        std::map<std::pair<files::TreePath, std::string>, std::shared_ptr<const Artifact>>;

    explicit Artifact(std::shared_ptr<const files::FileTree> tree);

    Result<std::shared_ptr<Artifact>> makeIgnoring(const std::string &specIgnore,
                                                   const files::TreePath &root) const;
    void takeVariants(const Artifact &earlier);

    void insert(const files::TreePath &file, std::string stamp, const files::TreePath &place);
    /// Says whether a file was touched and has the bytes that it had.
    bool follow(const Artifact &earlier);
    bool hasSameBytes(const files::TreePath &file, const Artifact &earlier) const;
    const Node *find(const files::TreePath &path) const;

    std::shared_ptr<const files::FileTree> m_tree;
    std::uint64_t m_serial;
    std::uint64_t m_line = 0;
    std::uint64_t m_earlier = 0; ///< The serial of the look before.
    std::vector<files::TreePath> m_changes;
    std::vector<files::TreePath> m_files;
    std::vector<files::TreePath> m_ignoreFiles; ///< Every .sourceignore.
    std::vector<LeftOut> m_leftOut;
    std::unordered_map<std::string, Node> m_nodes;
    mutable std::shared_mutex m_contentLock;
    mutable std::unordered_map<std::string, files::Bytes> m_content;
    mutable std::mutex m_variantLock;
    mutable Variants m_variants;
    Variants m_earlierVariants; ///< Of the look before.
};

} // namespace plumb::source
