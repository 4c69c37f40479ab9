// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/linecomments.h"

#include <algorithm>

namespace plumb::yaml {

namespace {

std::string_view withoutBlanks(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text;
}

/// The content of a comment that the text begins with; "" when it does not.
std::string_view commentIn(std::string_view text)
{
    if (!text.starts_with('#'))
        return {};
    text.remove_prefix(std::min(text.find_first_not_of('#'), text.size()));
    return withoutBlanks(text.substr(0, text.find_last_not_of("\r\n") + 1));
}

std::string_view fromColumn(std::string_view line, std::size_t column)
{
    const auto isContinuation = [](char byte) { return (byte & 0xC0) == 0x80; };
    std::size_t at = 0;
    for (; column > 0 && at < line.size(); --column) {
        ++at;
        while (at < line.size() && isContinuation(line[at]))
            ++at;
    }
    return line.substr(at);
}

bool isComment(std::string_view line)
{
    return withoutBlanks(line).starts_with('#');
}

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t\r\n") == line.npos;
}

} // namespace

LineComments::LineComments(std::string_view text)
    : m_text(text)
{
    for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1))
        m_starts.push_back(at + 1);
}

bool LineComments::mayHoldJson(std::string_view text)
{
    for (std::size_t at = text.find('#'); at != text.npos; at = text.find('#', at)) {
        at = text.find_first_not_of("# \t", at);
        if (at == text.npos)
            return false;
        if (text[at] == '{')
            return true;
    }
    return false;
}

std::string_view LineComments::lineAt(std::size_t line) const
{
    if (line >= m_starts.size())
        return {};
    const std::size_t end = line + 1 < m_starts.size() ? m_starts[line + 1] : m_text.size();
    return m_text.substr(m_starts[line], end - m_starts[line]);
}

std::string_view LineComments::behind(std::size_t line, std::size_t column) const
{
    std::string_view rest = withoutBlanks(fromColumn(lineAt(line), column));
    if (rest.starts_with(':'))
        rest = withoutBlanks(rest.substr(1));
    while (rest.starts_with('!') || rest.starts_with('&'))
        rest = withoutBlanks(rest.substr(std::min(rest.find_first_of(" \t"), rest.size())));
    return commentIn(rest);
}

std::string_view LineComments::above(std::size_t line, std::size_t column) const
{
    if (line == 0)
        return {};
    const std::string_view comment = withoutBlanks(lineAt(line - 1));
    if (!comment.starts_with('#') || lineAt(line - 1).size() - comment.size() > column)
        return {};
    for (std::size_t before = line - 1; before > 0; --before) {
        if (isComment(lineAt(before - 1)))
            return {};
        if (!isBlank(lineAt(before - 1)))
            break;
    }
    return commentIn(comment);
}

} // namespace plumb::yaml
