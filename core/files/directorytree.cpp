// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/directorytree.h"

#include "core/crypto/sha256.h"
#include "core/files/descriptor.h"
#include "core/files/links.h"
#include "core/files/treeerror.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstdlib>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <memory>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace plumb::files {

namespace {

Error systemError(const TreePath &path, int error)
{
    const bool forbidden = error == EACCES || error == EPERM;
    return Error(forbidden ? ErrorCode::Unauthorized : ErrorCode::Internal,
                 "cannot read '" + path.text() + "': " + std::generic_category().message(error));
}

Error specialFile(const TreePath &path)
{
    return Error(ErrorCode::InvalidInput,
                 "'" + path.text() + "' is a device, pipe or socket, expected a file or directory");
}

bool meansNothingThere(int error)
{
    // A name that is too long for the file system cannot be there.
    return error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG;
}

/// Opens a path of which the kernel makes sure that it stays beneath @p root; -1 and errno else.
int openBeneath(int root, const TreePath &path, int flags, std::uint64_t resolve)
{
    open_how how = {};
    how.flags = static_cast<std::uint64_t>(flags | O_CLOEXEC);
    how.resolve = resolve | RESOLVE_NO_MAGICLINKS;
    const char *name = path.isRoot() ? "." : path.text().c_str();
    for (;;) {
        const long result = ::syscall(SYS_openat2, root, name, &how, sizeof(how));
        // EAGAIN: something was renamed while the path was walked.
        if (result >= 0 || (errno != EINTR && errno != EAGAIN))
            return static_cast<int>(result);
    }
}

/// The target of an absolute link into @p root, seen from the link's folder.
std::string relativeTarget(const std::string &root, const TreePath &link, const std::string &target)
{
    const std::string prefix = root == "/" ? root : root + "/";
    if (!target.starts_with(prefix))
        return target;
    std::string relative = "./";
    for (TreePath above = link.parent(); !above.isRoot(); above = above.parent())
        relative += "../";
    return relative + target.substr(prefix.size());
}

/// Reads to the end of an open file; it may be growing, or, as in /proc, tell no size.
Result<std::string> readToEnd(int descriptor, const TreePath &path, std::uint64_t expectedSize)
{
    std::string content;
    std::size_t used = 0;
    int error = 0;
    for (std::size_t room = std::max<std::size_t>(expectedSize + 1, 512);; room *= 2) {
        content.resize_and_overwrite(room, [&](char *data, std::size_t size) {
            while (used < size) {
                const ssize_t got = ::read(descriptor, data + used, size - used);
                if (got < 0 && errno == EINTR)
                    continue;
                error = got < 0 ? errno : 0;
                if (got <= 0)
                    break;
                used += static_cast<std::size_t>(got);
            }
            return used;
        });
        if (error != 0)
            return std::unexpected(systemError(path, error));
        if (used > FileTree::maximumFileSize)
            return std::unexpected(fileTooLarge(path, used));
        if (used < room)
            return content;
    }
}

void append(std::string &text, std::int64_t number)
{
    char digits[24];
    const auto written = std::to_chars(std::begin(digits), std::end(digits), number);
    text.append(digits, written.ptr);
}

void append(std::string &text, const timespec &time)
{
    text += ':';
    append(text, time.tv_sec);
    text += '.';
    append(text, time.tv_nsec);
}

/// Whether a file was changed so recently that the next change might get the same time stamp:
/// file systems count in ticks of up to 10 ms.
bool maySoonChangeUnseen(const timespec &changed)
{
    constexpr std::int64_t granularity = 50'000'000;
    timespec now = {};
    ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
    const std::int64_t age =
        (now.tv_sec - changed.tv_sec) * 1'000'000'000 + (now.tv_nsec - changed.tv_nsec);
    return age < granularity;
}

EntryKind kindOfMode(mode_t mode)
{
    if (S_ISLNK(mode))
        return EntryKind::Symlink;
    return S_ISDIR(mode) ? EntryKind::Directory : EntryKind::File;
}

/// The stored entry at a path whose parents are known to be directories.
Result<std::optional<StoredEntry>> lookUp(int root, const std::string &rootPath,
                                          const TreePath &path)
{
    const Descriptor entry(
        openBeneath(root, path, O_PATH | O_NOFOLLOW, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS));
    if (entry.number() < 0) {
        if (meansNothingThere(errno))
            return std::nullopt;
        return std::unexpected(systemError(path, errno));
    }
    struct stat status = {};
    if (::fstat(entry.number(), &status) != 0)
        return std::unexpected(systemError(path, errno));
    StoredEntry stored = {.kind = kindOfMode(status.st_mode)};
    if (stored.kind != EntryKind::Symlink)
        return stored;
    char target[PATH_MAX];
    const ssize_t length = ::readlinkat(entry.number(), "", target, sizeof(target));
    if (length < 0)
        return std::unexpected(systemError(path, errno));
    stored.target = relativeTarget(rootPath, path, std::string(target, std::size_t(length)));
    return stored;
}

/// Opens what @p path leads to; nothing when nothing is there.
Result<std::optional<Descriptor>> openEntry(int root, const std::string &rootPath,
                                            const TreePath &path, int flags)
{
    const bool everything = rootPath == "/";
    int opened = openBeneath(root, path, flags, everything ? RESOLVE_IN_ROOT : RESOLVE_BENEATH);
    TreePath place = path;
    if (opened < 0 && errno == EXDEV) {
        // A link is absolute or leaves. Walked step by step, it either turns out to lead inside
        // after all or is named in the error.
        const auto lookup = [&](const TreePath &at) { return lookUp(root, rootPath, at); };
        std::optional<TreePath> found = PLUMB_TRY(followLinks(path, lookup));
        if (!found)
            return std::nullopt;
        place = *std::move(found);
        opened = openBeneath(root, place, flags, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS);
    }
    if (opened >= 0)
        return Descriptor(opened);
    if (meansNothingThere(errno))
        return std::nullopt;
    if (errno == ELOOP)
        return std::unexpected(tooManyLinks(path));
    if (errno == ENXIO || errno == ENODEV)
        return std::unexpected(specialFile(path));
    return std::unexpected(systemError(path, errno));
}

using DirectoryStream = std::unique_ptr<DIR, int (*)(DIR *)>;

Result<DirectoryStream> openStream(int root, const std::string &rootPath, const TreePath &directory)
{
    std::optional<Descriptor> opened =
        PLUMB_TRY(openEntry(root, rootPath, directory, O_RDONLY | O_DIRECTORY));
    if (!opened)
        return std::unexpected(noDirectory(directory));
    DIR *stream = ::fdopendir(opened->number());
    if (!stream)
        return std::unexpected(systemError(directory, errno));
    opened->release();
    return DirectoryStream(stream, ::closedir);
}

Result<std::vector<TreeEntry>> entriesOf(DIR *stream, const TreePath &directory)
{
    std::vector<TreeEntry> entries;
    while (const dirent *entry = ::readdir(stream)) {
        const std::string_view name = entry->d_name;
        if (name == "." || name == "..")
            continue;
        auto mode = static_cast<mode_t>(DTTOIF(entry->d_type));
        if (entry->d_type == DT_UNKNOWN) {
            struct stat status = {};
            if (::fstatat(::dirfd(stream), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
                continue; // removed meanwhile
            mode = status.st_mode;
        }
        if (S_ISREG(mode) || S_ISDIR(mode) || S_ISLNK(mode))
            entries.push_back({.name = std::string(name), .kind = kindOfMode(mode)});
        if (entries.size() > FileTree::maximumDirectoryEntries)
            return std::unexpected(directoryTooLarge(directory));
    }
    std::ranges::sort(entries, {}, &TreeEntry::name);
    return entries;
}

} // namespace

Result<std::shared_ptr<const DirectoryTree>> DirectoryTree::open(const std::string &directory)
{
    const auto failed = [&directory](int error) {
        ErrorCode code = ErrorCode::Internal;
        if (error == ENOENT)
            code = ErrorCode::NotFound;
        else if (error == ENOTDIR || error == ELOOP || error == ENAMETOOLONG)
            code = ErrorCode::InvalidInput;
        else if (error == EACCES || error == EPERM)
            code = ErrorCode::Unauthorized;
        return std::unexpected(Error(code, "cannot open the directory '" + directory
                                               + "': " + std::generic_category().message(error)));
    };
    Descriptor descriptor(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.number() < 0)
        return failed(errno);
    char *resolved = ::realpath(directory.c_str(), nullptr);
    if (!resolved)
        return failed(errno);
    std::string root = resolved;
    ::free(resolved);
    return std::shared_ptr<const DirectoryTree>(
        new DirectoryTree(descriptor.release(), std::move(root)));
}

DirectoryTree::DirectoryTree(int descriptor, std::string root)
    : m_descriptor(descriptor)
    , m_root(std::move(root))
{
}

DirectoryTree::~DirectoryTree()
{
    ::close(m_descriptor);
}

Result<std::optional<EntryKind>> DirectoryTree::kindOf(const TreePath &path) const
{
    const std::optional<Descriptor> entry =
        PLUMB_TRY(openEntry(m_descriptor, m_root, path, O_PATH));
    if (!entry)
        return std::nullopt;
    struct stat status = {};
    if (::fstat(entry->number(), &status) != 0)
        return std::unexpected(systemError(path, errno));
    if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))
        return std::unexpected(specialFile(path));
    return kindOfMode(status.st_mode);
}

