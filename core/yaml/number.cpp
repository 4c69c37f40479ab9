// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace plumb::yaml {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// The base that a prefix names, as Go's strconv with base 0; the prefix is taken off.
int takeBase(std::string_view &digits)
{
    if (digits.size() < 2 || digits[0] != '0')
        return 10;
    const char letter = static_cast<char>(digits[1] | 0x20);
    const int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    digits.remove_prefix(base == 0 ? 1 : 2);
    return base == 0 ? 8 : base;
}

Number readInteger(std::string_view text)
{
    const bool hasSign = text[0] == '-' || text[0] == '+';
    const bool negative = text[0] == '-';
    text.remove_prefix(hasSign ? 1 : 0);
    if (text.empty() || !isDigit(text[0]))
        return {};
    const int base = takeBase(text);
    std::uint64_t magnitude = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), magnitude, base);
    if (error != std::errc() || end != text.data() + text.size())
        return {};
    constexpr std::uint64_t signedMaximum = std::numeric_limits<std::int64_t>::max();
    // Go tries a signed number first and then an unsigned one, which may not carry a sign.
    if (hasSign && magnitude > signedMaximum + (negative ? 1 : 0))
        return {};
    return {.kind = Number::Kind::Integer, .negative = negative, .magnitude = magnitude};
}

// [-+]? ( \.[0-9]+ | [0-9]+ (\.[0-9]*)? ) ([eE][-+]?[0-9]+)?
bool looksLikeFloat(std::string_view text)
{
    std::size_t i = text[0] == '-' || text[0] == '+' ? 1 : 0;
    const auto skipDigits = [&] {
        const std::size_t start = i;
        while (i < text.size() && isDigit(text[i]))
            ++i;
        return i - start;
    };
    const bool hasWhole = skipDigits() > 0;
    if (i < text.size() && text[i] == '.') {
        ++i;
        if (skipDigits() == 0 && !hasWhole)
            return false;
    } else if (!hasWhole) {
        return false;
    }
    return isExponentOrNothing(text.substr(i));
}

// Whether a decimal number that is out of the range of a double is too small, not too large.
bool isTiny(std::string_view text)
{
    const std::size_t exponentAt = text.find_first_of("eE");
    if (exponentAt != text.npos)
        return text[exponentAt + 1] == '-';
    return text.find_first_not_of("-+0.") > text.find('.');
}

Number readFloat(std::string_view text)
{
    if (!looksLikeFloat(text))
        return {};
    Number number{.kind = Number::Kind::Float};
    const std::string_view unsignedText = text[0] == '+' ? text.substr(1) : text;
    const auto [end, error] = std::from_chars(
        unsignedText.data(), unsignedText.data() + unsignedText.size(), number.real);
    if (error == std::errc::result_out_of_range) {
        if (!isTiny(unsignedText))
            return {};
        number.real = 0;
    }
    return number;
}

std::optional<double> readWord(std::string_view text)
{
    const bool negative = text[0] == '-';
    const std::string_view word = text[0] == '-' || text[0] == '+' ? text.substr(1) : text;
    if (word == ".inf" || word == ".Inf" || word == ".INF") {
        const double infinity = std::numeric_limits<double>::infinity();
        return negative ? -infinity : infinity;
    }
    if (text == ".nan" || text == ".NaN" || text == ".NAN")
        return std::numeric_limits<double>::quiet_NaN();
    return {};
}

// The shortest decimal digits that read back as the same double, and where the point is.
struct Decimal
{
    bool negative = false;
    std::string digits;
    int exponent = 0; ///< Of the first digit: 1234 has 3.

    bool isWhole() const
    {
        return exponent >= 0 && digits.size() <= static_cast<std::size_t>(exponent) + 1;
    }
};

Decimal decimalOf(double real)
{
    char buffer[64];
    const auto result =
        std::to_chars(buffer, buffer + sizeof buffer, real, std::chars_format::scientific);
    std::string_view text(buffer, static_cast<std::size_t>(result.ptr - buffer));
    Decimal decimal;
    if (text[0] == '-') {
        decimal.negative = true;
        text.remove_prefix(1);
    }
    const std::size_t e = text.find('e');
    for (const char c : text.substr(0, e)) {
        if (c != '.')
            decimal.digits += c;
    }
    const std::string_view exponent = text.substr(e + (text[e + 1] == '+' ? 2 : 1));
    std::from_chars(exponent.data(), exponent.data() + exponent.size(), decimal.exponent);
    return decimal;
}

