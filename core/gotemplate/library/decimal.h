// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>

namespace plumb::gotemplate {

/// A decimal number of any length: what Sprig's float functions calculate with, so that
/// 0.1 + 0.2 is 0.3.
class Decimal
{
public:
    Decimal() = default;
    /// The shortest decimal that reads back as @p value, which must be finite.
    static Decimal of(double value);

    Decimal operator+(const Decimal &other) const;
    Decimal operator-(const Decimal &other) const;
    Decimal operator*(const Decimal &other) const;
    /// Rounded to 16 places, half away from zero; @p divisor must not be zero.
    Decimal dividedBy(const Decimal &divisor) const;

    bool isZero() const { return m_digits.empty(); }
    /// The nearest float64.
    double toDouble() const;

private:
    void scaleTo(std::int64_t exponent);
    void normalize();

    std::string m_digits; ///< From the highest, values 0 to 9, none for zero.
    std::int64_t m_exponent = 0;
    bool m_isNegative = false;
};

} // namespace plumb::gotemplate