Result<std::optional<TreePath>> DirectoryTree::locate(const TreePath &path) const
{
    const Descriptor direct(
        openBeneath(m_descriptor, path, O_PATH, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS));
    if (direct.number() >= 0)
        return path;
    if (meansNothingThere(errno))
        return std::nullopt;
    return followLinks(path,
                       [this](const TreePath &at) { return lookUp(m_descriptor, m_root, at); });
}

Result<std::vector<TreeEntry>> DirectoryTree::list(const TreePath &directory) const
{
    const DirectoryStream stream = PLUMB_TRY(openStream(m_descriptor, m_root, directory));
    return entriesOf(stream.get(), directory);
}

Result<Bytes> DirectoryTree::read(const TreePath &path) const
{
    // Without O_NONBLOCK a pipe would wait for its writer.
    const std::optional<Descriptor> file =
        PLUMB_TRY(openEntry(m_descriptor, m_root, path, O_RDONLY | O_NONBLOCK | O_NOCTTY));
    if (!file)
        return std::unexpected(noFile(path));
    struct stat status = {};
    if (::fstat(file->number(), &status) != 0)
        return std::unexpected(systemError(path, errno));
    if (S_ISDIR(status.st_mode))
        return std::unexpected(noFile(path));
    if (!S_ISREG(status.st_mode))
        return std::unexpected(specialFile(path));
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size > maximumFileSize)
        return std::unexpected(fileTooLarge(path, size));
    return std::make_shared<const std::string>(PLUMB_TRY(readToEnd(file->number(), path, size)));
}

