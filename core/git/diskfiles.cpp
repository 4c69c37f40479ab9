// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/diskfiles.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <system_error>
#include <unistd.h>

namespace plumb::git {

using files::Descriptor;

namespace {

Error cannot(const char *what, const std::string &path)
{
    return Error(ErrorCode::ArtifactFailed, std::string("cannot ") + what + " '" + path
                                                + "': " + std::generic_category().message(errno));
}

} // namespace

Result<std::optional<Descriptor>> openFolder(int root, const std::string &path,
                                             MissingFolder missing)
{
    constexpr int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    if (root == AT_FDCWD) {
        const int number = ::open(path.c_str(), flags);
        return number < 0 ? std::nullopt : std::optional(Descriptor(number));
    }
    Descriptor here(::openat(root, ".", flags));
    for (std::string_view rest = path; !rest.empty() && here.number() >= 0;) {
        const auto end = std::min(rest.find('/'), rest.size());
        const std::string name(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (missing == MissingFolder::Make && ::mkdirat(here.number(), name.c_str(), 0777) != 0
            && errno != EEXIST)
            return std::unexpected(cannot("make the folder", path));
        here = Descriptor(::openat(here.number(), name.c_str(), flags | O_NOFOLLOW));
    }
    return here.number() < 0 ? std::nullopt : std::optional(std::move(here));
}

Result<> writeFile(const std::string &path, std::string_view content, mode_t mode)
{
    const Descriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode));
    if (file.number() < 0)
        return std::unexpected(cannot("write", path));
    while (!content.empty()) {
        const ssize_t count = ::write(file.number(), content.data(), content.size());
        if (count < 0 && errno != EINTR)
            return std::unexpected(cannot("write", path));
        content.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    if (::fsync(file.number()) != 0)
        return std::unexpected(cannot("write", path));
    return {};
}

Result<> copyFile(const std::string &from, const std::string &to, mode_t mode)
{
    std::ifstream stream(from, std::ios::binary);
    if (!stream)
        return std::unexpected(cannot("read", from));
    const std::string content((std::istreambuf_iterator<char>(stream)),
                              std::istreambuf_iterator<char>());
    return writeFile(to, content, mode);
}

} // namespace plumb::git
