// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/textfile.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <sys/stat.h>

namespace plumb::cluster {

Result<std::string> readTextFile(const std::string &path)
{
    const auto failed = [&path](ErrorCode code, const std::string &reason) {
        return std::unexpected(Error(code, "cannot read '" + path + "': " + reason));
    };
    struct Closer
    {
        void operator()(std::FILE *file) const { std::fclose(file); }
    };
    const std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rbe"));
    if (!file)
        return failed(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::InvalidInput,
                      std::strerror(errno));
    struct stat status = {};
    if (::fstat(::fileno(file.get()), &status) != 0 || S_ISDIR(status.st_mode))
        return failed(ErrorCode::InvalidInput, "not a file");

    std::string text;
    char buffer[16384];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file.get())) {
        text.append(buffer, count);
        if (text.size() > maximumTextFile)
            return failed(ErrorCode::LimitExceeded, "it is too large");
    }
    if (std::ferror(file.get()))
        return failed(ErrorCode::InvalidInput, "read error");
    return text;
}

} // namespace plumb::cluster
