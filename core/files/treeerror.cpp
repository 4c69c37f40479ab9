// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/treeerror.h"

#include "core/files/filetree.h"

namespace plumb::files {

Error noFile(const TreePath &path)
{
    return Error(ErrorCode::NotFound, "there is no file '" + path.text() + "'");
}

Error noDirectory(const TreePath &path)
{
    return Error(ErrorCode::NotFound, "there is no directory '" + path.text() + "'");
}

Error linkLeavesRoot(const TreePath &link, std::string_view target)
{
    return Error(ErrorCode::InvalidInput, "the link '" + link.text() + "' points to '"
                                              + std::string(target)
                                              + "', which is outside of the root");
}

Error tooManyLinks(const TreePath &path)
{
    return Error(ErrorCode::InvalidInput, "there are too many links on the way to '" + path.text()
                                              + "', they probably point to each other");
}

Error fileTooLarge(const TreePath &path, std::uint64_t size)
{
    return Error(ErrorCode::LimitExceeded, "the file '" + path.text() + "' has "
                                               + std::to_string(size) + " bytes, more than the "
                                               + std::to_string(FileTree::maximumFileSize)
                                               + " that are read");
}

Error directoryTooLarge(const TreePath &path)
{
    return Error(ErrorCode::LimitExceeded, "the directory '" + path.text() + "' has more than the "
                                               + std::to_string(FileTree::maximumDirectoryEntries)
                                               + " entries that are read");
}

} // namespace plumb::files
