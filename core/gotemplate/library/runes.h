// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace plumb::gotemplate {

/// The characters of a text; a byte that is no part of UTF-8 is U+FFFD, as in Go.
std::u32string runesOf(std::string_view text);
std::string textOf(std::u32string_view runes);

// What package unicode says of characters.
bool isSpace(char32_t rune);
bool isUpper(char32_t rune);
bool isLower(char32_t rune);
bool isPunctuation(char32_t rune);
bool isNumber(char32_t rune);
char32_t toUpper(char32_t rune);
char32_t toLower(char32_t rune);
char32_t toTitle(char32_t rune);

std::string toUpper(std::string_view text);
std::string toLower(std::string_view text);

/// The text without the white space around it.
std::string_view trimmedSpace(std::string_view text);

} // namespace plumb::gotemplate
