// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/strconv.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace plumb::gotemplate {
namespace {

// The digits of a number and where its point is: 0.d1d2d3… × 10^point.
struct Decimal
{
    std::string digits;
    int point = 0;

    int count() const { return static_cast<int>(digits.size()); }
};

std::string scientific(double value, int precision, int bits)
{
    std::string text(static_cast<std::size_t>(std::max(precision, 0)) + 40, '\0');
    char *const end = text.data() + text.size();
    std::to_chars_result written{};
    if (precision >= 0)
        written = std::to_chars(text.data(), end, value, std::chars_format::scientific, precision);
    else if (bits == 32)
        written = std::to_chars(text.data(), end, static_cast<float>(value),
                                std::chars_format::scientific);
    else
        written = std::to_chars(text.data(), end, value, std::chars_format::scientific);
    text.resize(static_cast<std::size_t>(written.ptr - text.data()));
    return text;
}

// Of a number that is not negative: @p count digits, or with -1 as few as tell it apart.
Decimal decimalOf(double value, int count, int bits)
{
    const std::string text = scientific(value, count < 0 ? -1 : count - 1, bits);
    const std::size_t mark = text.find('e');
    Decimal result;
    for (const char c : std::string_view(text).substr(0, mark)) {
        if (c != '.')
            result.digits += c;
    }
    while (!result.digits.empty() && result.digits.back() == '0')
        result.digits.pop_back();
    result.point = result.digits.empty() ? 0 : std::atoi(text.c_str() + mark + 1) + 1;
    return result;
}

void appendExponent(std::string &out, char letter, int exponent)
{
    out += letter;
    out += exponent < 0 ? '-' : '+';
    const int magnitude = std::abs(exponent);
    if (magnitude < 10)
        out += '0';
    out += std::to_string(magnitude);
}

std::string asExponential(const Decimal &decimal, int precision, char letter)
{
    const auto digit = [&](int at) {
        return at < decimal.count() ? decimal.digits[static_cast<std::size_t>(at)] : '0';
    };
    std::string out(1, digit(0));
    if (precision > 0)
        out += '.';
    for (int i = 1; i <= precision; ++i)
        out += digit(i);
    appendExponent(out, letter, decimal.digits.empty() ? 0 : decimal.point - 1);
    return out;
}

std::string asFixed(const Decimal &decimal, int precision)
{
    const auto digit = [&](int at) {
        return at >= 0 && at < decimal.count() ? decimal.digits[static_cast<std::size_t>(at)] : '0';
    };
    std::string out;
    for (int i = 0; i < decimal.point; ++i)
        out += digit(i);
    if (out.empty())
        out = "0";
    if (precision > 0)
        out += '.';
    for (int i = 0; i < precision; ++i)
        out += digit(decimal.point + i);
    return out;
}

std::string asGeneral(double value, int precision, int bits, char exponentLetter)
{
    const bool isShortest = precision < 0;
    int digits = precision == 0 ? 1 : precision;
    const Decimal decimal = decimalOf(value, digits, bits);
    if (isShortest)
        digits = decimal.count();
    int limit = digits;
    if (limit > decimal.count() && decimal.count() >= decimal.point)
        limit = decimal.count();
    if (isShortest)
        limit = 6;
    const int exponent = decimal.point - 1;
    if (exponent < -4 || exponent >= limit)
        return asExponential(decimal, std::min(digits, decimal.count()) - 1, exponentLetter);
    return asFixed(decimal, std::max(decimal.count() - decimal.point, 0));
}

struct Binary
{
    std::uint64_t mantissa = 0;
    int exponent = 0; // of the mantissa's lowest bit
    int width = 0;    // bits of the mantissa after the point
};

Binary binaryOf(double value, int bits)
{
    Binary result;
    int biased = 0;
    if (bits == 32) {
        const auto raw = std::bit_cast<std::uint32_t>(static_cast<float>(value));
        result.mantissa = raw & 0x7FFFFFU;
        biased = static_cast<int>((raw >> 23U) & 0xFFU);
        result.width = 23;
        result.exponent = std::max(biased, 1) - 127 - 23;
    } else {
        const auto raw = std::bit_cast<std::uint64_t>(value);
        result.mantissa = raw & ((1ULL << 52U) - 1);
        biased = static_cast<int>((raw >> 52U) & 0x7FFU);
        result.width = 52;
        result.exponent = std::max(biased, 1) - 1023 - 52;
    }
    if (biased != 0)
        result.mantissa |= 1ULL << static_cast<unsigned>(result.width);
    return result;
}

std::string asBinary(double value, int bits)
{
    const Binary binary = binaryOf(value, bits);
    return std::to_string(binary.mantissa) + 'p' + (binary.exponent >= 0 ? "+" : "")
           + std::to_string(binary.exponent);
}

std::string asHexadecimal(double value, int precision, int bits, bool isUpper)
{
    const Binary binary = binaryOf(value, bits);
    // One bit before the point, 60 behind it.
    std::uint64_t mantissa = binary.mantissa;
    int exponent = mantissa == 0 ? 0 : binary.exponent + 60;
    while (mantissa != 0 && (mantissa & (1ULL << 60U)) == 0) {
        mantissa <<= 1U;
        --exponent;
    }
    if (precision >= 0 && precision < 15) {
        const auto shift = static_cast<unsigned>(precision * 4);
        const std::uint64_t extra = (mantissa << shift) & ((1ULL << 60U) - 1);
        mantissa >>= 60U - shift;
        if ((extra | (mantissa & 1U)) > (1ULL << 59U))
            ++mantissa;
        mantissa <<= 60U - shift;
        if (mantissa & (1ULL << 61U)) {
            mantissa >>= 1U;
            ++exponent;
        }
    }
    std::string out = isUpper ? "0X" : "0x";
    out += static_cast<char>('0' + ((mantissa >> 60U) & 1U));
    mantissa <<= 4U;
    const char *const alphabet = isUpper ? "0123456789ABCDEF" : "0123456789abcdef";
    if (precision < 0 ? mantissa != 0 : precision > 0)
        out += '.';
    for (int i = 0; precision < 0 ? mantissa != 0 : i < precision; ++i) {
        out += alphabet[mantissa >> 60U];
        mantissa <<= 4U;
    }
    appendExponent(out, isUpper ? 'P' : 'p', exponent);
    return out;
}

std::string fixedWith(double value, int precision)
{
    std::string text(static_cast<std::size_t>(precision) + 330, '\0');
    const auto written = std::to_chars(text.data(), text.data() + text.size(), value,
                                       std::chars_format::fixed, precision);
    text.resize(static_cast<std::size_t>(written.ptr - text.data()));
    return text;
}

std::string formatPositive(double value, char verb, int precision, int bits)
{
    switch (verb) {
    case 'b': return asBinary(value, bits);
    case 'x':
    case 'X': return asHexadecimal(value, precision, bits, verb == 'X');
    case 'e':
    case 'E': {
        std::string text = scientific(value, precision, bits);
        if (verb == 'E')
            text[text.find('e')] = 'E';
        return text;
    }
    case 'f': {
        if (precision >= 0)
            return fixedWith(value, precision);
        const Decimal decimal = decimalOf(value, -1, bits);
        return asFixed(decimal, std::max(decimal.count() - decimal.point, 0));
    }
    default: return asGeneral(value, precision, bits, verb == 'G' ? 'E' : 'e');
    }
}

} // namespace

std::string formatFloat(double value, char verb, int precision, int bits)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value < 0 ? "-Inf" : "+Inf";
    std::string text = formatPositive(std::fabs(value), verb, precision, bits);
    if (std::signbit(value))
        text.insert(text.begin(), '-');
    return text;
}

} // namespace plumb::gotemplate
