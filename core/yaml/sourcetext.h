// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/positiontree.h"
#include "core/yaml/readable.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace plumb::yaml {

/// Questions about the lines of a text.
class SourceText
{
public:
    explicit SourceText(std::string_view text)
        : m_text(text)
    {
    }

    std::string_view view() const { return m_text; }

    /// "\r\n" or "\n", as the first line ends.
    std::string_view lineBreak() const;
    std::size_t lineStart(std::size_t at) const;
    /// Where the line's text ends, in front of its line break.
    std::size_t lineEnd(std::size_t at) const;
    /// Behind the line's break; the end of the text for its last line.
    std::size_t nextLine(std::size_t at) const;
    bool isBlank(std::size_t begin, std::size_t end) const;

    /// The text with the bytes from @p begin to @p end replaced.
    std::string with(std::size_t begin, std::size_t end, std::string_view replacement) const;

private:
    std::string_view m_text;
};

/// How the file around a node is laid out, judged by its first examples.
Layout layoutOf(const SourceNode &root);

/// Whether a collection in flow style is written as JSON: with all its keys, or items, in quotes.
bool isJsonLike(const SourceNode &collection);

/// The mapping {key: value}.
Value wrappedAsEntry(std::string_view key, const Value &value);

/// Every line but the first shifted to the right by @p columns, with the given line breaks and
/// without the last one.
std::string indented(std::string_view lines, std::size_t columns, std::string_view lineBreak);

/// A value in flow style: as JSON, or without quotes where YAML needs none.
std::string toFlow(const Value &value, bool isJson);

} // namespace plumb::yaml
