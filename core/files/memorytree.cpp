// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/memorytree.h"

#include "core/crypto/sha256.h"
#include "core/files/links.h"
#include "core/files/treeerror.h"

#include <algorithm>
#include <cassert>

namespace plumb::files {

MemoryTree::MemoryTree(const std::map<std::string, std::string> &files)
{
    for (const auto &[text, content] : files) {
        const Result<TreePath> path = TreePath::parse(text);
        assert(path && !path->isRoot());
        if (path && !path->isRoot())
            add(*path, content);
    }
}

void MemoryTree::add(const TreePath &path, std::string content)
{
    m_nodes[path] = {.kind = EntryKind::File,
                     .content = std::make_shared<const std::string>(std::move(content))};
    for (TreePath above = path.parent(); !m_nodes.contains(above); above = above.parent())
        m_nodes[above] = {};
}

void MemoryTree::addLink(const TreePath &path, std::string target)
{
    add(path, std::move(target));
    m_nodes[path].kind = EntryKind::Symlink;
}

Result<std::optional<TreePath>> MemoryTree::follow(const TreePath &path) const
{
    return followLinks(path, [this](const TreePath &at) -> Result<std::optional<StoredEntry>> {
        const auto found = m_nodes.find(at);
        if (found == m_nodes.end())
            return std::nullopt;
        const Node &node = found->second;
        return StoredEntry{.kind = node.kind,
                           .target = node.kind == EntryKind::Symlink ? *node.content : ""};
    });
}

Result<std::optional<EntryKind>> MemoryTree::kindOf(const TreePath &path) const
{
    const std::optional<TreePath> place = PLUMB_TRY(follow(path));
    if (!place)
        return std::nullopt;
    return m_nodes.at(*place).kind;
}

Result<std::optional<TreePath>> MemoryTree::locate(const TreePath &path) const
{
    return follow(path);
}

Result<std::vector<TreeEntry>> MemoryTree::list(const TreePath &directory) const
{
    const std::optional<TreePath> place = PLUMB_TRY(follow(directory));
    if (!place || m_nodes.at(*place).kind != EntryKind::Directory)
        return std::unexpected(noDirectory(directory));
    std::vector<TreeEntry> entries;
    for (auto at = m_nodes.upper_bound(*place); at != m_nodes.end(); ++at) {
        // What is below the directory need not be in one run: "a-b" sorts between "a" and "a/b".
        if (!at->first.isWithin(*place)) {
            if (!at->first.text().starts_with(place->text()))
                break;
            continue;
        }
        if (at->first.parent() == *place)
            entries.push_back({.name = std::string(at->first.name()), .kind = at->second.kind});
    }
    std::ranges::sort(entries, {}, &TreeEntry::name);
    return entries;
}

Result<Bytes> MemoryTree::read(const TreePath &path) const
{
    const std::optional<TreePath> place = PLUMB_TRY(follow(path));
    if (!place || m_nodes.at(*place).kind != EntryKind::File)
        return std::unexpected(noFile(path));
    const Bytes &content = m_nodes.at(*place).content;
    if (content->size() > maximumFileSize)
        return std::unexpected(fileTooLarge(path, content->size()));
    return content;
}

Result<std::string> MemoryTree::stampOf(const TreePath &path) const
{
    const std::optional<TreePath> place = PLUMB_TRY(follow(path));
    if (!place || m_nodes.at(*place).kind != EntryKind::File)
        return std::string();
    return crypto::sha256Hex(*m_nodes.at(*place).content);
}

} // namespace plumb::files
