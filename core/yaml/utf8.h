// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace plumb::yaml {

/// A code point and how many bytes it takes.
struct CodePoint
{
    char32_t value = 0;
    std::size_t size = 1;
};

/// The code point at @p at. A byte that is no part of valid UTF-8 is U+FFFD of size 1, as in Go.
CodePoint codePointAt(std::string_view text, std::size_t at);

/// Where the first byte is that is no part of valid UTF-8; npos when there is none.
std::size_t findInvalidUtf8(std::string_view text);

/// The text with U+FFFD for every byte that is no part of valid UTF-8.
std::string validUtf8(std::string_view text);

/// Appends the code point in UTF-8.
void appendUtf8(std::string &text, char32_t codePoint);

/// Unicode's letters, as far as telling them from digits, marks and symbols goes: exact for
/// Latin-1, by block beyond.
bool isLetter(char32_t codePoint);

} // namespace plumb::yaml
