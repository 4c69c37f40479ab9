// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/loader.h"

#include "core/kustomize/remoteurl.h"

#include <utility>

namespace plumb::kustomize {

namespace {

std::string quoted(std::string_view text)
{
    return '\'' + std::string(text) + '\'';
}

} // namespace

Loader::Loader(const files::FileTree &tree, files::TreePath root, Options options)
    : m_tree(&tree)
    , m_root(std::move(root))
    , m_options(options)
{
}

bool Loader::isRemote(std::string_view path)
{
    return isWebUrl(path) || RemoteUrl::parse(path);
}

void Loader::noteProbe(const files::TreePath &path) const
{
    if (m_options.record && !m_owned)
        m_options.record->probed.insert(path);
}

Result<files::TreePath> Loader::resolve(std::string_view path) const
{
    if (!path.starts_with('/'))
        return m_root.resolve(path);
    if (m_options.treeIsDisk)
        return files::TreePath().resolve(path.substr(
            path.find_first_not_of('/') == path.npos ? path.size() : path.find_first_not_of('/')));
    return std::unexpected(
        Error(ErrorCode::InvalidInput, quoted(path)
                                           + " is an absolute path; name it relative to the "
                                             "kustomization"));
}

std::string Loader::display(std::string_view path) const
{
    if (const auto resolved = resolve(path))
        return m_url.empty() ? (m_options.treeIsDisk ? "/" : "") + resolved->text()
                             : m_url + ':' + resolved->text();
    return std::string(path);
}

Result<std::optional<files::EntryKind>> Loader::kindOf(std::string_view path) const
{
    const files::TreePath place = PLUMB_TRY(resolve(path));
    auto kind = PLUMB_TRY(m_tree->kindOf(place));
    if (!kind || *kind == files::EntryKind::Directory)
        noteProbe(place);
    return kind;
}

Result<files::Bytes> Loader::read(const files::TreePath &path) const
{
    files::TreePath place = path;
    if (m_options.restriction == LoadRestriction::RootOnly) {
        const auto located = PLUMB_TRY(m_tree->locate(path));
        if (located && !located->isWithin(m_root)) {
            return std::unexpected(Error(
                ErrorCode::InvalidInput,
                quoted(path.relativeTo(m_root))
                    + " is not in or below the folder of the kustomization; move it there, or "
                      "build with --load-restrictor none"));
        }
        if (located)
            place = *located;
    }
    auto bytes = m_tree->read(place);
    if (!bytes) {
        if (bytes.error().code() == ErrorCode::NotFound)
            noteProbe(path);
        return bytes;
    }
    if (m_options.record && !m_owned) {
        m_options.record->read.insert(path);
        m_options.record->read.insert(place);
    }
    return bytes;
}

Result<files::Bytes> Loader::load(std::string_view path) const
{
    if (isWebUrl(path)) {
        if (m_options.remotes)
            return m_options.remotes->file(std::string(path));
        return std::unexpected(
            Error(ErrorCode::Unreachable, quoted(path)
                                              + " is on the network, which this build does not "
                                                "use; keep a copy in the repository"));
    }
    return read(PLUMB_TRY(resolve(path)));
}

Result<std::optional<files::Bytes>> Loader::loadIfPresent(std::string_view path) const
{
    const auto kind = PLUMB_TRY(kindOf(path));
    if (kind != files::EntryKind::File)
        return std::nullopt;
    return PLUMB_TRY(load(path));
}

Result<> Loader::refuseCycle(const files::TreePath &root) const
{
    for (const Loader *visited = this; visited; visited = visited->m_referrer) {
        if (visited->m_tree == m_tree && visited->m_root.isWithin(root)) {
            return std::unexpected(Error(ErrorCode::InvalidInput,
                                         "the folder '"
                                             + (root.isRoot() ? std::string(".") : root.text())
                                             + "' holds, or is, '" + visited->m_root.text()
                                             + "', which is being built from it: that is a cycle"));
        }
    }
    return {};
}

Result<std::shared_ptr<const Loader>> Loader::openRemote(std::string_view url) const
{
    for (const Loader *visited = this; visited; visited = visited->m_referrer) {
        if (!visited->m_url.empty() && visited->m_url.starts_with(url)) {
            return std::unexpected(
                Error(ErrorCode::InvalidInput, quoted(url) + " is referred to from "
                                                   + quoted(visited->m_url) + ": that is a cycle"));
        }
    }
    if (!m_options.remotes) {
        return std::unexpected(
            Error(ErrorCode::Unreachable, quoted(url)
                                              + " is a remote repository, which this build does "
                                                "not fetch; keep a copy in the repository"));
    }
    RemoteFolder folder = PLUMB_TRY(m_options.remotes->folder(std::string(url)));
    const auto root = PLUMB_TRY(folder.tree->locate(folder.directory));
    const auto kind = PLUMB_TRY(folder.tree->kindOf(folder.directory));
    if (!root || kind != files::EntryKind::Directory) {
        return std::unexpected(
            Error(ErrorCode::NotFound, quoted(folder.directory.text())
                                           + " is not a folder of the repository " + quoted(url)));
    }
    Options options = m_options;
    options.restriction = LoadRestriction::RootOnly;
    options.treeIsDisk = false;
    auto opened = std::make_shared<Loader>(*folder.tree, *root, options);
    opened->m_owned = std::move(folder.tree);
    opened->m_referrer = this;
    opened->m_url = url;
    return opened;
}

Result<std::shared_ptr<const Loader>> Loader::open(std::string_view path) const
{
    if (path.empty())
        return std::unexpected(Error(ErrorCode::InvalidInput, "the path of a folder is empty"));
    if (RemoteUrl::parse(path))
        return openRemote(path);
    if (path.starts_with('/')) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, quoted(path)
                                               + " is an absolute path; name the folder relative "
                                                 "to the kustomization"));
    }
    const files::TreePath place = PLUMB_TRY(resolve(path));
    const auto kind = PLUMB_TRY(m_tree->kindOf(place));
    noteProbe(place);
    if (kind != files::EntryKind::Directory) {
        return std::unexpected(
            Error(ErrorCode::NotFound, kind ? quoted(path) + " is a file; a folder is expected here"
                                            : "there is no file or folder " + quoted(path)));
    }
    const auto root = PLUMB_TRY(m_tree->locate(place));
    PLUMB_TRY(refuseCycle(*root));
    auto opened = std::make_shared<Loader>(*m_tree, *root, m_options);
    opened->m_owned = m_owned;
    opened->m_referrer = this;
    opened->m_url = m_url;
    return opened;
}

} // namespace plumb::kustomize
