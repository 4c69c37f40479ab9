// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace plumb::gotemplate {

/// strconv.FormatFloat. @p verb is one of b, e, E, f, g, G, x, X; precision -1 is the shortest text
/// that reads back as the same number; @p bits is 32 or 64.
std::string formatFloat(double value, char verb, int precision = -1, int bits = 64);

/// strconv.Quote and its relatives.
std::string quote(std::string_view text);
std::string quoteToAscii(std::string_view text);
std::string quoteRune(std::uint32_t rune, bool asciiOnly = false);
/// Whether the text can stand between backquotes unchanged.
bool canBackquote(std::string_view text);
/// strconv.Unquote of text in ", ' or `.
Result<std::string> unquote(std::string_view quoted);
/// The rune between single quotes.
Result<std::uint32_t> unquoteRune(std::string_view quoted);

/// strconv.ParseInt, ParseUint and ParseFloat, with their errors. Base 0 reads prefixes
/// and underscores.
Result<std::int64_t> parseInt(std::string_view text, int base, int bits = 64);
Result<std::uint64_t> parseUint(std::string_view text, int base, int bits = 64);
Result<double> parseFloat(std::string_view text);
/// strconv.Atoi.
Result<std::int64_t> atoi(std::string_view text);

/// What a digit or letter counts in bases up to 36; 99 for anything else.
int digitValue(char c);

/// unicode.IsPrint, IsLetter, IsDigit.
bool isPrint(std::uint32_t rune);
bool isLetter(std::uint32_t rune);
bool isDigit(std::uint32_t rune);

} // namespace plumb::gotemplate
