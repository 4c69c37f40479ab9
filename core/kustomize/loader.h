// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/files/filetree.h"
#include "core/files/treepath.h"

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::kustomize {

/// Which files a kustomization may name.
enum class LoadRestriction : std::uint8_t {
    RootOnly, ///< Only files in or below its own folder; other kustomizations anywhere in the tree.
    None,     ///< Any file of the tree.
};

/// What a build looked at: what must be unchanged for its result to be still good.
struct ReadRecord
{
    std::set<files::TreePath> read; ///< Files whose bytes were used.
    std::set<files::TreePath>
        probed; ///< Places that were looked for and are not there, or are folders.
};

/// A folder of another repository that a kustomization refers to.
struct RemoteFolder
{
    std::shared_ptr<const files::FileTree> tree;
    files::TreePath directory;
};

/// Fetches what a kustomization refers to by URL. Whoever builds decides whether, and how.
class RemoteResolver
{
public:
    virtual ~RemoteResolver() = default;
    /// The folder behind a remote base such as "github.com/org/repository//path?ref=v1".
    virtual Result<RemoteFolder> folder(const std::string &url) = 0;
    /// The bytes behind an http or https URL of a single file.
    virtual Result<files::Bytes> file(const std::string &url) = 0;
};

/// A kustomization's way to files: relative to its folder, within what it is allowed to read, and
/// with the chain of folders that led here, so that cycles are found.
class Loader
{
public:
    struct Options
    {
        LoadRestriction restriction = LoadRestriction::RootOnly;
        RemoteResolver *remotes = nullptr; ///< May be null: nothing remote is available.
        ReadRecord *record = nullptr;      ///< May be null.
        bool treeIsDisk = false; ///< The tree's root is "/", so that absolute paths mean something.
    };

    Loader(const files::FileTree &tree, files::TreePath root, Options options);

    /// The folder of the kustomization.
    const files::TreePath &root() const { return m_root; }
    const files::FileTree &tree() const { return *m_tree; }

    /// A file's bytes by the path as a kustomization writes it.
    Result<files::Bytes> load(std::string_view path) const;
    /// Like load(), but nothing when there is no such file; anything else is an error.
    Result<std::optional<files::Bytes>> loadIfPresent(std::string_view path) const;
    /// What a path leads to, whether it may be loaded or not; nothing when nothing is there.
    Result<std::optional<files::EntryKind>> kindOf(std::string_view path) const;
    /// Where load() would look, for messages and for the source table.
    std::string display(std::string_view path) const;

    /// The loader of another kustomization's folder.
    Result<std::shared_ptr<const Loader>> open(std::string_view path) const;

    /// Whether the text is an URL or another form that kustomize takes for a git repository.
    static bool isRemote(std::string_view path);

private:
    Result<files::TreePath> resolve(std::string_view path) const;
    Result<files::Bytes> read(const files::TreePath &path) const;
    Result<std::shared_ptr<const Loader>> openRemote(std::string_view url) const;
    void noteProbe(const files::TreePath &path) const;
    Result<> refuseCycle(const files::TreePath &root) const;

    const files::FileTree *m_tree;
    std::shared_ptr<const files::FileTree> m_owned; // the tree of a remote repository
    files::TreePath m_root;
    Options m_options;
    const Loader *m_referrer = nullptr;
    std::string m_url; // how the repository was named, when it is remote
};

} // namespace plumb::kustomize
