// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/goyaml.h"

#include "core/yaml/utf8.h"

#include <algorithm>

namespace plumb::yaml {

namespace {

/// Whether the line that begins at @p at is the mark, alone or in front of a blank.
bool isMarkLine(std::string_view text, std::size_t at, std::string_view mark)
{
    const std::string_view line = text.substr(at);
    return line.starts_with(mark)
           && (line.size() == mark.size()
               || std::string_view(" \t\r\n").contains(line[mark.size()]));
}

std::size_t nextLine(std::string_view text, std::size_t at)
{
    const std::size_t end = text.find('\n', at);
    return end == text.npos ? text.size() : end + 1;
}

/// The byte at a position of an error; npos when there is none.
std::size_t byteAt(std::string_view text, const SourcePosition &where)
{
    std::size_t at = 0;
    for (int line = 1; line < where.line; ++line)
        at = nextLine(text, at);
    for (int column = 1; column < where.column && at < text.size(); ++column)
        at += codePointAt(text, at).size;
    return at < text.size() ? at : text.npos;
}

} // namespace

std::optional<std::string> withoutTextBehindEnd(std::string_view text)
{
    constexpr std::string_view end = "\n...";
    std::string result;
    std::size_t kept = 0;
    for (std::size_t at = text.find(end); at != text.npos; at = text.find(end, at + 1)) {
        if (at + 1 < kept || !isMarkLine(text, at + 1, "..."))
            continue;
        std::size_t line = nextLine(text, at + 1);
        result += text.substr(kept, line - kept);
        for (; line < text.size() && !text.substr(line).starts_with("---");
             line = nextLine(text, line)) {
            result += '\n';
        }
        kept = line;
    }
    if (kept == 0)
        return {};
    result += text.substr(kept);
    return result;
}

std::optional<std::string> withoutEscapedQuotes(std::string_view text, const Error &error)
{
    const std::size_t begin = error.where() ? byteAt(text, *error.where()) : text.npos;
    if (begin == text.npos || !text.substr(begin).starts_with("\\'"))
        return {};
    std::string result(text.substr(0, begin));
    std::size_t at = begin;
    for (; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) {
            ++at;
            if (text[at] != '\'')
                result += '\\';
        }
        result += text[at];
    }
    result += text.substr(at);
    return result;
}

} // namespace plumb::yaml
