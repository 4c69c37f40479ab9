// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/gotime.h"
#include "core/gotemplate/library/timelayout.h"

#include <algorithm>

namespace plumb::gotemplate {

namespace {

std::string padded(std::int64_t number, std::size_t width, char fill = '0')
{
    const bool isNegative = number < 0;
    std::string digits = std::to_string(isNegative ? -number : number);
    if (digits.size() < width)
        digits.insert(0, width - digits.size(), fill);
    return isNegative ? '-' + digits : digits;
}

/// An offset with as many parts, and as many colons, as its layout has.
std::string offsetText(std::int32_t offset, std::string_view layout)
{
    if (layout.starts_with('Z') && offset == 0)
        return "Z";
    const std::int32_t size = std::abs(offset);
    const std::string_view colon = layout.contains(':') ? ":" : "";
    const auto digits = std::ranges::count_if(layout, [](char c) { return c >= '0' && c <= '9'; });
    std::string text = offset < 0 ? "-" : "+";
    text += padded(size / 3600, 2);
    if (digits > 2)
        text.append(colon).append(padded(size / 60 % 60, 2));
    if (digits > 4)
        text.append(colon).append(padded(size % 60, 2));
    return text;
}

std::string zoneName(const CivilTime &civil)
{
    if (!civil.abbreviation.empty())
        return civil.abbreviation;
    // No name known for the offset: it stands for itself.
    const std::int32_t minutes = std::abs(civil.offset) / 60;
    return (civil.offset < 0 ? "-" : "+") + padded(minutes / 60, 2) + padded(minutes % 60, 2);
}

std::string fraction(std::int32_t nanoseconds, const LayoutChunk &chunk)
{
    std::string digits =
        padded(nanoseconds, 9).substr(0, std::min<std::size_t>(chunk.text.size() - 1, 9));
    if (chunk.part == LayoutPart::TrimmedFraction) {
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.empty())
            return {};
    }
    return chunk.text[0] + digits;
}

int hour12(int hour)
{
    return hour % 12 == 0 ? 12 : hour % 12;
}

std::string dateText(const CivilTime &civil, const LayoutChunk &chunk)
{
    switch (chunk.part) {
    case LayoutPart::LongYear: return padded(civil.year, 4);
    case LayoutPart::Year: return padded(std::max<std::int64_t>(civil.year, 0) % 100, 2);
    case LayoutPart::LongMonth: return std::string(monthName(civil.month));
    case LayoutPart::Month: return std::string(monthName(civil.month).substr(0, 3));
    case LayoutPart::MonthNumber: return padded(civil.month, 0);
    case LayoutPart::ZeroMonth: return padded(civil.month, 2);
    case LayoutPart::LongWeekday: return std::string(weekdayName(civil.weekday));
    case LayoutPart::Weekday: return std::string(weekdayName(civil.weekday).substr(0, 3));
    case LayoutPart::Day: return padded(civil.day, 0);
    case LayoutPart::SpaceDay: return padded(civil.day, 2, ' ');
    case LayoutPart::ZeroDay: return padded(civil.day, 2);
    case LayoutPart::SpaceYearDay: return padded(civil.yearDay, 3, ' ');
    default: return padded(civil.yearDay, 3);
    }
}

std::string clockText(const CivilTime &civil, const LayoutChunk &chunk)
{
    switch (chunk.part) {
    case LayoutPart::Hour: return padded(civil.hour, 2);
    case LayoutPart::Hour12: return padded(hour12(civil.hour), 0);
    case LayoutPart::ZeroHour12: return padded(hour12(civil.hour), 2);
    case LayoutPart::Minute: return padded(civil.minute, 0);
    case LayoutPart::ZeroMinute: return padded(civil.minute, 2);
    case LayoutPart::Second: return padded(civil.second, 0);
    case LayoutPart::ZeroSecond: return padded(civil.second, 2);
    case LayoutPart::UpperPm: return civil.hour >= 12 ? "PM" : "AM";
    case LayoutPart::LowerPm: return civil.hour >= 12 ? "pm" : "am";
    case LayoutPart::ZoneName: return zoneName(civil);
    case LayoutPart::ZoneOffset: return offsetText(civil.offset, chunk.text);
    default: return {};
    }
}

bool isDate(LayoutPart part)
{
    return part <= LayoutPart::ZeroYearDay || part == LayoutPart::LongYear
           || part == LayoutPart::Year;
}

} // namespace

std::string formatTime(const GoTime &time, std::string_view layout)
{
    const CivilTime civil = civilTime(time);
    std::string text;
    while (!layout.empty()) {
        const LayoutChunk chunk = firstChunk(layout);
        text += chunk.before;
        if (chunk.part == LayoutPart::None)
            break;
        if (chunk.part == LayoutPart::Fraction || chunk.part == LayoutPart::TrimmedFraction)
            text += fraction(time.nanoseconds, chunk);
        else
            text += isDate(chunk.part) ? dateText(civil, chunk) : clockText(civil, chunk);
        layout = chunk.rest;
    }
    return text;
}

} // namespace plumb::gotemplate