std::string fixedNotation(const Decimal &decimal)
{
    std::string text = decimal.negative ? "-" : "";
    const int count = static_cast<int>(decimal.digits.size());
    if (decimal.exponent < 0) {
        text += "0.";
        text.append(static_cast<std::size_t>(-decimal.exponent - 1), '0');
        return text + decimal.digits;
    }
    if (count <= decimal.exponent + 1) {
        text += decimal.digits;
        return text.append(static_cast<std::size_t>(decimal.exponent + 1 - count), '0');
    }
    const auto whole = static_cast<std::size_t>(decimal.exponent) + 1;
    return text + decimal.digits.substr(0, whole) + '.' + decimal.digits.substr(whole);
}

std::string exponentNotation(const Decimal &decimal, std::size_t exponentDigits)
{
    std::string text = decimal.negative ? "-" : "";
    text += decimal.digits[0];
    if (decimal.digits.size() > 1)
        text += '.' + decimal.digits.substr(1);
    text += decimal.exponent < 0 ? "e-" : "e+";
    const std::string exponent = std::to_string(std::abs(decimal.exponent));
    if (exponent.size() < exponentDigits)
        text += '0';
    return text + exponent;
}

std::string jsonFloat(const Decimal &decimal)
{
    const bool isZero = decimal.digits == "0";
    if (!isZero && (decimal.exponent < -6 || decimal.exponent >= 21))
        return exponentNotation(decimal, decimal.exponent < 0 ? 1 : 2);
    return fixedNotation(decimal);
}

std::string integerText(const Number &number)
{
    const std::string digits = std::to_string(number.magnitude);
    return number.negative && number.magnitude != 0 ? '-' + digits : digits;
}

bool isPlainDecimal(std::string_view text)
{
    if (text.empty() || text.size() > 18 || (text[0] == '0' && text.size() > 1))
        return false;
    for (const char c : text) {
        if (!isDigit(c))
            return false;
    }
    return true;
}

} // namespace

std::optional<std::int64_t> Number::asInteger() const
{
    constexpr std::uint64_t signedMaximum = std::numeric_limits<std::int64_t>::max();
    if (kind != Kind::Integer || magnitude > signedMaximum + (negative ? 1 : 0))
        return {};
    return static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
}

std::optional<double> Number::asDouble() const
{
    if (kind == Kind::Float)
        return real;
    if (kind == Kind::Integer)
        return negative ? -static_cast<double>(magnitude) : static_cast<double>(magnitude);
    return {};
}

bool isExponentOrNothing(std::string_view rest)
{
    if (rest.empty())
        return true;
    if ((rest[0] | 0x20) != 'e')
        return false;
    rest.remove_prefix(1);
    if (rest.starts_with('-') || rest.starts_with('+'))
        rest.remove_prefix(1);
    return !rest.empty() && std::ranges::all_of(rest, isDigit);
}

Number readNumber(std::string_view text)
{
    if (text.empty())
        return {};
    const bool startsNumber = isDigit(text[0]) || text[0] == '+' || text[0] == '-';
    if (!startsNumber && text[0] != '.')
        return {};
    if (const auto word = readWord(text))
        return {.kind = Number::Kind::Float, .real = *word};
    if (!startsNumber)
        return readFloat(text);
    if (text.find('_') == text.npos) {
        const Number integer = readInteger(text);
        return integer.isInteger() ? integer : readFloat(text);
    }
    std::string plain;
    for (const char c : text) {
        if (c != '_')
            plain += c;
    }
    const Number integer = readInteger(plain);
    return integer.isInteger() ? integer : readFloat(plain);
}

std::string yamlNumber(std::string_view text)
{
    if (isPlainDecimal(text))
        return std::string(text);
    const Number number = readNumber(text);
    if (number.isInteger())
        return integerText(number);
    if (!number.isFloat())
        return std::string(text);
    if (std::isnan(number.real))
        return ".nan";
    if (std::isinf(number.real))
        return number.real < 0 ? "-.inf" : ".inf";
    const Decimal decimal = decimalOf(number.real);
    if (decimal.isWhole()) {
        // JSON writes it without a point, so that it comes back as an integer when it fits one.
        const Number whole = readNumber(jsonFloat(decimal));
        if (whole.isInteger())
            return integerText(whole);
    }
    // Go's 'g' with the shortest precision switches to an exponent from seven digits on.
    const bool needsExponent = decimal.exponent < -4 || decimal.exponent >= 6;
    return needsExponent ? exponentNotation(decimal, 2) : fixedNotation(decimal);
}

std::string jsonNumber(std::string_view text)
{
    if (isPlainDecimal(text))
        return std::string(text);
    const Number number = readNumber(text);
    if (number.isInteger())
        return integerText(number);
    if (!number.isFloat())
        return std::string(text);
    if (!std::isfinite(number.real))
        return "null";
    return jsonFloat(decimalOf(number.real));
}

} // namespace plumb::yaml
