// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/decimal.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace plumb::gotemplate {

namespace {

// Numbers as digits from the highest, each kept as its value.
using Digits = std::string;

constexpr std::int64_t divisionPlaces = 16;

Digits withoutLeadingZeros(Digits digits)
{
    digits.erase(0, std::min(digits.find_first_not_of('\0'), digits.size()));
    return digits;
}

bool isLess(const Digits &a, const Digits &b)
{
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

Digits sum(const Digits &a, const Digits &b)
{
    Digits result(std::max(a.size(), b.size()) + 1, '\0');
    int carry = 0;
    for (std::size_t i = 0; i < result.size(); ++i) {
        const int digit = carry + (i < a.size() ? a[a.size() - 1 - i] : 0)
                          + (i < b.size() ? b[b.size() - 1 - i] : 0);
        result[result.size() - 1 - i] = static_cast<char>(digit % 10);
        carry = digit / 10;
    }
    return withoutLeadingZeros(std::move(result));
}

/// Of a number and one that is not greater.
Digits difference(const Digits &a, const Digits &b)
{
    Digits result = a;
    int borrow = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        int digit = a[a.size() - 1 - i] - borrow - (i < b.size() ? b[b.size() - 1 - i] : 0);
        borrow = digit < 0 ? 1 : 0;
        digit += borrow * 10;
        result[a.size() - 1 - i] = static_cast<char>(digit);
    }
    return withoutLeadingZeros(std::move(result));
}

Digits product(const Digits &a, const Digits &b)
{
    Digits result(a.size() + b.size(), '\0');
    for (std::size_t i = a.size(); i-- > 0;) {
        int carry = 0;
        for (std::size_t j = b.size(); j-- > 0;) {
            const int digit = result[i + j + 1] + a[i] * b[j] + carry;
            result[i + j + 1] = static_cast<char>(digit % 10);
            carry = digit / 10;
        }
        result[i] = static_cast<char>(result[i] + carry);
    }
    return withoutLeadingZeros(std::move(result));
}

struct Division
{
    Digits quotient;
    Digits remainder;
};

Division divided(const Digits &dividend, const Digits &divisor)
{
    Division result;
    for (const char digit : dividend) {
        if (digit != 0 || !result.remainder.empty())
            result.remainder += digit;
        char count = 0;
        for (; !isLess(result.remainder, divisor); ++count)
            result.remainder = difference(result.remainder, divisor);
        result.quotient += count;
    }
    result.quotient = withoutLeadingZeros(std::move(result.quotient));
    return result;
}

} // namespace

Decimal Decimal::of(double value)
{
    char buffer[32];
    const auto end =
        std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::scientific)
            .ptr;
    Decimal result;
    for (const char *at = buffer; at != end; ++at) {
        if (*at == '-') {
            result.m_isNegative = true;
        } else if (*at == 'e') {
            std::int64_t exponent = 0;
            std::from_chars(at + (at[1] == '+' ? 2 : 1), end, exponent);
            result.m_exponent += exponent;
            break;
        } else if (*at == '.') {
            result.m_exponent = at + 1 - std::find(at, static_cast<const char *>(end), 'e');
        } else {
            result.m_digits += static_cast<char>(*at - '0');
        }
    }
    result.normalize();
    return result;
}

void Decimal::normalize()
{
    m_digits = withoutLeadingZeros(std::move(m_digits));
    while (m_digits.ends_with('\0')) {
        m_digits.pop_back();
        ++m_exponent;
    }
    if (m_digits.empty()) {
        m_exponent = 0;
        m_isNegative = false;
    }
}

void Decimal::scaleTo(std::int64_t exponent)
{
    if (!isZero() && m_exponent > exponent)
        m_digits.append(static_cast<std::size_t>(m_exponent - exponent), '\0');
    m_exponent = exponent;
}

Decimal Decimal::operator+(const Decimal &other) const
{
    if (isZero() || other.isZero())
        return isZero() ? other : *this;
    Decimal a = *this;
    Decimal b = other;
    const std::int64_t exponent = std::min(a.m_exponent, b.m_exponent);
    a.scaleTo(exponent);
    b.scaleTo(exponent);
    if (a.m_isNegative == b.m_isNegative) {
        a.m_digits = sum(a.m_digits, b.m_digits);
    } else {
        if (isLess(a.m_digits, b.m_digits))
            std::swap(a, b);
        a.m_digits = difference(a.m_digits, b.m_digits);
    }
    a.normalize();
    return a;
}

Decimal Decimal::operator-(const Decimal &other) const
{
    Decimal negated = other;
    negated.m_isNegative = !other.m_isNegative && !other.isZero();
    return *this + negated;
}

Decimal Decimal::operator*(const Decimal &other) const
{
    Decimal result;
    result.m_digits = product(m_digits, other.m_digits);
    result.m_exponent = m_exponent + other.m_exponent;
    result.m_isNegative = m_isNegative != other.m_isNegative;
    result.normalize();
    return result;
}

Decimal Decimal::dividedBy(const Decimal &divisor) const
{
    Decimal dividend = *this;
    Digits by = divisor.m_digits;
    // So that the quotient of the digits counts in units of the last place.
    const std::int64_t shift = m_exponent - divisor.m_exponent + divisionPlaces;
    if (shift >= 0)
        dividend.m_digits.append(isZero() ? 0 : static_cast<std::size_t>(shift), '\0');
    else
        by.append(static_cast<std::size_t>(-shift), '\0');
    Division division = divided(dividend.m_digits, by);
    if (!isLess(sum(division.remainder, division.remainder), by))
        division.quotient = sum(division.quotient, Digits(1, '\1'));

    Decimal result;
    result.m_digits = std::move(division.quotient);
    result.m_exponent = -divisionPlaces;
    result.m_isNegative = m_isNegative != divisor.m_isNegative;
    result.normalize();
    return result;
}

double Decimal::toDouble() const
{
    if (isZero())
        return 0;
    std::string text = m_isNegative ? "-" : "";
    for (const char digit : m_digits)
        text += static_cast<char>('0' + digit);
    text += 'e' + std::to_string(m_exponent);
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc::result_out_of_range)
        return value;
    const bool isLarge = static_cast<std::int64_t>(m_digits.size()) + m_exponent > 0;
    const double magnitude = isLarge ? std::numeric_limits<double>::infinity() : 0;
    return m_isNegative ? -magnitude : magnitude;
}

} // namespace plumb::gotemplate
