// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/eventreader.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::yaml {

/// Reads the YAML that manifests are made of several times faster than libyaml: ASCII, block
/// collections, words in one line, quoted texts without escapes, literal blocks, and flow
/// collections of such in one line.
///
/// It never judges: at anything else, right or wrong, it gives up and the text is read by libyaml
/// from the start. What it does read gives the same events; a fuzz target compares the two.
class BlockScanner : public EventSource
{
public:
    BlockScanner(std::string_view text, const std::string &path)
        : EventSource(path)
        , m_text(text)
    {
    }

    /// Whether it is worth a try: nothing but printable ASCII in whole lines.
    static bool mayRead(std::string_view text);

    /// Fails only when it gives up; the error says nothing then.
    Result<> next(Event &event) override;

private:
    struct Level
    {
        int indent = -1;
        bool isSequence = false;
        bool awaitsValue = false;
        yaml_mark_t valueMark = {}; ///< Where the value that is awaited would be, if it is null.
    };
    struct Token
    {
        std::string_view text = {};
        Style style = Style::Plain;
        std::size_t end = 0; ///< Behind it, and behind its quotes.
    };

    bool readLine();
    bool readSeparator();
    bool readContent(std::size_t at);
    bool readDash(std::size_t &at);
    bool readNode(std::size_t at, bool isInline);
    bool readKey(const Token &key, std::size_t at);
    bool readValue(std::size_t at);
    bool readLiteral(std::size_t at);
    bool readFlow(std::size_t &at, int depth);
    bool readFlowItem(std::size_t &at, bool isMapping, int depth);
    bool readFlowWord(std::size_t at, Token &token) const;
    bool readToken(std::size_t at, Token &token) const;
    bool readQuoted(std::size_t at, Token &token) const;

    bool open(int indent, bool isSequence, std::size_t at);
    void closeDeeper(int indent);
    void close();
    void settle(Level &level);
    void beginDocument();
    void endDocument(const yaml_mark_t &mark);

    void push(yaml_event_type_t type, const yaml_mark_t &start, const yaml_mark_t &end,
              std::string_view text = {}, Style style = Style::Plain);
    yaml_mark_t markAt(std::size_t at) const
    {
        return {.index = at, .line = m_line, .column = at - m_lineStart};
    }
    bool isBlankAt(std::size_t at) const { return at >= m_lineEnd || m_text[at] == ' '; }
    std::size_t skipSpaces(std::size_t at) const;
    bool isRestBlank(std::size_t at) const;
    void setLine(std::size_t start);
    void nextLine();

    std::string_view m_text;
    std::size_t m_line = 0;
    std::size_t m_lineStart = 0;
    std::size_t m_lineEnd = 0;
    bool m_hasStarted = false;
    bool m_hasDocument = false;
    bool m_hasRoot = false;
    std::vector<Level> m_levels;
    std::vector<Event::Fields> m_events;
    std::size_t m_next = 0;
    std::string m_literal;
};

} // namespace plumb::yaml
