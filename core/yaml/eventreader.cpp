// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/eventreader.h"

#include "core/yaml/utf8.h"

#include <algorithm>

namespace plumb::yaml {

namespace {

std::string_view viewOf(const yaml_char_t *text)
{
    return text ? std::string_view(reinterpret_cast<const char *>(text)) : std::string_view();
}

std::string_view lineAt(std::string_view text, std::size_t number)
{
    for (; number > 0; --number) {
        const std::size_t end = text.find('\n');
        if (end == text.npos)
            return {};
        text.remove_prefix(end + 1);
    }
    return text.substr(0, text.find('\n'));
}

} // namespace

std::string_view Event::anchor() const
{
    switch (m_event.type) {
    case YAML_SCALAR_EVENT: return viewOf(m_event.data.scalar.anchor);
    case YAML_SEQUENCE_START_EVENT: return viewOf(m_event.data.sequence_start.anchor);
    case YAML_MAPPING_START_EVENT: return viewOf(m_event.data.mapping_start.anchor);
    case YAML_ALIAS_EVENT: return viewOf(m_event.data.alias.anchor);
    default: return {};
    }
}

std::string_view Event::tag() const
{
    switch (m_event.type) {
    case YAML_SCALAR_EVENT: return viewOf(m_event.data.scalar.tag);
    case YAML_SEQUENCE_START_EVENT: return viewOf(m_event.data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT: return viewOf(m_event.data.mapping_start.tag);
    default: return {};
    }
}

void Event::clear()
{
    if (m_event.type != YAML_NO_EVENT)
        yaml_event_delete(&m_event);
}

EventReader::EventReader(std::string_view text, const std::string &path)
    : m_text(text)
    , m_path(path)
    , m_hasEscapedSlash(text.find("\\/") != text.npos)
    , m_bytes(text.starts_with("\xEF\xBB\xBF") ? 3 : 0)
{
    // Fails only when there is no memory left.
    if (yaml_parser_initialize(&m_parser) == 0)
        throw std::bad_alloc();
    yaml_parser_set_input_string(&m_parser, reinterpret_cast<const unsigned char *>(text.data()),
                                 text.size());
}

EventReader::~EventReader()
{
    yaml_parser_delete(&m_parser);
}

Result<> EventReader::next(Event &event)
{
    event.clear();
    if (yaml_parser_parse(&m_parser, &event.m_event) == 0)
        return std::unexpected(error());
    if (m_hasEscapedSlash && event.type() == YAML_SCALAR_EVENT
        && event.raw().data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        return refuseEscapedSlash(event.raw());
    return {};
}

// libyaml reads "\/" as JSON has it; go-yaml, and so kustomize, knows no such escape.
Result<> EventReader::refuseEscapedSlash(const yaml_event_t &event)
{
    const auto step = [this] {
        m_bytes += codePointAt(m_text, m_bytes).size;
        ++m_characters;
    };
    while (m_characters < event.start_mark.index && m_bytes < m_text.size())
        step();
    while (m_characters < event.end_mark.index && m_bytes < m_text.size()) {
        if (m_text[m_bytes] != '\\') {
            step();
            continue;
        }
        step();
        if (m_bytes < m_text.size() && m_text[m_bytes] == '/') {
            return std::unexpected(Error(ErrorCode::InvalidInput,
                                         "'\\/' is no escape of YAML; write '/'",
                                         position(event.start_mark)));
        }
        if (m_bytes < m_text.size())
            step();
    }
    return {};
}

SourcePosition EventReader::position(const yaml_mark_t &mark) const
{
    return {m_path, static_cast<int>(mark.line) + 1, static_cast<int>(mark.column) + 1};
}

Error EventReader::error() const
{
    std::string message = m_parser.problem ? m_parser.problem : "not enough memory";
    if (m_parser.error == YAML_READER_ERROR) {
        const std::string_view before =
            m_text.substr(0, std::min(m_parser.problem_offset, m_text.size()));
        const auto line = std::ranges::count(before, '\n');
        const std::size_t lineStart = before.find_last_of('\n') + 1;
        return {ErrorCode::InvalidInput, std::move(message),
                SourcePosition{m_path, static_cast<int>(line) + 1,
                               static_cast<int>(before.size() - lineStart) + 1}};
    }
    const yaml_mark_t &mark = m_parser.problem_mark;
    const std::string_view line = lineAt(m_text, mark.line);
    if (mark.column < line.size() && line[mark.column] == '\t') {
        message = "found a tab where YAML wants spaces; indent with spaces only";
    } else if (m_parser.context) {
        message += std::string(" ") + m_parser.context;
        if (m_parser.context_mark.line < mark.line)
            message += " that begins in line " + std::to_string(m_parser.context_mark.line + 1);
    }
    return {ErrorCode::InvalidInput, std::move(message), position(mark)};
}

} // namespace plumb::yaml
