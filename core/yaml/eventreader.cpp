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

Style styleOf(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: return Style::SingleQuoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return Style::DoubleQuoted;
    case YAML_LITERAL_SCALAR_STYLE: return Style::Literal;
    case YAML_FOLDED_SCALAR_STYLE: return Style::Folded;
    default: return Style::Plain;
    }
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

void Event::clear()
{
    if (m_event.type != YAML_NO_EVENT)
        yaml_event_delete(&m_event);
}

void Event::read()
{
    m_fields = {.type = m_event.type, .start = m_event.start_mark, .end = m_event.end_mark};
    const auto &data = m_event.data;
    switch (m_event.type) {
    case YAML_DOCUMENT_START_EVENT: m_fields.isImplicit = data.document_start.implicit != 0; break;
    case YAML_SCALAR_EVENT:
        m_fields.style = styleOf(data.scalar.style);
        m_fields.text = {reinterpret_cast<const char *>(data.scalar.value), data.scalar.length};
        m_fields.anchor = viewOf(data.scalar.anchor);
        m_fields.tag = viewOf(data.scalar.tag);
        break;
    case YAML_ALIAS_EVENT: m_fields.anchor = viewOf(data.alias.anchor); break;
    case YAML_SEQUENCE_START_EVENT:
        m_fields.style =
            data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE ? Style::Flow : Style::Block;
        m_fields.anchor = viewOf(data.sequence_start.anchor);
        m_fields.tag = viewOf(data.sequence_start.tag);
        break;
    case YAML_MAPPING_START_EVENT:
        m_fields.style =
            data.mapping_start.style == YAML_FLOW_MAPPING_STYLE ? Style::Flow : Style::Block;
        m_fields.anchor = viewOf(data.mapping_start.anchor);
        m_fields.tag = viewOf(data.mapping_start.tag);
        break;
    default: break;
    }
}

EventReader::EventReader(std::string_view text, const std::string &path)
    : EventSource(path)
    , m_text(text)
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
    event.read();
    if (m_hasEscapedSlash && event.type() == YAML_SCALAR_EVENT
        && event.style() == Style::DoubleQuoted)
        return refuseEscapedSlash(event);
    return {};
}

// libyaml reads "\/" as JSON has it; go-yaml, and so kustomize, knows no such escape.
Result<> EventReader::refuseEscapedSlash(const Event &event)
{
    const auto step = [this] {
        m_bytes += codePointAt(m_text, m_bytes).size;
        ++m_characters;
    };
    while (m_characters < event.start().index && m_bytes < m_text.size())
        step();
    while (m_characters < event.end().index && m_bytes < m_text.size()) {
        if (m_text[m_bytes] != '\\') {
            step();
            continue;
        }
        step();
        if (m_bytes < m_text.size() && m_text[m_bytes] == '/') {
            return std::unexpected(Error(ErrorCode::InvalidInput,
                                         "'\\/' is no escape of YAML; write '/'",
                                         position(event.start())));
        }
        if (m_bytes < m_text.size())
            step();
    }
    return {};
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
                SourcePosition{path(), static_cast<int>(line) + 1,
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
