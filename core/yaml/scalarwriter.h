// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <string>
#include <string_view>

namespace plumb::yaml {

/// Writes characters, indentation and scalars the way go-yaml's emitter does, keeping its three
/// facts about the cursor: the column, whether it follows white space, and whether nothing but
/// indentation and block indicators stands before it.
class ScalarWriter
{
public:
    /// Lines are folded at the first space beyond column @p width.
    ScalarWriter(std::string &out, std::size_t width)
        : m_out(out)
        , m_width(width)
    {
    }

    /// Moves to @p column of a line with nothing else on it, beginning one unless it is there.
    void indent(std::size_t column);

    /// A token that ends what may stand on the line: "{}", "null", a number.
    void indicator(std::string_view token);

    /// "-", "?" or ":", behind which a collection may begin on the same line.
    void blockIndicator(std::string_view token);

    /// Appends without a space before it.
    void append(std::string_view token);

    /// Writes a string in a style that is legal for it; further lines begin at @p indent.
    void scalar(std::string_view text, Style style, std::size_t indent, bool mayFold);

private:
    void plain(std::string_view text, std::size_t indent, bool mayFold);
    void singleQuoted(std::string_view text, std::size_t indent, bool mayFold);
    void doubleQuoted(std::string_view text, std::size_t indent, bool mayFold);
    void literal(std::string_view text, std::size_t indent);
    void blockHints(std::string_view text);
    void escape(char32_t codePoint);
    void put(char c);
    void putBreak();
    void writeCharacter(std::string_view text, std::size_t &at);
    void writeBreak(std::string_view text, std::size_t &at);
    bool isBeyondWidth() const { return m_column > m_width; }

    std::string &m_out;
    std::size_t m_width;
    std::size_t m_column = 0;
    bool m_isWhitespace = true;
    bool m_isIndention = true;
};

} // namespace plumb::yaml
