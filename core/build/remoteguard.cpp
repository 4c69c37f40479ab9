// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/remoteguard.h"

#include "core/files/memorytree.h"

namespace plumb::build {

namespace {

Error notFetched(const std::string &url)
{
    return {ErrorCode::Unreachable,
            "'" + url + "' is not part of this repository and was not fetched"};
}

} // namespace

Result<kustomize::RemoteFolder> RemoteGuard::folder(const std::string &url)
{
    Result<kustomize::RemoteFolder> folder =
        m_resolver ? m_resolver->folder(url) : std::unexpected(notFetched(url));
    if (folder)
        return folder;
    m_hasMissed = true;
    if (m_missing == Missing::IsError)
        return folder;
    const std::map<std::string, std::string> nothing{
        {"kustomization.yaml", "namespace: _placeholder\n"}};
    return kustomize::RemoteFolder{.tree = std::make_shared<const files::MemoryTree>(nothing),
                                   .directory = {}};
}

Result<files::Bytes> RemoteGuard::file(const std::string &url)
{
    Result<files::Bytes> file =
        m_resolver ? m_resolver->file(url) : std::unexpected(notFetched(url));
    if (file)
        return file;
    m_hasMissed = true;
    if (m_missing == Missing::IsError)
        return file;
    return std::make_shared<const std::string>();
}

} // namespace plumb::build
