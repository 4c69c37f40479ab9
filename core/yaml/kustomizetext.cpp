// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/kustomizetext.h"

#include "core/yaml/utf8.h"

#include <algorithm>

namespace plumb::yaml {

namespace {

constexpr std::string_view nextLine = "\xC2\x85";

bool isBlank(std::string_view line)
{
    return !line.empty() && (line[0] == ' ' || line[0] == '\t');
}

// The lines of the block as the emitter writes them, without their indentation.
std::string foldedLines(std::string_view text)
{
    const std::size_t firstCharacter = text.find_first_not_of('\n');
    const bool addsBreaks = firstCharacter != text.npos && !isBlank(text.substr(firstCharacter));
    std::string lines;
    bool afterBreak = true;
    bool lineIsIndented = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') {
            if (!afterBreak && !lineIsIndented && addsBreaks)
                lines += '\n';
            afterBreak = true;
        } else {
            if (afterBreak)
                lineIsIndented = isBlank(text.substr(i));
            afterBreak = false;
        }
        lines += text[i];
    }
    return lines;
}

// How many line breaks the text begins with.
std::size_t breaksAt(std::string_view text)
{
    const std::size_t end = text.find_first_not_of('\n');
    return end == text.npos ? text.size() : end;
}

} // namespace

std::string afterFolding(std::string_view text)
{
    const std::string lines = foldedLines(text);
    const bool keepsFinalBreak = text.ends_with('\n');
    const bool keepsAllBreaks = text == "\n" || text.ends_with("\n\n");
    std::string_view rest = lines;
    std::string folded(breaksAt(rest), '\n');
    rest.remove_prefix(folded.size());
    bool previousIsIndented = true;
    std::size_t breaks = 0;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        const bool joins = breaks > 0 && !previousIsIndented && !isBlank(line);
        if (joins && breaks == 1)
            folded += ' ';
        else
            folded.append(joins ? breaks - 1 : breaks, '\n');
        folded += line;
        rest.remove_prefix(line.size());
        breaks = breaksAt(rest);
        rest.remove_prefix(breaks);
        previousIsIndented = isBlank(line);
    }
    return folded.append(keepsAllBreaks ? breaks : keepsFinalBreak && breaks > 0 ? 1 : 0, '\n');
}

bool isChangedByJson(std::string_view text)
{
    return findInvalidUtf8(text) != text.npos || text.find(nextLine) != text.npos;
}

std::string afterJson(std::string_view text)
{
    const std::string valid = validUtf8(text);
    std::string result;
    std::string_view rest = valid;
    while (true) {
        std::size_t at = rest.find(nextLine);
        result += rest.substr(0, at);
        if (at == rest.npos)
            return result;
        result.erase(result.find_last_not_of(' ') + 1);
        std::size_t breaks = 0;
        rest.remove_prefix(at);
        while (rest.starts_with(nextLine)) {
            ++breaks;
            rest.remove_prefix(nextLine.size());
            rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        }
        result.append(breaks == 1 ? " " : std::string(breaks - 1, '\n'));
    }
}

} // namespace plumb::yaml
