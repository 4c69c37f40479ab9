// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/nodepath.h"
#include "core/yaml/value.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace plumb::yaml {

/// Which node of which file is meant. The file's name is only for errors.
struct EditTarget
{
    std::string file = {};
    std::size_t document = 0; ///< Counted from 0, empty documents included.
    NodePath path = {};
};

/// Where a node stands in its text.
struct SourceRange
{
    std::size_t begin = 0; ///< Its first byte.
    std::size_t end = 0;   ///< Behind its last byte.
    int line = 0;          ///< Of the first byte, counted from 1.
    int column = 0;        ///< In characters, counted from 1.

    bool operator==(const SourceRange &) const = default;
};

/// Finds a node; NotFound when the text has none there.
Result<SourceRange> locate(std::string_view text, const EditTarget &target);

/// Returns the text with another value at a place, which is made when it does not exist yet.
///
/// Only the lines that must change do: comments, quotes, indentation, line ends and everything
/// else stay as they are. What is new looks like its neighbours. Where a mapping replaces a
/// mapping, only the entries that differ are touched. A new key goes behind @p after, or to the
/// end. The result has been read again and holds exactly the wanted change; a place that cannot
/// be edited like this (inside an anchor that others use, say) is Unsupported.
Result<std::string> setValue(std::string_view text, const EditTarget &target, const Value &value,
                             std::string_view after = {});

/// Returns the text with an item put before the one at @p index of the sequence at the target;
/// an index beyond the last item appends.
Result<std::string> insertItem(std::string_view text, const EditTarget &target, std::size_t index,
                               const Value &item);

/// Returns the text without the entry or item at the target. Comments above it stay.
Result<std::string> removeValue(std::string_view text, const EditTarget &target);

} // namespace plumb::yaml
