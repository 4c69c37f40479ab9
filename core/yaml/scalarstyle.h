// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <string_view>

namespace plumb::yaml {

/// In which of YAML's styles a text can be written without becoming another one, by the rules
/// of go-yaml's emitter.
struct ScalarStyles
{
    bool isMultiline = false; ///< Holds a character that YAML takes for a line break.
    bool hasNewline = false;
    bool plain = true; ///< In block context.
    bool flowPlain = true;
    bool singleQuoted = true;
    bool block = true; ///< Literal or folded.
};

ScalarStyles stylesFor(std::string_view text);

/// Whether the text, written plain, would be read as a string again by every dialect.
bool readsAsString(std::string_view text);

/// Whether YAML takes the character at @p at for a line break: also NEL, LS and PS.
bool isBreakAt(std::string_view text, std::size_t at);

/// Whether the character at @p at may be written without an escape.
bool isPrintableAt(std::string_view text, std::size_t at);

/// The number of bytes of the character that begins with @p first.
std::size_t characterSize(char first);

} // namespace plumb::yaml
