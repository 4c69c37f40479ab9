// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/positiontree.h"

#include "core/yaml/eventreader.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <optional>

namespace plumb::yaml {

namespace {

/// Turns libyaml's positions, which count characters, into bytes.
class ByteOffsets
{
public:
    explicit ByteOffsets(std::string_view text)
        : m_start(text.starts_with("\xEF\xBB\xBF") ? 3 : 0)
        , m_size(text.size())
    {
        const auto isContinuation = [](char c) { return (c & 0xC0) == 0x80; };
        if (std::ranges::none_of(text, isContinuation))
            return;
        for (std::size_t i = m_start; i < text.size(); ++i) {
            if (!isContinuation(text[i]))
                m_offsets.push_back(i);
        }
        m_offsets.push_back(text.size());
    }

    std::size_t of(const yaml_mark_t &mark) const
    {
        if (m_offsets.empty())
            return std::min(m_start + mark.index, m_size);
        return m_offsets[std::min(mark.index, m_offsets.size() - 1)];
    }

private:
    std::size_t m_start;
    std::size_t m_size;
    std::vector<std::size_t> m_offsets; // empty when every character is one byte
};

class PositionReader
{
public:
    PositionReader(std::string_view text, const std::string &path)
        : m_text(text)
        , m_reader(text, path)
        , m_offsets(text)
    {
    }

    Result<std::vector<SourceDocument>> read()
    {
        Event event;
        do {
            PLUMB_TRY(m_reader.next(event));
            PLUMB_TRY(take(event));
        } while (event.type() != YAML_STREAM_END_EVENT);
        return std::move(m_documents);
    }

private:
    Result<> take(const Event &event)
    {
        switch (event.type()) {
        case YAML_DOCUMENT_START_EVENT: m_documents.emplace_back(); break;
        case YAML_SCALAR_EVENT:
        case YAML_ALIAS_EVENT: complete(leaf(event)); break;
        case YAML_SEQUENCE_START_EVENT:
        case YAML_MAPPING_START_EVENT:
            if (m_open.size() >= Limits().maximumDepth) {
                return std::unexpected(Error(ErrorCode::LimitExceeded, "nested too deeply",
                                             m_reader.position(event.start())));
            }
            m_open.push_back(collection(event));
            break;
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT: close(event); break;
        default: break;
        }
        return {};
    }

    SourceNode node(const Event &event, SourceNode::Kind kind) const
    {
        const yaml_mark_t &start = event.start();
        SourceNode node{.kind = kind,
                        .begin = m_offsets.of(start),
                        .line = start.line,
                        .column = start.column,
                        .anchor = std::string(event.anchor())};
        node.contentBegin = node.begin;
        node.end = m_offsets.of(event.end());
        if (kind != SourceNode::Kind::Alias && (!node.anchor.empty() || !event.tag().empty()))
            skipProperties(node);
        return node;
    }

    SourceNode leaf(const Event &event)
    {
        if (event.type() == YAML_ALIAS_EVENT) {
            SourceNode alias = node(event, SourceNode::Kind::Alias);
            m_documents.back().aliases.insert(alias.anchor);
            return alias;
        }
        SourceNode scalar = node(event, SourceNode::Kind::Scalar);
        scalar.style = event.style();
        scalar.text = event.scalar();
        if (scalar.isBlockScalar())
            scalar.end = endOfBlock(scalar);
        return scalar;
    }

    SourceNode collection(const Event &event) const
    {
        const bool isMapping = event.type() == YAML_MAPPING_START_EVENT;
        SourceNode result =
            node(event, isMapping ? SourceNode::Kind::Mapping : SourceNode::Kind::Sequence);
        result.style = event.style();
        return result;
    }

    void close(const Event &event)
    {
        SourceNode done = std::move(m_open.back());
        m_open.pop_back();
        // libyaml ends a block collection where the next token begins, behind all comments.
        if (done.style == Style::Flow)
            done.end = m_offsets.of(event.end());
        else if (!done.children.empty())
            done.end = done.children.back().end;
        complete(std::move(done));
    }

    void complete(SourceNode node)
    {
        if (m_open.empty())
            m_documents.back().root = std::move(node);
        else
            m_open.back().children.push_back(std::move(node));
    }

    // An anchor or a tag may stand in the line before the content.
    void skipProperties(SourceNode &node) const
    {
        std::size_t at = node.begin;
        std::size_t lineStart = m_text.find_last_of('\n', at) + 1;
        while (at < m_text.size()) {
            const char c = m_text[at];
            if (c == '&' || c == '!') {
                at = std::min(m_text.find_first_of(" \t\r\n,[]{}", at), m_text.size());
            } else if (c == '#') {
                at = std::min(m_text.find('\n', at), m_text.size());
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                ++at;
                if (c == '\n') {
                    ++node.line;
                    lineStart = at;
                }
            } else {
                break;
            }
        }
        node.contentBegin = at;
        node.column = at - lineStart;
        node.end = std::max(node.end, at);
    }

    // The end of the last line that belongs to a block scalar, without its line break. Blank
    // lines behind it count only when the header says that they are kept.
    std::size_t endOfBlock(const SourceNode &scalar) const
    {
        const std::string_view header = m_text.substr(scalar.contentBegin, 3);
        const bool keepsBlankLines = header.substr(0, header.find('\n')).contains('+');
        std::size_t end = scalar.end;
        for (bool isPartOfNext = true; end > scalar.contentBegin; isPartOfNext = false) {
            const std::size_t lineStart = m_text.find_last_of('\n', end - 1) + 1;
            const bool isBlank =
                m_text.substr(lineStart, end - lineStart).find_first_not_of(" \t\r")
                == std::string_view::npos;
            if (!isBlank || lineStart <= scalar.contentBegin || (keepsBlankLines && !isPartOfNext))
                break;
            end = lineStart - 1;
        }
        return end > scalar.contentBegin && m_text[end - 1] == '\r' ? end - 1 : end;
    }

    std::string_view m_text;
    EventReader m_reader;
    ByteOffsets m_offsets;
    std::vector<SourceDocument> m_documents;
    std::vector<SourceNode> m_open;
};

} // namespace

Result<std::vector<SourceDocument>> readPositions(std::string_view text, const std::string &path)
{
    const Limits limits;
    if (text.size() > limits.maximumBytes)
        return std::unexpected(Error(ErrorCode::LimitExceeded, "the file is too large to edit",
                                     SourcePosition{path, 1, 1}));
    if (text.starts_with("\xFE\xFF") || text.starts_with("\xFF\xFE")) {
        return std::unexpected(Error(ErrorCode::Unsupported,
                                     "the file is UTF-16; save it as UTF-8 to edit it here",
                                     SourcePosition{path, 1, 1}));
    }
    return PositionReader(text, path).read();
}

} // namespace plumb::yaml
