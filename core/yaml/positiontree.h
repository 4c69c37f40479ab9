// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::yaml {

/// A node as it stands in a text: nothing is resolved, expanded or left out.
struct SourceNode
{
    enum class Kind : std::uint8_t { Scalar, Sequence, Mapping, Alias };

    Kind kind = Kind::Scalar;
    Style style = Style::Plain;
    std::size_t begin = 0;        ///< Its first byte: of its anchor or tag, when it has one.
    std::size_t contentBegin = 0; ///< Its first byte behind anchor and tag.
    std::size_t end = 0;     ///< Behind its last byte; of a block scalar: of its last line of text.
    std::size_t line = 0;    ///< Of contentBegin, counted from 0.
    std::size_t column = 0;  ///< Of contentBegin in characters, counted from 0.
    std::string anchor = {}; ///< Its anchor, or the one that an alias names.
    std::string text = {};   ///< Of a scalar, with escapes resolved.
    std::vector<SourceNode> children = {}; ///< Items; of a mapping key, value, key, value …

    bool isBlockScalar() const { return style == Style::Literal || style == Style::Folded; }
    bool isBlockCollection() const
    {
        return (kind == Kind::Sequence || kind == Kind::Mapping) && style == Style::Block;
    }
    bool isFlowCollection() const
    {
        return (kind == Kind::Sequence || kind == Kind::Mapping) && style == Style::Flow;
    }
};

/// One document of a text.
struct SourceDocument
{
    SourceNode root;
    std::set<std::string, std::less<>> aliases; ///< The anchors that some alias names.
};

/// Finds out where every node of a text is. @p path is for errors.
Result<std::vector<SourceDocument>> readPositions(std::string_view text, const std::string &path);

} // namespace plumb::yaml
