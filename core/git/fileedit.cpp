// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/fileedit.h"

#include "core/git/diskfiles.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace plumb::git {

using files::Descriptor;

namespace {

Error cannotWrite(const std::string &file)
{
    const std::error_code reason(errno, std::generic_category());
    return {ErrorCode::ArtifactFailed, "cannot write '" + file + "': " + reason.message()};
}

Error hasChanged(const std::string &file)
{
    return {ErrorCode::Conflict, "'" + file + "' has changed in the meantime; look at it again"};
}

Result<std::string> contentOf(const Descriptor &file, const std::string &name)
{
    std::string content;
    char buffer[64 << 10];
    for (;;) {
        const ssize_t count = ::read(file.number(), buffer, sizeof buffer);
        if (count == 0)
            return content;
        if (count < 0 && errno != EINTR)
            return std::unexpected(cannotWrite(name));
        content.append(buffer, count > 0 ? static_cast<std::size_t>(count) : 0);
    }
}

} // namespace

Result<> replaceFile(const std::string &root, const files::TreePath &path,
                     const std::string &before, const std::string &after)
{
    const std::string name = path.text();
    const Descriptor top(::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const auto folder =
        PLUMB_TRY(openFolder(top.number(), path.parent().text(), MissingFolder::Nothing));
    if (!folder)
        return std::unexpected(hasChanged(name));
    const std::string fileName(path.name());
    const Descriptor file(
        ::openat(folder->number(), fileName.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    struct stat status = {};
    if (file.number() < 0 || ::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)
        || PLUMB_TRY(contentOf(file, name)) != before)
        return std::unexpected(hasChanged(name));
    const std::string aside = fileName + ".plumbline-" + std::to_string(::getpid());
    const std::string place = "/proc/self/fd/" + std::to_string(folder->number()) + '/' + aside;
    Result<> written = writeFile(place, after, status.st_mode & 07777);
    if (written && ::fchmodat(folder->number(), aside.c_str(), status.st_mode & 07777, 0) == 0
        && ::renameat(folder->number(), aside.c_str(), folder->number(), fileName.c_str()) == 0)
        return {};
    if (written)
        written = std::unexpected(cannotWrite(name));
    ::unlinkat(folder->number(), aside.c_str(), 0);
    return written;
}

} // namespace plumb::git
