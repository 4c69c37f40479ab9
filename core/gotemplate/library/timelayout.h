// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string_view>

namespace plumb::gotemplate {

/// What a part of a time's layout stands for.
enum class LayoutPart : std::uint8_t {
    None,
    LongMonth,       ///< January
    Month,           ///< Jan
    MonthNumber,     ///< 1
    ZeroMonth,       ///< 01
    LongWeekday,     ///< Monday
    Weekday,         ///< Mon
    Day,             ///< 2
    SpaceDay,        ///< _2
    ZeroDay,         ///< 02
    SpaceYearDay,    ///< __2
    ZeroYearDay,     ///< 002
    Hour,            ///< 15
    Hour12,          ///< 3
    ZeroHour12,      ///< 03
    Minute,          ///< 4
    ZeroMinute,      ///< 04
    Second,          ///< 5
    ZeroSecond,      ///< 05
    LongYear,        ///< 2006
    Year,            ///< 06
    UpperPm,         ///< PM
    LowerPm,         ///< pm
    ZoneName,        ///< MST
    ZoneOffset,      ///< -0700 and its relatives, or Z0700 where UTC is Z
    Fraction,        ///< .000: all digits
    TrimmedFraction, ///< .999: without zeros at the end
};

struct LayoutChunk
{
    std::string_view before;
    LayoutPart part = LayoutPart::None;
    std::string_view text; ///< The part as written.
    std::string_view rest;
};

/// The first part of a layout that stands for something, and the plain text before it.
LayoutChunk firstChunk(std::string_view layout);

} // namespace plumb::gotemplate
