// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/links.h"

#include "core/files/treeerror.h"

namespace plumb::files {

namespace {

constexpr int maximumLinks = 40; // as Linux

/// Takes the first segment off @p text.
std::string takeSegment(std::string &text)
{
    const auto end = text.find('/');
    std::string segment = text.substr(0, end);
    text.erase(0, end == text.npos ? text.size() : end + 1);
    return segment;
}

} // namespace

Result<std::optional<TreePath>> followLinks(const TreePath &path, const EntryLookup &lookup)
{
    std::string rest = path.text();
    TreePath here;
    TreePath lastLink;
    std::string lastTarget;
    for (int links = 0; !rest.empty();) {
        const std::string segment = takeSegment(rest);
        if (segment.empty() || segment == ".")
            continue;
        if (segment == "..") {
            if (here.isRoot())
                return std::unexpected(linkLeavesRoot(lastLink, lastTarget));
            here = here.parent();
            continue;
        }
        const TreePath next = here.child(segment);
        const std::optional<StoredEntry> entry = PLUMB_TRY(lookup(next));
        if (!entry || (entry->kind == EntryKind::File && !rest.empty()))
            return std::nullopt;
        if (entry->kind != EntryKind::Symlink) {
            here = next;
            continue;
        }
        if (++links > maximumLinks)
            return std::unexpected(tooManyLinks(path));
        if (entry->target.empty())
            return std::nullopt;
        if (entry->target.starts_with('/'))
            return std::unexpected(linkLeavesRoot(next, entry->target));
        lastLink = next;
        lastTarget = entry->target;
        rest = rest.empty() ? entry->target : entry->target + '/' + rest;
    }
    return here;
}

} // namespace plumb::files
