// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// One field of a format: width, precision and flags, as Go's fmt/format.go has them.

#include "core/gotemplate/printer.h"
#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

#include <algorithm>

namespace plumb::gotemplate {
namespace {

int runeCount(std::string_view text)
{
    int count = 0;
    for (std::size_t at = 0; at < text.size(); at += yaml::codePointAt(text, at).size)
        ++count;
    return count;
}

std::string digitsOf(std::uint64_t number, unsigned base, bool isUpper)
{
    const char *const alphabet = isUpper ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string digits;
    do {
        digits += alphabet[number % base];
        number /= base;
    } while (number != 0);
    std::ranges::reverse(digits);
    return digits;
}

// With '#': a point, and the zeros that %g would leave out.
void restoreZeros(std::string &number, char verb, int precision)
{
    int digits = 0;
    if (verb == 'g' || verb == 'G' || verb == 'x')
        digits = precision == -1 ? 6 : precision;
    const bool isHex = verb == 'x' || verb == 'X';
    const std::size_t end = number.find_first_of(isHex ? "pP" : "eE");
    const std::string tail = end == number.npos ? "" : number.substr(end);
    if (end != number.npos)
        number.resize(end);
    bool hasPoint = false;
    bool sawNonzero = false;
    for (std::size_t i = 1; i < number.size(); ++i) {
        if (number[i] == '.') {
            hasPoint = true;
            continue;
        }
        sawNonzero = sawNonzero || number[i] != '0';
        if (sawNonzero)
            --digits;
    }
    if (!hasPoint) {
        if (number.size() == 2 && number[1] == '0')
            --digits;
        number += '.';
    }
    if (digits > 0)
        number.append(static_cast<std::size_t>(digits), '0');
    number += tail;
}

} // namespace

void Printer::writePadding(int count)
{
    if (count > 0)
        m_out.append(static_cast<std::size_t>(count), m_flags.zero && !m_flags.minus ? '0' : ' ');
}

void Printer::padded(std::string_view text)
{
    if (!m_flags.hasWidth || m_flags.width == 0) {
        m_out += text;
        return;
    }
    const int missing = m_flags.width - runeCount(text);
    if (!m_flags.minus)
        writePadding(missing);
    m_out += text;
    if (m_flags.minus)
        writePadding(missing);
}

std::string_view Printer::truncated(std::string_view text) const
{
    if (!m_flags.hasPrecision)
        return text;
    std::size_t at = 0;
    for (int i = 0; i < m_flags.precision && at < text.size(); ++i)
        at += yaml::codePointAt(text, at).size;
    return text.substr(0, at);
}

void Printer::formatInteger(std::uint64_t number, unsigned base, bool isSigned, char verb)
{
    const bool isNegative = isSigned && static_cast<std::int64_t>(number) < 0;
    if (isNegative)
        number = 0 - number;
    int precision = 0;
    if (m_flags.hasPrecision) {
        precision = m_flags.precision;
        if (precision == 0 && number == 0) {
            const bool wasZero = std::exchange(m_flags.zero, false);
            writePadding(m_flags.width);
            m_flags.zero = wasZero;
            return;
        }
    } else if (m_flags.zero && !m_flags.minus && m_flags.hasWidth) {
        precision = m_flags.width - (isNegative || m_flags.plus || m_flags.space ? 1 : 0);
    }
    std::string digits = digitsOf(number, base, verb == 'X');
    if (static_cast<int>(digits.size()) < precision)
        digits.insert(0, static_cast<std::size_t>(precision) - digits.size(), '0');
    std::string prefix;
    if (isNegative || m_flags.plus || m_flags.space)
        prefix = isNegative ? "-" : m_flags.plus ? "+" : " ";
    if (verb == 'O')
        prefix += "0o";
    if (m_flags.sharp) {
        if (base == 2)
            prefix += "0b";
        else if (base == 8 && digits.front() != '0')
            prefix += '0';
        else if (base == 16)
            prefix += verb == 'X' ? "0X" : "0x";
    }
    const bool wasZero = std::exchange(m_flags.zero, false);
    padded(prefix + digits);
    m_flags.zero = wasZero;
}

void Printer::formatUnicode(std::uint64_t number)
{
    std::string digits = digitsOf(number, 16, true);
    const auto least =
        static_cast<std::size_t>(m_flags.hasPrecision ? std::max(m_flags.precision, 4) : 4);
    if (digits.size() < least)
        digits.insert(0, least - digits.size(), '0');
    std::string text = "U+" + digits;
    if (m_flags.sharp && number <= 0x10FFFF && isPrint(static_cast<std::uint32_t>(number))) {
        text += " '";
        yaml::appendUtf8(text, static_cast<char32_t>(number));
        text += '\'';
    }
    const bool wasZero = std::exchange(m_flags.zero, false);
    padded(text);
    m_flags.zero = wasZero;
}

void Printer::formatFloatText(double number, char verb, int precision, int bits)
{
    if (m_flags.hasPrecision)
        precision = m_flags.precision;
    std::string text = formatFloat(number, verb, precision, bits);
    if (text.front() != '-' && text.front() != '+')
        text.insert(text.begin(), '+');
    if (m_flags.space && text.front() == '+' && !m_flags.plus)
        text.front() = ' ';
    if (text[1] == 'I' || text[1] == 'N') {
        const bool wasZero = std::exchange(m_flags.zero, false);
        const bool isBare = text[1] == 'N' && !m_flags.space && !m_flags.plus;
        padded(std::string_view(text).substr(isBare ? 1 : 0));
        m_flags.zero = wasZero;
        return;
    }
    if (m_flags.sharp && verb != 'b')
        restoreZeros(text, verb, precision);
    if (!m_flags.plus && text.front() == '+') {
        padded(std::string_view(text).substr(1));
        return;
    }
    const int length = static_cast<int>(text.size());
    if (m_flags.zero && !m_flags.minus && m_flags.hasWidth && m_flags.width > length) {
        m_out += text.front();
        writePadding(m_flags.width - length);
        m_out += std::string_view(text).substr(1);
        return;
    }
    padded(text);
}

void Printer::formatHexText(std::string_view text, bool isUpper)
{
    const char *const alphabet = isUpper ? "0123456789ABCDEF" : "0123456789abcdef";
    const std::string_view prefix = isUpper ? "0X" : "0x";
    if (m_flags.hasPrecision)
        text = text.substr(0, static_cast<std::size_t>(m_flags.precision));
    std::string hex;
    hex.reserve(text.size() * 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (m_flags.space && i > 0)
            hex += ' ';
        if (m_flags.sharp && (m_flags.space || i == 0))
            hex += prefix;
        const auto byte = static_cast<unsigned char>(text[i]);
        hex += alphabet[byte >> 4U];
        hex += alphabet[byte & 15U];
    }
    padded(hex);
}

void Printer::formatQuoted(std::string_view text)
{
    text = truncated(text);
    if (m_flags.sharp && canBackquote(text)) {
        padded('`' + std::string(text) + '`');
        return;
    }
    padded(m_flags.plus ? quoteToAscii(text) : quote(text));
}

void Printer::formatCharacter(std::uint64_t number, bool isQuoted)
{
    auto rune = static_cast<std::uint32_t>(number);
    if (number > 0x10FFFF || (number >= 0xD800 && number < 0xE000))
        rune = 0xFFFD;
    if (isQuoted) {
        padded(quoteRune(rune, m_flags.plus));
        return;
    }
    std::string text;
    yaml::appendUtf8(text, rune);
    padded(text);
}

} // namespace plumb::gotemplate
