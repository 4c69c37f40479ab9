// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/indexlock.h"

#include "core/git/diskfiles.h"

#include <fstream>
#include <iterator>
#include <unistd.h>
#include <utility>

namespace plumb::git {

namespace {

constexpr std::string_view mark = "held by plumbline\n";

std::string lockOf(const std::string &gitDirectory)
{
    return gitDirectory + "/index.lock";
}

bool isOurs(const std::string &lock)
{
    std::ifstream stream(lock, std::ios::binary);
    std::string start(mark.size() + 1, '\0');
    stream.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(stream.gcount()));
    return start == mark;
}

} // namespace

IndexLock::IndexLock(std::string path)
    : m_path(std::move(path))
{
}

IndexLock::IndexLock(IndexLock &&other) noexcept
    : m_path(std::exchange(other.m_path, {}))
{
}

IndexLock::~IndexLock()
{
    if (!m_path.empty())
        ::unlink(m_path.c_str());
}

Result<IndexLock> IndexLock::take(const std::string &gitDirectory)
{
    const std::string lock = lockOf(gitDirectory);
    const std::string marked = gitDirectory + "/plumbline/held";
    if (!isOurs(marked))
        PLUMB_TRY(writeFile(marked, mark, 0666));
    // A link is there with what it says or not at all.
    if (::link(marked.c_str(), lock.c_str()) == 0 || isOurs(lock))
        return IndexLock(lock);
    if (::access(lock.c_str(), F_OK) == 0) {
        return std::unexpected(
            Error(ErrorCode::Conflict,
                  "another git program is at work; if none is, remove '" + lock + "'"));
    }
    return std::unexpected(Error(ErrorCode::ArtifactFailed, "cannot make '" + lock + "'"));
}

void IndexLock::removeStale(const std::string &gitDirectory)
{
    const std::string lock = lockOf(gitDirectory);
    if (isOurs(lock))
        ::unlink(lock.c_str());
}

} // namespace plumb::git
