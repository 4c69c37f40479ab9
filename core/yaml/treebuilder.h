// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/eventreader.h"
#include "core/yaml/linecomments.h"
#include "core/yaml/parser.h"
#include "core/yaml/textcache.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumb::yaml {

/// Makes the documents of a stream from its events.
class TreeBuilder
{
public:
    /// The text is the one that the events are of.
    TreeBuilder(EventSource &reader, std::string_view text, const ParseOptions &options);

    Result<std::vector<Value>> build();

private:
    struct Anchor
    {
        Value value;
        std::uint64_t nodes = 0;
        std::size_t depth = 0;
        bool isComplete = false;
    };

    // An open collection. Its children wait on the two stacks below until it is closed, so that
    // each collection is allocated once and in its final size.
    struct Frame
    {
        Kind kind = Kind::Sequence;
        Style style = Style::Block;
        Origin origin = {};
        std::uint16_t column = 0;
        std::size_t firstItem = 0;
        std::size_t firstEntry = 0;
        bool hasKey = false;
        yaml_mark_t keyBegin = {}; ///< Of the key that waits for its value.
        yaml_mark_t keyEnd = {};
        bool isMergeKey = false;
        bool isIgnoredKey = false;
        std::optional<Value> merged = {};
        std::uint32_t mergeLine = 0;
        std::string anchor = {};
        std::uint64_t nodesBefore = 0;
        std::size_t depth = 0; ///< Of the deepest collection inside.
    };

    Result<> take(const Event &event);
    Result<> startDocument(const Event &event);
    Result<> endDocument();
    Result<> startCollection(const Event &event, Kind kind);
    Result<> endCollection(const Event &event);
    /// Keeps a comment at the collection that has just ended.
    void takeComment(const Event &end, Style style);
    Result<> takeScalar(const Event &event);
    Result<> takeAlias(const Event &event);
    Result<> takeKey(const Event &event);
    Result<> complete(Value value);
    Result<Value> scalarValue(const Event &event);
    Result<Value> taggedScalar(const Event &event, std::string_view tag, Style style);
    Result<Value> closeMapping(const Frame &frame);
    Result<> checkSeparator(const Event &event);
    Result<> checkAliases(const Event &event);

    bool expectsKey() const
    {
        return !m_frames.empty() && m_frames.back().kind == Kind::Mapping
               && !m_frames.back().hasKey;
    }
    bool isInFlow() const;
    Origin originOf(const Event &event) const;
    Error invalid(const Event &event, std::string message) const;
    Error invalidKey(const Event &event) const;
    Error invalidAt(std::uint32_t line, int column, std::string message) const;

    EventSource &m_reader;
    const ParseOptions &m_options;
    std::optional<LineComments> m_comments;
    TextCache m_texts;
    std::vector<Value> m_documents;
    std::vector<Frame> m_frames;
    std::vector<Value> m_items;
    std::vector<Entry> m_entries;
    std::optional<Value> m_root;
    std::map<std::string, Anchor, std::less<>> m_anchors;
    std::uint64_t m_nodes = 0;
    std::uint64_t m_aliasNodes = 0;
    std::optional<std::uint32_t> m_separatorLine;
};

} // namespace plumb::yaml
