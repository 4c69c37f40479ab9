// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/tomlscalar.h"

#include "core/gotemplate/library/timevalue.h"
#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace plumb::gotemplate {

namespace {

std::unexpected<Error> problem(std::string message)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::move(message)));
}

/// Takes the escape behind a backslash.
Result<> takeEscape(std::string_view &text, std::string &out)
{
    constexpr std::string_view letters = "btnfre\"\\";
    constexpr std::string_view meanings = "\b\t\n\f\r\x1b\"\\";
    const char letter = text.empty() ? '\0' : text[0];
    if (letter == 'u' || letter == 'U') {
        const std::size_t size = letter == 'u' ? 4 : 8;
        const std::string_view digits = text.substr(1, size);
        std::uint32_t rune = 0;
        const auto [end, code] =
            std::from_chars(digits.data(), digits.data() + digits.size(), rune, 16);
        const bool isWhole = digits.size() == size && end == digits.data() + size;
        const bool isSurrogate = rune >= 0xd800 && rune < 0xe000;
        if (code != std::errc() || !isWhole || isSurrogate || rune > 0x10ffff)
            return problem("escaped character is not valid: \\"
                           + std::string(text.substr(0, size + 1)));
        yaml::appendUtf8(out, rune);
        text.remove_prefix(size + 1);
        return {};
    }
    const std::size_t meaning = text.empty() ? letters.npos : letters.find(letter);
    if (meaning == letters.npos)
        return problem("invalid escape character " + quote(text.substr(0, 1)));
    out += meanings[meaning];
    text.remove_prefix(1);
    return {};
}

/// A backslash at the end of a line takes the white space after it away.
bool takeLineContinuation(std::string_view &text)
{
    const std::size_t next = text.find_first_not_of(" \t");
    if (next == text.npos || (text[next] != '\n' && text[next] != '\r'))
        return false;
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    return true;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Without underlines, which may stand between digits only; nothing when one stands elsewhere.
std::optional<std::string> withoutUnderlines(std::string_view word)
{
    std::string result;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (word[i] != '_') {
            result += word[i];
            continue;
        }
        const auto isHexadecimal = [](char c) {
            return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
        };
        const bool isInside = i > 0 && i + 1 < word.size() && isHexadecimal(word[i - 1])
                              && isHexadecimal(word[i + 1]);
        if (!isInside)
            return {};
    }
    return result;
}

bool isDate(std::string_view word)
{
    return word.size() >= 8 && isDigit(word[0]) && (word[2] == ':' || word[4] == '-');
}

Result<Value> dateOrTime(std::string word)
{
    std::ranges::transform(word, word.begin(), [](char c) {
        return c == 't' || c == ' ' ? 'T' : c == 'z' ? 'Z' : c;
    });
    constexpr std::string_view layouts[] = {"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05",
                                            "2006-01-02", "15:04:05"};
    for (const std::string_view layout : layouts) {
        if (const Result<GoTime> time = parseTime(layout, word))
            return timeValue(*time);
    }
    return problem("invalid datetime: " + quote(word));
}

std::optional<double> specialFloat(std::string_view word)
{
    const bool isNegative = word.starts_with('-');
    if (isNegative || word.starts_with('+'))
        word.remove_prefix(1);
    if (word == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    if (word != "inf")
        return {};
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return isNegative ? -infinity : infinity;
}

} // namespace

bool isBareKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || c == '-';
}

Result<std::string> takeTomlString(std::string_view &text)
{
    const char mark = text[0];
    const std::string three(3, mark);
    const bool isLong = text.starts_with(three);
    text.remove_prefix(isLong ? 3 : 1);
    if (isLong && text.starts_with("\r\n"))
        text.remove_prefix(2);
    else if (isLong && text.starts_with('\n'))
        text.remove_prefix(1);
    std::string result;
    while (!text.empty()) {
        const char c = text[0];
        // Up to two quotes may stand before the three that end the string.
        const bool isEnd =
            isLong ? text.starts_with(three) && !text.starts_with(three + mark) : c == mark;
        if (isEnd) {
            text.remove_prefix(isLong ? 3 : 1);
            return result;
        }
        if (!isLong && c == '\n')
            return problem("strings cannot contain newlines");
        text.remove_prefix(1);
        if (c == '\\' && mark == '"') {
            if (!isLong || !takeLineContinuation(text))
                PLUMB_TRY(takeEscape(text, result));
            continue;
        }
        result += c;
    }
    return problem("unexpected EOF; expected " + quote(isLong ? three : std::string(1, mark)));
}

Result<Value> tomlScalar(std::string_view word)
{
    if (word == "true" || word == "false")
        return Value::boolean(word == "true");
    if (const std::optional<double> special = specialFloat(word))
        return Value::floating(*special);
    if (isDate(word))
        return dateOrTime(std::string(word));
    const std::optional<std::string> number = withoutUnderlines(word);
    const std::string_view digits =
        number ? std::string_view(*number).substr(number->find_first_not_of("+-") != 0 ? 1 : 0)
               : std::string_view();
    const bool hasPrefix = digits.size() > 1 && digits[0] == '0' && !isDigit(digits[1])
                           && digits[1] != '.' && digits[1] != 'e' && digits[1] != 'E';
    const bool hasLeadingZero = digits.size() > 1 && digits[0] == '0' && isDigit(digits[1]);
    if (digits.empty() || !isDigit(digits[0]) || hasLeadingZero)
        return problem("expected value but found " + quote(word) + " instead");
    if (!hasPrefix && digits.find_first_of(".eE") != digits.npos) {
        const Result<double> value = parseFloat(*number);
        if (value && digits.find(".e") == digits.npos && !digits.ends_with('.'))
            return Value::floating(*value);
        return problem("invalid float value: " + quote(word));
    }
    const bool isSigned = digits.size() != number->size();
    const Result<std::int64_t> value = parseInt(*number, hasPrefix ? 0 : 10);
    if (!value || (hasPrefix && isSigned))
        return problem("invalid integer value: " + quote(word));
    return Value::integer(*value, types::int64);
}

} // namespace plumb::gotemplate
