// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/partfile.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace plumb::source {

namespace {

Error failed(const std::string &place)
{
    return {ErrorCode::Internal, "cannot write '" + place + "'"};
}

// Whether the open file is still the one that is called so: who finishes a download removes it.
bool isStillThere(int file, const std::string &place)
{
    struct stat opened = {};
    struct stat named = {};
    return ::fstat(file, &opened) == 0 && ::stat(place.c_str(), &named) == 0
           && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

} // namespace

PartFile::PartFile(int file, std::string place, bool isOwn)
    : m_file(file)
    , m_place(std::move(place))
    , m_isOwn(isOwn)
{
    struct stat status = {};
    if (::fstat(file, &status) == 0)
        m_size = static_cast<std::uint64_t>(status.st_size);
}

PartFile::PartFile(PartFile &&other) noexcept
    : m_file(std::exchange(other.m_file, -1))
    , m_place(std::move(other.m_place))
    , m_isOwn(other.m_isOwn)
    , m_size(other.m_size)
{
}

PartFile::~PartFile()
{
    if (m_file < 0)
        return;
    if (m_isOwn)
        ::unlink(m_place.c_str());
    ::close(m_file);
}

Result<PartFile> PartFile::open(const std::string &place)
{
    const int file = ::open(place.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return std::unexpected(failed(place));
    if (::flock(file, LOCK_EX | LOCK_NB) == 0 && isStillThere(file, place))
        return PartFile(file, place, false);
    ::close(file);
    std::string own = place + "-XXXXXX";
    const int ownFile = ::mkostemp(own.data(), O_CLOEXEC);
    if (ownFile < 0)
        return std::unexpected(failed(own));
    return PartFile(ownFile, std::move(own), true);
}

Result<> PartFile::append(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written =
            ::pwrite(m_file, bytes.data(), bytes.size(), static_cast<off_t>(m_size));
        if (written <= 0)
            return std::unexpected(failed(m_place));
        m_size += static_cast<std::uint64_t>(written);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<> PartFile::restart()
{
    if (::ftruncate(m_file, 0) != 0)
        return std::unexpected(failed(m_place));
    m_size = 0;
    return {};
}

Result<std::string> PartFile::read() const
{
    std::string bytes(m_size, '\0');
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto got =
            ::pread(m_file, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
        if (got <= 0)
            return std::unexpected(Error(ErrorCode::Internal, "cannot read '" + m_place + "'"));
        at += static_cast<std::size_t>(got);
    }
    return bytes;
}

void PartFile::discard()
{
    ::unlink(m_place.c_str());
}

} // namespace plumb::source
