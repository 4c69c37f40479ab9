// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace plumb::crypto {

namespace {

struct ArchiveCloser
{
    void operator()(archive *reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, ArchiveCloser>;

Error broken(archive *reader)
{
    const char *const text = archive_error_string(reader);
    return Error(ErrorCode::InvalidInput,
                 std::string("the archive cannot be read: ") + (text ? text : "unknown error"));
}

Error tooLarge(std::string_view what, std::size_t limit)
{
    return Error(ErrorCode::LimitExceeded,
                 std::string(what) + " is larger than the maximum size " + std::to_string(limit));
}

// Reads to the end of a member; nothing above the limit is kept.
Result<std::string> readData(archive *reader, std::size_t limit, std::string_view what)
{
    std::string bytes;
    std::size_t size = 0;
    for (;;) {
        if (bytes.size() - size < 16'384)
            bytes.resize(std::max<std::size_t>(65'536, bytes.size() * 2));
        const auto got = archive_read_data(reader, bytes.data() + size, bytes.size() - size);
        if (got < 0)
            return std::unexpected(broken(reader));
        if (got == 0)
            break;
        size += static_cast<std::size_t>(got);
        if (size > limit)
            return std::unexpected(tooLarge(what, limit));
    }
    bytes.resize(size);
    bytes.shrink_to_fit();
    return bytes;
}

std::string nameOf(archive_entry *entry)
{
    if (const char *const name = archive_entry_pathname(entry))
        return name;
    const char *const name = archive_entry_pathname_utf8(entry);
    return name ? name : "";
}

Result<ArchiveMember> readMember(archive *reader, archive_entry *entry, std::size_t limit)
{
    ArchiveMember member{.name = nameOf(entry),
                         .isFile = archive_entry_filetype(entry) == AE_IFREG};
    if (!member.isFile)
        return member;
    const auto announced = archive_entry_size(entry);
    if (announced > 0 && static_cast<std::size_t>(announced) > limit)
        return std::unexpected(tooLarge("'" + member.name + "'", limit));
    member.bytes = PLUMB_TRY(readData(reader, limit, "'" + member.name + "'"));
    return member;
}

} // namespace

bool isGzip(std::string_view bytes)
{
    return bytes.starts_with("\x1F\x8B\x08");
}

Result<std::vector<ArchiveMember>> readTarball(std::string_view bytes, const ArchiveLimits &limits)
{
    const Reader reader(archive_read_new());
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_format_tar(reader.get());
    if (!isGzip(bytes))
        return std::unexpected(Error(ErrorCode::InvalidInput, "gzip: invalid header"));
    if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        return std::unexpected(broken(reader.get()));
    std::vector<ArchiveMember> members;
    std::size_t left = limits.totalBytes;
    archive_entry *entry = nullptr;
    for (std::size_t count = 0;; ++count) {
        const int state = archive_read_next_header(reader.get(), &entry);
        if (state == ARCHIVE_EOF)
            break;
        if (state != ARCHIVE_OK && state != ARCHIVE_WARN)
            return std::unexpected(broken(reader.get()));
        if (count >= limits.members) {
            return std::unexpected(
                Error(ErrorCode::LimitExceeded,
                      "the archive has more than " + std::to_string(limits.members) + " members"));
        }
        if (archive_entry_filetype(entry) == AE_IFDIR)
            continue;
        members.push_back(
            PLUMB_TRY(readMember(reader.get(), entry, std::min(left, limits.memberBytes))));
        left -= members.back().bytes.size();
    }
    return members;
}

Result<std::string> gunzip(std::string_view bytes, std::size_t maximumBytes)
{
    const Reader reader(archive_read_new());
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_format_raw(reader.get());
    archive_entry *entry = nullptr;
    if (!isGzip(bytes))
        return std::unexpected(Error(ErrorCode::InvalidInput, "gzip: invalid header"));
    if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK
        || archive_read_next_header(reader.get(), &entry) != ARCHIVE_OK)
        return std::unexpected(broken(reader.get()));
    return readData(reader.get(), maximumBytes, "the unpacked text");
}

} // namespace plumb::crypto
