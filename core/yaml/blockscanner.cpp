// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/blockscanner.h"

#include <algorithm>

namespace plumb::yaml {

namespace {

// libyaml refuses longer keys that are not marked as such.
constexpr std::size_t longestKey = 1000;
constexpr int deepestFlow = 50;

bool isWordInFlow(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || std::string_view("_./=+-$()@%~^;<>").contains(c);
}

} // namespace

bool BlockScanner::mayRead(std::string_view text)
{
    if (text.empty() || text.back() != '\n' || text.front() == '%')
        return false;
    bool isOdd = false;
    for (const char c : text)
        isOdd |= (c < ' ' && c != '\n') || c == '\x7f'; // bytes beyond ASCII are below zero
    return !isOdd;
}

Result<> BlockScanner::next(Event &event)
{
    while (m_next == m_events.size()) {
        m_events.clear();
        m_next = 0;
        if (!readLine())
            return std::unexpected(Error(ErrorCode::Internal, "not for this scanner"));
    }
    event.set(m_events[m_next++]);
    return {};
}

/// Reads lines until one gives events.
bool BlockScanner::readLine()
{
    if (!m_hasStarted) {
        m_hasStarted = true;
        setLine(0);
        push(YAML_STREAM_START_EVENT, markAt(0), markAt(0));
        return true;
    }
    const std::size_t at = skipSpaces(m_lineStart);
    if (m_lineStart >= m_text.size()) {
        if (m_hasDocument)
            endDocument(markAt(m_lineStart));
        push(YAML_STREAM_END_EVENT, markAt(m_lineStart), markAt(m_lineStart));
        return true;
    }
    if (at == m_lineEnd || m_text[at] == '#') {
        nextLine();
        return true;
    }
    if (at == m_lineStart && m_text.substr(at).starts_with("---") && isBlankAt(at + 3))
        return readSeparator();
    if (at == m_lineStart && (m_text[at] == '%' || m_text.substr(at).starts_with("...")))
        return false;
    return readContent(at);
}

bool BlockScanner::readSeparator()
{
    if (!isRestBlank(m_lineStart + 3))
        return false;
    if (m_hasDocument)
        endDocument(markAt(m_lineStart));
    beginDocument();
    nextLine();
    return true;
}

bool BlockScanner::readContent(std::size_t at)
{
    if (!m_hasDocument)
        beginDocument();
    bool isInline = false;
    while (m_text[at] == '-' && isBlankAt(at + 1)) {
        if (!readDash(at))
            return false;
        isInline = true;
        if (isRestBlank(at)) {
            nextLine();
            return true;
        }
    }
    return readNode(at, isInline);
}

/// Takes the '-' of an item and moves on to what follows it.
bool BlockScanner::readDash(std::size_t &at)
{
    const int indent = static_cast<int>(at - m_lineStart);
    closeDeeper(indent);
    const bool continues =
        !m_levels.empty() && m_levels.back().indent == indent && m_levels.back().isSequence;
    if (continues)
        settle(m_levels.back());
    else if (!open(indent, true, at))
        return false;
    Level &level = m_levels.back();
    level.awaitsValue = true;
    level.valueMark = markAt(at + 1);
    at = skipSpaces(at + 1);
    return true;
}

/// Reads what begins at @p at: an entry of a mapping, or a value that some level awaits.
bool BlockScanner::readNode(std::size_t at, bool isInline)
{
    Token token;
    const bool isWord = readToken(at, token);
    if (isWord && token.end < m_lineEnd && m_text[token.end] == ':' && isBlankAt(token.end + 1))
        return readKey(token, at);
    if (!isInline) {
        const int indent = static_cast<int>(at - m_lineStart);
        closeDeeper(indent - 1);
        if (m_text[at] == '|')
            return false;
    }
    const bool isRoot = m_levels.empty() && !m_hasRoot;
    if (!isRoot && (m_levels.empty() || !m_levels.back().awaitsValue))
        return false;
    return readValue(at);
}

bool BlockScanner::readKey(const Token &key, std::size_t at)
{
    const int indent = static_cast<int>(at - m_lineStart);
    closeDeeper(indent);
    // Items of a list that is not indented end with the next key of the mapping around it.
    if (m_levels.size() > 1 && m_levels.back().isSequence && m_levels.back().indent == indent
        && m_levels[m_levels.size() - 2].indent == indent) {
        close();
    }
    const bool continues =
        !m_levels.empty() && m_levels.back().indent == indent && !m_levels.back().isSequence;
    if (continues)
        settle(m_levels.back());
    else if (!open(indent, false, at))
        return false;
    push(YAML_SCALAR_EVENT, markAt(at), markAt(key.end), key.text, key.style);
    Level &level = m_levels.back();
    level.awaitsValue = true;
    level.valueMark = markAt(key.end + 1);
    const std::size_t value = skipSpaces(key.end + 1);
    if (isRestBlank(value) && (value == m_lineEnd || value > key.end + 1)) {
        nextLine();
        return true;
    }
    // "- " is no list in the line of a key.
    if (m_text[value] == '-' && isBlankAt(value + 1))
        return false;
    return readValue(value);
}

/// Reads a value up to the end of its line, or of its block.
bool BlockScanner::readValue(std::size_t at)
{
    if (m_text[at] == '|')
        return readLiteral(at);
    std::size_t end = at;
    if (m_text[at] == '[' || m_text[at] == '{') {
        if (!readFlow(end, 0))
            return false;
    } else {
        Token token;
        if (!readToken(at, token))
            return false;
        end = token.end;
        push(YAML_SCALAR_EVENT, markAt(at), markAt(end), token.text, token.style);
    }
    if (!isRestBlank(end) || (end < m_lineEnd && m_text[end] != ' '))
        return false;
    if (m_levels.empty())
        m_hasRoot = true;
    else
        m_levels.back().awaitsValue = false;
    nextLine();
    return true;
}

bool BlockScanner::readLiteral(std::size_t at)
{
    const yaml_mark_t start = markAt(at++);
    const char chomping = at < m_lineEnd && m_text[at] != ' ' ? m_text[at++] : ' ';
    if ((chomping != ' ' && chomping != '-' && chomping != '+') || !isRestBlank(at)
        || !isBlankAt(at)) {
        return false;
    }
    const int parent = m_levels.empty() ? -1 : m_levels.back().indent;
    nextLine();
    std::size_t indent = 0;
    std::size_t blanks = 0;
    std::size_t widest = 0; // of the blank lines in front
    m_literal.clear();
    for (; m_lineStart < m_text.size(); nextLine()) {
        const std::size_t first = skipSpaces(m_lineStart);
        const std::size_t column = first - m_lineStart;
        if (first == m_lineEnd && (indent == 0 || column <= indent)) {
            ++blanks;
            widest = indent == 0 ? std::max(widest, column) : widest;
            continue;
        }
        if (indent == 0)
            indent = static_cast<int>(column) > parent ? std::max<std::size_t>(column, 1) : 0;
        if (indent == 0 || column < indent)
            break;
        if (widest > indent)
            return false;
        m_literal.append(blanks, '\n');
        blanks = 0;
        m_literal += m_text.substr(m_lineStart + indent, m_lineEnd - m_lineStart - indent);
        m_literal += '\n';
    }
    if (indent == 0 && (blanks > 0 || widest > 0))
        return false; // a block of blank lines alone
    if (chomping == '+')
        m_literal.append(blanks, '\n');
    else if (chomping == '-' && !m_literal.empty())
        m_literal.erase(m_literal.find_last_not_of('\n') + 1);
    push(YAML_SCALAR_EVENT, start, markAt(m_lineStart), m_literal, Style::Literal);
    if (m_levels.empty())
        m_hasRoot = true;
    else
        m_levels.back().awaitsValue = false;
    return true;
}

/// Reads a collection in brackets or braces, from one to behind the other.
bool BlockScanner::readFlow(std::size_t &at, int depth)
{
    if (depth > deepestFlow)
        return false;
    const bool isMapping = m_text[at] == '{';
    const char closing = isMapping ? '}' : ']';
    push(isMapping ? YAML_MAPPING_START_EVENT : YAML_SEQUENCE_START_EVENT, markAt(at),
         markAt(at + 1), {}, Style::Flow);
    at = skipSpaces(at + 1);
    for (bool isFirst = true; at < m_lineEnd && m_text[at] != closing; isFirst = false) {
        if (!isFirst) {
            if (m_text[at] != ',' || !isBlankAt(at + 1))
                return false;
            at = skipSpaces(at + 1);
        }
        if (!readFlowItem(at, isMapping, depth))
            return false;
        at = skipSpaces(at);
    }
    if (at >= m_lineEnd)
        return false;
    push(isMapping ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT, markAt(at), markAt(at + 1));
    ++at;
    return true;
}

bool BlockScanner::readFlowItem(std::size_t &at, bool isMapping, int depth)
{
    Token token;
    if (isMapping) {
        if (at >= m_lineEnd || !readFlowWord(at, token))
            return false;
        push(YAML_SCALAR_EVENT, markAt(at), markAt(token.end), token.text, token.style);
        if (token.end >= m_lineEnd || m_text[token.end] != ':' || !isBlankAt(token.end + 1))
            return false;
        at = skipSpaces(token.end + 1);
    }
    if (at >= m_lineEnd)
        return false;
    if (m_text[at] == '[' || m_text[at] == '{')
        return readFlow(at, depth + 1);
    if (!readFlowWord(at, token))
        return false;
    push(YAML_SCALAR_EVENT, markAt(at), markAt(token.end), token.text, token.style);
    at = token.end;
    return true;
}

bool BlockScanner::readFlowWord(std::size_t at, Token &token) const
{
    if (m_text[at] == '"' || m_text[at] == '\'')
        return readQuoted(at, token);
    const bool isStart = isWordInFlow(m_text[at]) && !std::string_view("@%>").contains(m_text[at])
                         && (m_text[at] != '-' || isWordInFlow(m_text[at + 1]));
    std::size_t end = at;
    while (end < m_lineEnd && isWordInFlow(m_text[end]))
        ++end;
    token = {.text = m_text.substr(at, end - at), .style = Style::Plain, .end = end};
    // Words with blanks in them are libyaml's.
    const std::size_t behind = skipSpaces(end);
    return isStart && end - at < longestKey && behind < m_lineEnd
           && std::string_view(",]}:").contains(m_text[behind])
           && (m_text[behind] != ':' || behind == end);
}

/// Reads a word or a quoted text. A word ends before ": ", " #" and the end of the line.
bool BlockScanner::readToken(std::size_t at, Token &token) const
{
    const char first = m_text[at];
    if (first == '"' || first == '\'')
        return readQuoted(at, token);
    if (std::string_view("?:,[]{}#&*!|>%@`").contains(first) || (first == '-' && isBlankAt(at + 1)))
        return false;
    std::size_t end = at;
    while (end < m_lineEnd) {
        const char c = m_text[end];
        if ((c == ':' && isBlankAt(end + 1)) || (c == '#' && m_text[end - 1] == ' '))
            break;
        ++end;
    }
    const bool isKey = end < m_lineEnd && m_text[end] == ':';
    const std::size_t behind = end;
    while (m_text[end - 1] == ' ')
        --end;
    token = {.text = m_text.substr(at, end - at), .style = Style::Plain, .end = end};
    return !isKey || (end == behind && end - at < longestKey);
}

bool BlockScanner::readQuoted(std::size_t at, Token &token) const
{
    const char quote = m_text[at];
    const std::size_t end = m_text.find(quote, at + 1);
    if (end >= m_lineEnd || end - at >= longestKey)
        return false;
    const std::string_view text = m_text.substr(at + 1, end - at - 1);
    const bool isEscaped =
        quote == '"' ? text.contains('\\') : end + 1 < m_lineEnd && m_text[end + 1] == quote;
    token = {.text = text,
             .style = quote == '"' ? Style::DoubleQuoted : Style::SingleQuoted,
             .end = end + 1};
    return !isEscaped;
}

/// Opens a collection as the value that the level around it awaits.
bool BlockScanner::open(int indent, bool isSequence, std::size_t at)
{
    const bool isRoot = m_levels.empty() && !m_hasRoot;
    const bool isAwaited = !m_levels.empty() && m_levels.back().awaitsValue;
    // Only a list may stand in the column of the mapping that it is a value of.
    const int least = m_levels.empty()                            ? 0
                      : isSequence && !m_levels.back().isSequence ? m_levels.back().indent
                                                                  : m_levels.back().indent + 1;
    if (!(isRoot || isAwaited) || indent < least)
        return false;
    if (isAwaited)
        m_levels.back().awaitsValue = false;
    m_hasRoot = true;
    push(isSequence ? YAML_SEQUENCE_START_EVENT : YAML_MAPPING_START_EVENT, markAt(at), markAt(at),
         {}, Style::Block);
    m_levels.push_back({.indent = indent, .isSequence = isSequence});
    return true;
}

void BlockScanner::closeDeeper(int indent)
{
    while (!m_levels.empty() && m_levels.back().indent > indent)
        close();
}

void BlockScanner::close()
{
    settle(m_levels.back());
    const bool isSequence = m_levels.back().isSequence;
    m_levels.pop_back();
    push(isSequence ? YAML_SEQUENCE_END_EVENT : YAML_MAPPING_END_EVENT, markAt(m_lineStart),
         markAt(m_lineStart));
}

/// A value that did not come is null.
void BlockScanner::settle(Level &level)
{
    if (level.awaitsValue)
        push(YAML_SCALAR_EVENT, level.valueMark, level.valueMark);
    level.awaitsValue = false;
}

void BlockScanner::beginDocument()
{
    m_hasDocument = true;
    m_hasRoot = false;
    push(YAML_DOCUMENT_START_EVENT, markAt(m_lineStart), markAt(m_lineStart));
}

void BlockScanner::endDocument(const yaml_mark_t &mark)
{
    closeDeeper(-1);
    if (!m_hasRoot)
        push(YAML_SCALAR_EVENT, mark, mark);
    push(YAML_DOCUMENT_END_EVENT, mark, mark);
    m_hasDocument = false;
}

void BlockScanner::push(yaml_event_type_t type, const yaml_mark_t &start, const yaml_mark_t &end,
                        std::string_view text, Style style)
{
    m_events.push_back({.type = type, .style = style, .start = start, .end = end, .text = text});
}

std::size_t BlockScanner::skipSpaces(std::size_t at) const
{
    while (at < m_lineEnd && m_text[at] == ' ')
        ++at;
    return at;
}

bool BlockScanner::isRestBlank(std::size_t at) const
{
    at = skipSpaces(at);
    return at >= m_lineEnd || m_text[at] == '#';
}

void BlockScanner::setLine(std::size_t start)
{
    m_lineStart = start;
    m_lineEnd = std::min(m_text.find('\n', start), m_text.size());
}

void BlockScanner::nextLine()
{
    ++m_line;
    setLine(std::min(m_lineEnd + 1, m_text.size()));
}

} // namespace plumb::yaml
