// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/texthunks.h"

namespace plumb::git {

namespace {

/// "@@ -1,2 +1,3 @@ spec:\n" → "spec:"
std::string headingOf(const git_diff_hunk &hunk)
{
    std::string_view header(hunk.header, hunk.header_len);
    const auto end = header.find("@@", 2);
    if (end == header.npos)
        return {};
    header.remove_prefix(end + 2);
    while (header.starts_with(' '))
        header.remove_prefix(1);
    while (header.ends_with('\n') || header.ends_with('\r'))
        header.remove_suffix(1);
    return std::string(header);
}

std::optional<LineKind> kindOfLine(char origin)
{
    switch (origin) {
    case GIT_DIFF_LINE_CONTEXT: return LineKind::Context;
    case GIT_DIFF_LINE_ADDITION: return LineKind::Added;
    case GIT_DIFF_LINE_DELETION: return LineKind::Removed;
    default: // "\ No newline at end of file", which the text says already
        return std::nullopt;
    }
}

} // namespace

Result<std::vector<Hunk>> hunksOf(git_patch *patch)
{
    std::vector<Hunk> hunks;
    const std::size_t count = git_patch_num_hunks(patch);
    for (std::size_t i = 0; i < count; ++i) {
        const git_diff_hunk *found = nullptr;
        std::size_t lines = 0;
        if (const int code = git_patch_get_hunk(&found, &lines, patch, i); code != 0)
            return std::unexpected(lastError(code, "cannot compare"));
        Hunk hunk = {.oldStart = found->old_start,
                     .oldCount = found->old_lines,
                     .newStart = found->new_start,
                     .newCount = found->new_lines,
                     .heading = headingOf(*found),
                     .lines = {}};
        for (std::size_t j = 0; j < lines; ++j) {
            const git_diff_line *line = nullptr;
            if (const int code = git_patch_get_line_in_hunk(&line, patch, i, j); code != 0)
                return std::unexpected(lastError(code, "cannot compare"));
            const auto kind = kindOfLine(line->origin);
            if (!kind)
                continue;
            hunk.lines.push_back({.kind = *kind,
                                  .oldLine = std::max(line->old_lineno, 0),
                                  .newLine = std::max(line->new_lineno, 0),
                                  .text = std::string(line->content, line->content_len)});
        }
        hunks.push_back(std::move(hunk));
    }
    return hunks;
}

} // namespace plumb::git
