// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/artifact.h"

#include "core/files/walk.h"
#include "core/source/ignorerules.h"

#include <algorithm>
#include <mutex>

namespace plumb::source {

using files::EntryKind;
using files::TreeEntry;
using files::TreePath;

namespace {

Error missing(const TreePath &path)
{
    return {ErrorCode::NotFound, "'" + path.text() + "' is not in the source",
            SourcePosition{path.text(), 0, 0}};
}

} // namespace

Artifact::Artifact(std::shared_ptr<const files::FileTree> tree)
    : m_tree(std::move(tree))
    , m_nodes{{std::string(), Node{}}}
{
}

Result<std::shared_ptr<const Artifact>> Artifact::of(std::shared_ptr<const files::FileTree> tree,
                                                     const std::optional<std::string> &specIgnore,
                                                     const Run &run)
{
    std::vector<TreePath> found;
    IgnoreRules rules;
    const files::WalkOptions outsideGit{
        .enters = [](const TreePath &directory) { return directory.name() != ".git"; }};
    const auto visit = [&](const TreePath &file) -> Result<> {
        found.push_back(file);
        if (file.name() == IgnoreRules::fileName)
            rules.addFile(file.parent(), *PLUMB_TRY(tree->read(file)));
        return {};
    };
    PLUMB_TRY(files::forEachFile(*tree, TreePath(), run, visit, outsideGit));
    if (specIgnore)
        rules.addSpec(*specIgnore);
    rules.finish();

    const std::shared_ptr<Artifact> artifact(new Artifact(tree));
    for (const TreePath &file : found) {
        if (!rules.excludesFile(file))
            artifact->insert(file, PLUMB_TRY(tree->stampOf(file)), file);
    }
    return artifact;
}

Result<std::shared_ptr<const Artifact>> Artifact::of(const files::FileTree &tree, const Run &run)
{
    // The caller keeps the tree alive.
    return of(std::shared_ptr<const files::FileTree>(std::shared_ptr<void>(), &tree), std::nullopt,
              run);
}

void Artifact::takeContentFrom(const Artifact &earlier) const
{
    const std::shared_lock theirs(earlier.m_contentLock);
    const std::unique_lock ours(m_contentLock);
    for (const auto &[path, bytes] : earlier.m_content) {
        const auto before = earlier.m_nodes.find(path);
        const auto now = m_nodes.find(path);
        const bool isSame = before != earlier.m_nodes.end() && now != m_nodes.end()
                            && !now->second.stamp.empty()
                            && now->second.stamp == before->second.stamp;
        if (isSame)
            m_content.try_emplace(path, bytes);
    }
}

std::shared_ptr<const Artifact>
Artifact::filtered(const std::function<bool(const TreePath &)> &keeps) const
{
    const std::shared_ptr<Artifact> kept(new Artifact(m_tree));
    for (const TreePath &file : m_files) {
        if (keeps(file))
            kept->insert(file, find(file)->stamp, find(file)->place);
    }
    return kept;
}

std::shared_ptr<const Artifact>
Artifact::rearranged(const std::map<std::string, TreePath> &placed) const
{
    const std::shared_ptr<Artifact> moved(new Artifact(m_tree));
    for (const auto &[to, from] : placed) {
        const Node *node = find(from);
        if (node && node->kind == EntryKind::File)
            moved->insert(TreePath().resolveClamped(to), from.text() + '@' + node->stamp,
                          node->place);
    }
    for (auto &[path, node] : moved->m_nodes)
        std::ranges::sort(node.children, {}, &TreeEntry::name);
    return moved;
}

void Artifact::insert(const TreePath &file, std::string stamp, const TreePath &place)
{
    m_files.push_back(file);
    m_nodes.insert_or_assign(
        file.text(), Node{.kind = EntryKind::File, .stamp = std::move(stamp), .place = place});
    // Up to the first directory that is known already, everything above is known too.
    EntryKind kind = EntryKind::File;
    for (TreePath path = file; !path.isRoot(); path = path.parent()) {
        const auto [parent, isNew] = m_nodes.try_emplace(path.parent().text());
        parent->second.children.push_back({std::string(path.name()), kind});
        if (!isNew)
            break;
        kind = EntryKind::Directory;
    }
}

const Artifact::Node *Artifact::find(const TreePath &path) const
{
    const auto found = m_nodes.find(path.text());
    return found == m_nodes.end() ? nullptr : &found->second;
}

Result<std::optional<EntryKind>> Artifact::kindOf(const TreePath &path) const
{
    const Node *node = find(path);
    return node ? std::optional(node->kind) : std::nullopt;
}

Result<std::optional<TreePath>> Artifact::locate(const TreePath &path) const
{
    return find(path) ? std::optional(path) : std::nullopt;
}

Result<std::vector<TreeEntry>> Artifact::list(const TreePath &directory) const
{
    const Node *node = find(directory);
    if (!node || node->kind != EntryKind::Directory)
        return std::unexpected(missing(directory));
    return node->children;
}

Result<files::Bytes> Artifact::read(const TreePath &path) const
{
    const Node *node = find(path);
    if (!node || node->kind != EntryKind::File)
        return std::unexpected(missing(path));
    {
        const std::shared_lock lock(m_contentLock);
        if (const auto found = m_content.find(path.text()); found != m_content.end())
            return found->second;
    }
    files::Bytes bytes = PLUMB_TRY(m_tree->read(node->place));
    const std::unique_lock lock(m_contentLock);
    return m_content.try_emplace(path.text(), std::move(bytes)).first->second;
}

Result<std::string> Artifact::stampOf(const TreePath &path) const
{
    const Node *node = find(path);
    return node ? node->stamp : std::string();
}

std::string Artifact::listingStampOf(const TreePath &directory) const
{
    const Node *node = find(directory);
    if (!node)
        return {};
    std::string stamp;
    for (const TreeEntry &entry : node->children) {
        stamp += entry.name;
        stamp += entry.kind == EntryKind::Directory ? '/' : '\n';
    }
    return stamp;
}

} // namespace plumb::source
