// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/overlaytree.h"

#include "core/crypto/sha256.h"
#include "core/files/treeerror.h"

#include <algorithm>

namespace plumb::files {

namespace {

/// Where @p path is in @p base once the links of its parents, as far as they exist, are followed.
Result<TreePath> throughLinksOfParents(const FileTree &base, const TreePath &path)
{
    TreePath above = path.parent();
    std::optional<TreePath> place = PLUMB_TRY(base.locate(above));
    std::vector<TreePath> missing;
    while (!place && !above.isRoot()) {
        missing.push_back(above);
        above = above.parent();
        place = PLUMB_TRY(base.locate(above));
    }
    TreePath found = place.value_or(TreePath());
    for (auto at = missing.rbegin(); at != missing.rend(); ++at)
        found = found.child(at->name());
    return found.child(path.name());
}

/// Calls @p visit for each edit strictly below @p directory until it returns true.
template<typename Visit>
bool anyBelow(const std::map<TreePath, Bytes> &edits, const TreePath &directory, Visit visit)
{
    // "a-b" sorts between "a" and "a/b", so what is below a directory need not be in one run.
    for (auto at = edits.upper_bound(directory);
         at != edits.end() && at->first.text().starts_with(directory.text()); ++at) {
        if (at->first.isWithin(directory) && visit(at->first, at->second))
            return true;
    }
    return false;
}

} // namespace

OverlayTree::OverlayTree(std::shared_ptr<const FileTree> base, const Edits &edits)
    : m_base(std::move(base))
{
    for (const auto &[path, content] : edits) {
        if (path.isRoot())
            continue;
        // Removing a link removes the link; writing to it writes to the file it points to. Where
        // the base cannot say, the edit stays where it was asked for.
        Result<TreePath> at = content ? place(path) : throughLinksOfParents(*m_base, path);
        m_edits[std::move(at).value_or(path)] =
            content ? std::make_shared<const std::string>(*content) : nullptr;
    }
}

Result<TreePath> OverlayTree::place(const TreePath &path) const
{
    if (path.isRoot() || m_edits.contains(path))
        return path;
    if (std::optional<TreePath> place = PLUMB_TRY(m_base->locate(path)))
        return *std::move(place);
    return throughLinksOfParents(*m_base, path);
}

bool OverlayTree::addsBelow(const TreePath &directory) const
{
    return anyBelow(m_edits, directory,
                    [](const TreePath &, const Bytes &content) { return content != nullptr; });
}

bool OverlayTree::removesBelow(const TreePath &directory) const
{
    return anyBelow(m_edits, directory,
                    [](const TreePath &, const Bytes &content) { return content == nullptr; });
}

Result<bool> OverlayTree::isEmptied(const TreePath &directory) const
{
    if (directory.isRoot() || !removesBelow(directory) || addsBelow(directory))
        return false;
    for (const TreeEntry &entry : PLUMB_TRY(m_base->list(directory))) {
        const TreePath path = directory.child(entry.name);
        if (m_edits.contains(path))
            continue;
        if (entry.kind != EntryKind::Directory || !PLUMB_TRY(isEmptied(path)))
            return false;
    }
    return true;
}

Result<std::optional<EntryKind>> OverlayTree::kindOf(const TreePath &path) const
{
    const TreePath at = PLUMB_TRY(place(path));
    if (const auto edit = m_edits.find(at); edit != m_edits.end() && edit->second)
        return EntryKind::File;
    if (addsBelow(at))
        return EntryKind::Directory;
    if (m_edits.contains(at))
        return std::nullopt;
    const std::optional<EntryKind> kind = PLUMB_TRY(m_base->kindOf(at));
    if (kind == EntryKind::Directory && PLUMB_TRY(isEmptied(at)))
        return std::nullopt;
    return kind;
}

Result<std::optional<TreePath>> OverlayTree::locate(const TreePath &path) const
{
    if (!PLUMB_TRY(kindOf(path)))
        return std::nullopt;
    return place(path);
}

Result<std::vector<TreeEntry>> OverlayTree::list(const TreePath &directory) const
{
    if (PLUMB_TRY(kindOf(directory)) != EntryKind::Directory)
        return std::unexpected(noDirectory(directory));
    const TreePath at = PLUMB_TRY(place(directory));
    std::map<std::string, EntryKind, std::less<>> entries;
    if (PLUMB_TRY(m_base->kindOf(at)) == EntryKind::Directory) {
        for (TreeEntry &entry : PLUMB_TRY(m_base->list(at))) {
            const TreePath path = at.child(entry.name);
            if (m_edits.contains(path)
                || (entry.kind == EntryKind::Directory && PLUMB_TRY(isEmptied(path)))) {
                continue;
            }
            entries.emplace(std::move(entry.name), entry.kind);
        }
    }
    anyBelow(m_edits, at, [&](const TreePath &path, const Bytes &content) {
        if (!content)
            return false;
        TreePath entry = path;
        while (entry.parent() != at)
            entry = entry.parent();
        entries[std::string(entry.name())] = entry == path ? EntryKind::File : EntryKind::Directory;
        return false;
    });
    std::vector<TreeEntry> listed;
    for (const auto &[name, kind] : entries)
        listed.push_back({.name = name, .kind = kind});
    return listed;
}

Result<Bytes> OverlayTree::read(const TreePath &path) const
{
    const TreePath at = PLUMB_TRY(place(path));
    const auto edit = m_edits.find(at);
    if (edit == m_edits.end())
        return m_base->read(path);
    if (!edit->second)
        return std::unexpected(noFile(path));
    return edit->second;
}

Result<std::string> OverlayTree::stampOf(const TreePath &path) const
{
    const TreePath at = PLUMB_TRY(place(path));
    const auto edit = m_edits.find(at);
    if (edit == m_edits.end())
        return m_base->stampOf(path);
    return edit->second ? crypto::sha256Hex(*edit->second) : std::string();
}

} // namespace plumb::files
