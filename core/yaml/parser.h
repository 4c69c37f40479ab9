// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/scalar.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::yaml {

class SourceTable;

/// How much of a text is read before it is refused. Files are untrusted: each limit turns an
/// attack on memory or time into a LimitExceeded error.
struct Limits
{
    std::size_t maximumBytes = std::size_t(64) << 20;
    std::uint32_t maximumDepth = 1000;         ///< Collections within collections.
    std::uint64_t maximumAliasNodes = 1000000; ///< Nodes of a document that come from aliases.
};

enum class DuplicateKeys : std::uint8_t {
    Reject,   ///< An error that names both lines, as kustomize has it.
    KeepLast, ///< The last one wins, as in JSON and in the API server.
};

/// What reads the characters. Both read the same.
enum class Scanner : std::uint8_t {
    Fastest, ///< Our own for what manifests are mostly made of, libyaml for everything else.
    Libyaml,
};

struct ParseOptions
{
    Dialect dialect = Dialect::Kustomize;
    std::uint32_t source = 0; ///< The file's number in a SourceTable.
    Limits limits = {};
    DuplicateKeys duplicateKeys = DuplicateKeys::Reject;
    bool keepDates = false; ///< Unquoted dates stay strings as they are written.
    /// Takes the comments at collections of a mapping that begin with '{'; without it all comments
    /// are dropped.
    SourceTable *comments = nullptr;
    Scanner scanner = Scanner::Fastest;
};

/// Reads every document of a stream; an empty one is a null value.
///
/// Aliases are replaced by what they stand for and merge keys ("<<") are carried out. In the
/// Kustomize dialect an unquoted date becomes the time in RFC 3339 that kustomize prints for it.
/// @p path is only for the positions of errors.
Result<std::vector<Value>> parseAll(std::string_view text, const std::string &path,
                                    const ParseOptions &options = {});

/// Reads a text of one document; a text without any is a null value, one with several an error.
Result<Value> parse(std::string_view text, const std::string &path,
                    const ParseOptions &options = {});

} // namespace plumb::yaml
