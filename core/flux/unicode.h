// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

/// What of Unicode the substitution of variables needs.
namespace plumb::flux::unicode {

/// The first character's bytes; one byte when they are no UTF-8. The text must not be empty.
std::string_view firstCharacter(std::string_view text);

/// Whether the character is a letter or decimal digit in the alphabets that names are made of:
/// Latin with its extensions, Greek, Cyrillic, Armenian, Hebrew, Arabic and CJK.
bool isLetterOrDigit(std::string_view character);

/// The character in the other case, where it is Latin-1, Latin Extended-A, Greek or Cyrillic.
std::string toUpper(std::string_view character);
std::string toLower(std::string_view character);

} // namespace plumb::flux::unicode
