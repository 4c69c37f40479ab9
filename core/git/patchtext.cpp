// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/difference.h"

#include <array>
#include <cstdio>

namespace plumb::git {

namespace {

/// Git quotes names that would break its line-based format.
std::string quoted(const std::string &name)
{
    const auto isOdd = [](char character) {
        return static_cast<unsigned char>(character) < 0x20 || character == '"' || character == '\\'
               || character == 0x7f;
    };
    std::string text;
    bool odd = false;
    for (const char character : name) {
        if (!isOdd(character)) {
            text += character;
            continue;
        }
        odd = true;
        if (character == '"' || character == '\\') {
            text += {'\\', character};
            continue;
        }
        std::array<char, 8> escape = {};
        std::snprintf(escape.data(), escape.size(), "\\%03o",
                      static_cast<unsigned>(static_cast<unsigned char>(character)));
        text += escape.data();
    }
    return odd ? '"' + text + '"' : text;
}

std::string octal(std::uint32_t mode)
{
    std::array<char, 16> text = {};
    std::snprintf(text.data(), text.size(), "%06o", mode);
    return text.data();
}

std::string range(int start, int count)
{
    return count == 1 ? std::to_string(start) : std::to_string(start) + ',' + std::to_string(count);
}

void addHunk(std::string &patch, const Hunk &hunk)
{
    patch += "@@ -" + range(hunk.oldStart, hunk.oldCount) + " +"
             + range(hunk.newStart, hunk.newCount) + " @@";
    if (!hunk.heading.empty())
        patch += ' ' + hunk.heading;
    patch += '\n';
    for (const DifferenceLine &line : hunk.lines) {
        constexpr std::string_view marks = " +-";
        patch += marks[static_cast<std::size_t>(line.kind)];
        patch += line.text;
        if (!line.text.ends_with('\n'))
            patch += "\n\\ No newline at end of file\n";
    }
}

std::string headerOf(const FileDifference &file)
{
    std::string header = "diff --git " + quoted("a/" + file.oldPath.text()) + ' '
                         + quoted("b/" + file.newPath.text()) + '\n';
    if (file.oldMode == 0)
        header += "new file mode " + octal(file.newMode) + '\n';
    else if (file.newMode == 0)
        header += "deleted file mode " + octal(file.oldMode) + '\n';
    else if (file.oldMode != file.newMode)
        header += "old mode " + octal(file.oldMode) + "\nnew mode " + octal(file.newMode) + '\n';
    if (file.change == FileChange::Renamed) {
        header += "rename from " + quoted(file.oldPath.text()) + "\nrename to "
                  + quoted(file.newPath.text()) + '\n';
    }
    return header;
}

} // namespace

std::string toPatch(const FileDifference &file)
{
    std::string patch = headerOf(file);
    const std::string before = file.oldMode == 0 ? "/dev/null" : quoted("a/" + file.oldPath.text());
    const std::string after = file.newMode == 0 ? "/dev/null" : quoted("b/" + file.newPath.text());
    if (file.isBinary)
        return patch + "Binary files " + before + " and " + after + " differ\n";
    if (file.hunks.empty())
        return patch;
    patch += "--- " + before + "\n+++ " + after + '\n';
    for (const Hunk &hunk : file.hunks)
        addHunk(patch, hunk);
    return patch;
}

} // namespace plumb::git