Result<std::string> DirectoryTree::stampOf(const TreePath &path) const
{
    const std::optional<Descriptor> file = PLUMB_TRY(openEntry(m_descriptor, m_root, path, O_PATH));
    struct stat status = {};
    if (!file || ::fstat(file->number(), &status) != 0 || !S_ISREG(status.st_mode))
        return std::string();
    return stampOf(path, status);
}

Result<std::string> DirectoryTree::stampOf(const TreePath &path, const struct stat &status) const
{
    std::string stamp;
    stamp.reserve(96);
    append(stamp, static_cast<std::int64_t>(status.st_dev));
    stamp += ':';
    append(stamp, static_cast<std::int64_t>(status.st_ino));
    stamp += ':';
    append(stamp, status.st_size);
    append(stamp, status.st_mtim);
    append(stamp, status.st_ctim);
    if (maySoonChangeUnseen(status.st_ctim))
        stamp += ':' + crypto::sha256Hex(*PLUMB_TRY(read(path)));
    return stamp;
}

Result<std::vector<StampedEntry>> DirectoryTree::listStamped(const TreePath &directory) const
{
    const DirectoryStream stream = PLUMB_TRY(openStream(m_descriptor, m_root, directory));
    std::vector<StampedEntry> stamped;
    for (TreeEntry &entry : PLUMB_TRY(entriesOf(stream.get(), directory))) {
        std::string stamp;
        struct stat status = {};
        const bool isThere =
            entry.kind == EntryKind::File
            && ::fstatat(::dirfd(stream.get()), entry.name.c_str(), &status, AT_SYMLINK_NOFOLLOW)
                   == 0
            && S_ISREG(status.st_mode);
        if (isThere)
            stamp = PLUMB_TRY(stampOf(directory.child(entry.name), status));
        stamped.push_back({.entry = std::move(entry), .stamp = std::move(stamp)});
    }
    return stamped;
}

} // namespace plumb::files
