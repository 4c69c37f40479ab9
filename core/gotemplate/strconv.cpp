// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/strconv.h"

#include <charconv>

namespace plumb::gotemplate {
namespace {

std::unexpected<Error> numberError(std::string_view function, std::string_view text,
                                   std::string_view what)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, "strconv." + std::string(function)
                                                              + ": parsing " + quote(text) + ": "
                                                              + std::string(what)));
}

// Go's underscoreOK: only between digits, or between a base prefix and a digit.
bool areUnderscoresRight(std::string_view text)
{
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    char last = '^';
    bool isHex = false;
    if (text.size() >= 2 && text[0] == '0') {
        const char letter = static_cast<char>(text[1] | 0x20);
        if (letter == 'b' || letter == 'o' || letter == 'x') {
            isHex = letter == 'x';
            last = '0';
            text.remove_prefix(2);
        }
    }
    for (const char c : text) {
        if ((c >= '0' && c <= '9') || (isHex && digitValue(c) < 16)) {
            last = '0';
        } else if (c == '_') {
            if (last != '0')
                return false;
            last = '_';
        } else {
            if (last == '_')
                return false;
            last = '!';
        }
    }
    return last != '_';
}

// Takes the prefix that says the base from @p text, when base is 0.
int takeBase(std::string_view &text, int base)
{
    if (base != 0)
        return base;
    if (text.empty() || text.front() != '0')
        return 10;
    const char letter = text.size() >= 3 ? static_cast<char>(text[1] | 0x20) : '\0';
    const int found = letter == 'b' ? 2 : letter == 'o' ? 8 : letter == 'x' ? 16 : 0;
    text.remove_prefix(found ? 2 : 1);
    return found ? found : 8;
}

enum class ReadMagnitude : std::uint8_t { Good, Syntax, Range };

ReadMagnitude readMagnitude(std::string_view text, int base, std::uint64_t &value)
{
    if (text.empty())
        return ReadMagnitude::Syntax;
    const std::string_view whole = text;
    const bool mayUnderscore = base == 0;
    const int actual = takeBase(text, base);
    bool sawUnderscore = false;
    bool overflowed = false;
    value = 0;
    for (const char c : text) {
        if (c == '_' && mayUnderscore) {
            sawUnderscore = true;
            continue;
        }
        const int digit = digitValue(c);
        if (digit >= actual)
            return ReadMagnitude::Syntax;
        overflowed |= __builtin_mul_overflow(value, static_cast<unsigned>(actual), &value);
        overflowed |= __builtin_add_overflow(value, static_cast<unsigned>(digit), &value);
    }
    if (sawUnderscore && !areUnderscoresRight(whole))
        return ReadMagnitude::Syntax;
    return overflowed ? ReadMagnitude::Range : ReadMagnitude::Good;
}

Result<std::int64_t> parseIntAs(std::string_view function, std::string_view text, int base,
                                int bits)
{
    std::string_view digits = text;
    const bool isNegative = !digits.empty() && digits.front() == '-';
    if (!digits.empty() && (digits.front() == '-' || digits.front() == '+'))
        digits.remove_prefix(1);
    std::uint64_t magnitude = 0;
    const ReadMagnitude read = readMagnitude(digits, base, magnitude);
    if (read == ReadMagnitude::Syntax)
        return numberError(function, text, "invalid syntax");
    const std::uint64_t limit = 1ULL << static_cast<unsigned>(bits - 1);
    if (read == ReadMagnitude::Range || magnitude > (isNegative ? limit : limit - 1))
        return numberError(function, text, "value out of range");
    return static_cast<std::int64_t>(isNegative ? 0 - magnitude : magnitude);
}

} // namespace

Result<std::int64_t> parseInt(std::string_view text, int base, int bits)
{
    return parseIntAs("ParseInt", text, base, bits);
}

Result<std::uint64_t> parseUint(std::string_view text, int base, int bits)
{
    std::uint64_t magnitude = 0;
    const ReadMagnitude read = readMagnitude(text, base, magnitude);
    if (read == ReadMagnitude::Syntax)
        return numberError("ParseUint", text, "invalid syntax");
    if (read == ReadMagnitude::Range || (bits < 64 && magnitude >> static_cast<unsigned>(bits)))
        return numberError("ParseUint", text, "value out of range");
    return magnitude;
}

Result<std::int64_t> atoi(std::string_view text)
{
    return parseIntAs("Atoi", text, 10, 64);
}

namespace {

bool equalsIgnoringCase(std::string_view text, std::string_view lower)
{
    if (text.size() != lower.size())
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((text[i] | 0x20) != lower[i])
            return false;
    }
    return true;
}

// Whether a number that is out of range is too large, and not too small.
bool isHuge(std::string_view text, bool isHex)
{
    const std::size_t mark = text.find_first_of(isHex ? "pP" : "eE");
    const std::string_view exponent = mark == text.npos ? "" : text.substr(mark + 1);
    if (!exponent.empty())
        return exponent.front() != '-';
    return text.find_first_not_of("0.") < text.find('.');
}

bool isNumberText(std::string_view text, bool isHex)
{
    bool sawDigit = false;
    bool sawPoint = false;
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        if (text[i] == '.' && !sawPoint)
            sawPoint = true;
        else if (digitValue(text[i]) < (isHex ? 16 : 10))
            sawDigit = true;
        else
            break;
    }
    if (!sawDigit)
        return false;
    if (i == text.size())
        return !isHex; // a hexadecimal number must have an exponent
    if ((text[i] | 0x20) != (isHex ? 'p' : 'e'))
        return false;
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-'))
        ++i;
    return i < text.size() && text.find_first_not_of("0123456789", i) == text.npos;
}

} // namespace

Result<double> parseFloat(std::string_view text)
{
    std::string_view rest = text;
    const bool isNegative = !rest.empty() && rest.front() == '-';
    if (!rest.empty() && (rest.front() == '-' || rest.front() == '+'))
        rest.remove_prefix(1);
    const double sign = isNegative ? -1 : 1;
    if (equalsIgnoringCase(rest, "inf") || equalsIgnoringCase(rest, "infinity"))
        return sign * __builtin_inf();
    if (equalsIgnoringCase(text, "nan"))
        return __builtin_nan("");
    std::string digits(rest);
    if (rest.find('_') != rest.npos) {
        if (!areUnderscoresRight(rest))
            return numberError("ParseFloat", text, "invalid syntax");
        std::erase(digits, '_');
    }
    const bool isHex = digits.size() > 2 && digits[0] == '0' && (digits[1] | 0x20) == 'x';
    std::string_view number = digits;
    if (isHex)
        number.remove_prefix(2);
    if (!isNumberText(number, isHex))
        return numberError("ParseFloat", text, "invalid syntax");
    // from_chars wants a digit before the point.
    const std::string padded = "0" + std::string(number);
    double value = 0;
    const auto read = std::from_chars(padded.data(), padded.data() + padded.size(), value,
                                      isHex ? std::chars_format::hex : std::chars_format::general);
    if (read.ec == std::errc::result_out_of_range) {
        if (isHuge(number, isHex))
            return numberError("ParseFloat", text, "value out of range");
        value = 0;
    }
    return sign * value;
}

int digitValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
}

} // namespace plumb::gotemplate
