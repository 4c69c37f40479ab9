// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/ignoredfiles.h"

namespace plumb::git {

Result<std::unique_ptr<IgnoredFiles>> IgnoredFiles::of(const Repository &repository)
{
    std::unique_ptr<IgnoredFiles> ignored(new IgnoredFiles);
    ignored->m_repository = PLUMB_TRY(openHandle(repository));
    const int code = make(ignored->m_index, git_repository_index, ignored->m_repository.get());
    if (code != 0)
        return std::unexpected(lastError(code, "cannot read the index"));
    return ignored;
}

bool IgnoredFiles::isInIndex(const std::string &path, bool isDirectory) const
{
    if (!isDirectory)
        return git_index_get_bypath(m_index.get(), path.c_str(), 0) != nullptr;
    // A submodule is an entry itself.
    return git_index_find_prefix(nullptr, m_index.get(), (path + '/').c_str()) == 0
           || git_index_get_bypath(m_index.get(), path.c_str(), 0) != nullptr;
}

bool IgnoredFiles::isIgnored(const files::TreePath &path, bool isDirectory) const
{
    const std::lock_guard guard(m_lock);
    if (isInIndex(path.text(), isDirectory))
        return false;
    const std::string name = isDirectory ? path.text() + '/' : path.text();
    int ignored = 0;
    return git_ignore_path_is_ignored(&ignored, m_repository.get(), name.c_str()) == 0
           && ignored != 0;
}

} // namespace plumb::git
