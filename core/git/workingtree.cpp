// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/workingtree.h"

#include "core/files/treeerror.h"

namespace plumb::git {

using files::EntryKind;
using files::TreePath;

namespace {

bool isGitName(std::string_view name)
{
    return name == ".git";
}

bool isInGit(const TreePath &path)
{
    return ('/' + path.text() + '/').find("/.git/") != std::string::npos;
}

} // namespace

WorkingTree::WorkingTree(std::shared_ptr<const files::DirectoryTree> files,
                         std::unique_ptr<const IgnoredFiles> ignored)
    : m_files(std::move(files))
    , m_ignored(std::move(ignored))
{
}

bool WorkingTree::isHidden(const TreePath &directory, const files::TreeEntry &entry) const
{
    return isGitName(entry.name)
           || m_ignored->isIgnored(directory.child(entry.name), entry.kind == EntryKind::Directory);
}

Result<std::optional<TreePath>> WorkingTree::locate(const TreePath &path) const
{
    std::optional<TreePath> place = PLUMB_TRY(m_files->locate(path));
    // Asked of the place, so that no link leads into it either.
    if (place && isInGit(*place))
        return std::nullopt;
    return place;
}

Result<std::optional<EntryKind>> WorkingTree::kindOf(const TreePath &path) const
{
    const std::optional<TreePath> place = PLUMB_TRY(locate(path));
    if (!place)
        return std::nullopt;
    return m_files->kindOf(*place);
}

Result<std::vector<files::TreeEntry>> WorkingTree::list(const TreePath &directory) const
{
    const std::optional<TreePath> place = PLUMB_TRY(locate(directory));
    if (!place)
        return std::unexpected(files::noDirectory(directory));
    std::vector<files::TreeEntry> entries = PLUMB_TRY(m_files->list(*place));
    std::erase_if(entries, [&](const files::TreeEntry &entry) { return isHidden(*place, entry); });
    return entries;
}

Result<files::Bytes> WorkingTree::read(const TreePath &path) const
{
    const std::optional<TreePath> place = PLUMB_TRY(locate(path));
    if (!place)
        return std::unexpected(files::noFile(path));
    return m_files->read(*place);
}

Result<std::string> WorkingTree::stampOf(const TreePath &path) const
{
    const std::optional<TreePath> place = PLUMB_TRY(locate(path));
    if (!place)
        return std::string();
    return m_files->stampOf(*place);
}

Result<std::vector<files::StampedEntry>> WorkingTree::listStamped(const TreePath &directory) const
{
    const std::optional<TreePath> place = PLUMB_TRY(locate(directory));
    if (!place)
        return std::unexpected(files::noDirectory(directory));
    auto entries = PLUMB_TRY(m_files->listStamped(*place));
    std::erase_if(entries, [&](const auto &stamped) { return isHidden(*place, stamped.entry); });
    return entries;
}

} // namespace plumb::git
