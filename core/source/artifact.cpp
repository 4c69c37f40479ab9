// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/artifact.h"

#include "core/files/walk.h"
#include "core/source/ignorerules.h"

#include <algorithm>
#include <atomic>
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

std::uint64_t nextSerial()
{
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
}

/// A file that a tree has, before ignored ones are taken out.
struct Listed
{
    TreePath path;
    std::string stamp;
};

} // namespace

Artifact::Artifact(std::shared_ptr<const files::FileTree> tree)
    : m_tree(std::move(tree))
    , m_serial(nextSerial())
    , m_line(m_serial)
    , m_nodes{{std::string(), Node{}}}
{
}

Result<std::shared_ptr<const Artifact>> Artifact::of(std::shared_ptr<const files::FileTree> tree,
                                                     const std::optional<std::string> &specIgnore,
                                                     const Run &run,
                                                     std::shared_ptr<const Artifact> earlier)
{
    std::vector<Listed> found;
    std::vector<TreePath> ignoreFiles;
    IgnoreRules rules;
    const files::WalkOptions outsideGit{
        .enters = [](const TreePath &directory) { return directory.name() != ".git"; }};
    const auto visit = [&](const TreePath &file, std::string stamp) -> Result<> {
        found.push_back({file, std::move(stamp)});
        if (file.name() == IgnoreRules::fileName) {
            rules.addFile(file.parent(), *PLUMB_TRY(tree->read(file)));
            ignoreFiles.push_back(file);
        }
        return {};
    };
    PLUMB_TRY(files::forEachStampedFile(*tree, TreePath(), run, visit, outsideGit));
    if (specIgnore)
        rules.addSpec(*specIgnore);
    rules.finish();

    std::shared_ptr<Artifact> artifact(new Artifact(tree));
    artifact->m_ignoreFiles = std::move(ignoreFiles);
    artifact->m_nodes.reserve(found.size() * 2);
    for (Listed &file : found) {
        if (rules.excludesFile(file.path))
            artifact->m_leftOut.push_back(
                {file.path, std::move(file.stamp), artifact->m_files.size()});
        else
            artifact->insert(file.path, std::move(file.stamp), file.path);
    }
    if (!earlier)
        return artifact;
    const bool isTouched = artifact->follow(*earlier);
    if (artifact->m_serial == earlier->m_serial && !isTouched
        && artifact->m_leftOut == earlier->m_leftOut)
        return earlier;
    artifact->takeVariants(*earlier);
    return artifact;
}

void Artifact::takeVariants(const Artifact &earlier)
{
    const std::lock_guard lock(earlier.m_variantLock);
    m_earlierVariants = earlier.m_variants;
}

Result<std::shared_ptr<const Artifact>> Artifact::ignoring(const std::string &specIgnore,
                                                           const TreePath &root) const
{
    const std::lock_guard lock(m_variantLock);
    const std::pair key(root, specIgnore);
    if (const auto known = m_variants.find(key); known != m_variants.end())
        return known->second;
    std::shared_ptr<Artifact> made = PLUMB_TRY(makeIgnoring(specIgnore, root));
    if (const auto earlier = m_earlierVariants.find(key); earlier != m_earlierVariants.end())
        made->follow(*earlier->second);
    m_variants.emplace(key, made);
    return made;
}

Result<std::shared_ptr<Artifact>> Artifact::makeIgnoring(const std::string &specIgnore,
                                                         const TreePath &root) const
{
    IgnoreRules rules;
    for (const TreePath &file : m_ignoreFiles)
        rules.addFile(file.parent(), *PLUMB_TRY(m_tree->read(file)));
    rules.addSpec(specIgnore, root);
    rules.finish();

    std::shared_ptr<Artifact> artifact(new Artifact(m_tree));
    const auto add = [&](const TreePath &file, const std::string &stamp) {
        if (!rules.excludesFile(file))
            artifact->insert(file, stamp, file);
    };
    auto leftOut = m_leftOut.begin();
    for (std::size_t i = 0; i <= m_files.size(); ++i) {
        for (; leftOut != m_leftOut.end() && leftOut->position == i; ++leftOut)
            add(leftOut->path, leftOut->stamp);
        if (i < m_files.size())
            add(m_files[i], find(m_files[i])->stamp);
    }
    const std::shared_lock content(m_contentLock);
    for (const auto &[path, bytes] : m_content) {
        if (artifact->m_nodes.contains(path))
            artifact->m_content.emplace(path, bytes);
    }
    return artifact;
}

Result<std::shared_ptr<const Artifact>> Artifact::of(const files::FileTree &tree, const Run &run)
{
    // The caller keeps the tree alive.
    return of(std::shared_ptr<const files::FileTree>(std::shared_ptr<void>(), &tree), std::nullopt,
              run);
}

// A file that was only touched, or written again as it was, is no change.
bool Artifact::hasSameBytes(const TreePath &file, const Artifact &earlier) const
{
    const auto content = earlier.m_content.find(file.text());
    if (content == earlier.m_content.end())
        return false;
    const auto bytes = m_tree->read(file);
    return bytes && **bytes == *content->second;
}

bool Artifact::follow(const Artifact &earlier)
{
    bool isTouched = false;
    m_line = earlier.m_line;
    m_earlier = earlier.m_serial;
    const std::shared_lock theirs(earlier.m_contentLock);
    for (auto &[path, node] : m_nodes) {
        const auto before = earlier.m_nodes.find(path);
        const bool isKnown = before != earlier.m_nodes.end() && before->second.kind == node.kind;
        if (node.kind == EntryKind::Directory) {
            if (!isKnown || before->second.children != node.children)
                m_changes.push_back(TreePath().resolveClamped(path));
            continue;
        }
        const bool isSame =
            isKnown && !node.treeStamp.empty()
            && (before->second.treeStamp == node.treeStamp || hasSameBytes(node.place, earlier));
        if (!isSame) {
            m_changes.push_back(node.place);
            continue;
        }
        isTouched = isTouched || before->second.treeStamp != node.treeStamp;
        node.stamp = before->second.stamp;
        if (const auto bytes = earlier.m_content.find(path); bytes != earlier.m_content.end())
            m_content.emplace(path, bytes->second);
    }
    for (const auto &[path, node] : earlier.m_nodes) {
        if (!m_nodes.contains(path))
            m_changes.push_back(TreePath().resolveClamped(path));
    }
    std::ranges::sort(m_changes);
    if (m_changes.empty()) {
        m_serial = earlier.m_serial;
        m_earlier = earlier.m_earlier;
        m_changes = earlier.m_changes;
    }
    return isTouched;
}

const std::vector<TreePath> *Artifact::changesSince(std::uint64_t serial) const
{
    static const std::vector<TreePath> none;
    if (serial == m_serial)
        return &none;
    return serial == m_earlier && serial != 0 ? &m_changes : nullptr;
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
    m_nodes.insert_or_assign(file.text(), Node{.kind = EntryKind::File,
                                               .stamp = stamp,
                                               .treeStamp = std::move(stamp),
                                               .place = place});
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
