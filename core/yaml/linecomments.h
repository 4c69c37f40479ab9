// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace plumb::yaml {

/// Finds the comments that libyaml drops: the one behind a node and the one above it.
class LineComments
{
public:
    /// The text must outlive this.
    explicit LineComments(std::string_view text);

    /// Whether a comment of the text begins with '{'; seldom true, and cheap to ask.
    static bool mayHoldJson(std::string_view text);

    /// What follows '#' behind a node that ends there, both counted from 0 and columns in
    /// characters; "" when there is no comment. A key may end before its ':'.
    std::string_view behind(std::size_t line, std::size_t column) const;
    /// The comment that has the line above @p line for itself; "" when more than one stand there,
    /// or when it is indented deeper than @p column.
    std::string_view above(std::size_t line, std::size_t column) const;

private:
    std::string_view lineAt(std::size_t line) const;

    std::string_view m_text;
    std::vector<std::size_t> m_starts = {0};
};

} // namespace plumb::yaml
