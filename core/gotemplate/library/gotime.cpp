// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/gotime.h"

#include <array>
#include <chrono>
#include <limits>
#include <stdexcept>

namespace plumb::gotemplate {

namespace {

constexpr std::int64_t secondsPerDay = 86400;
constexpr std::int64_t nanosecondsPerSecond = 1'000'000'000;

std::int64_t floorDivide(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/// Days since 1970 of a date of the Gregorian calendar, which has a rhythm of 400 years.
std::int64_t daysOf(std::int64_t year, std::int64_t month, std::int64_t day)
{
    year += floorDivide(month - 1, 12);
    month = month - 1 - floorDivide(month - 1, 12) * 12; // 0 is January
    // Counted from March, so that the leap day is a year's last.
    const std::int64_t march = (month + 10) % 12;
    year -= month < 2 ? 1 : 0;
    const std::int64_t era = floorDivide(year, 400);
    const std::int64_t ofEra = year - era * 400;
    const std::int64_t dayOfYear = (153 * march + 2) / 5 + day - 1;
    return era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + dayOfYear - 719468;
}

bool isLeap(std::int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

struct Offset
{
    std::int32_t seconds = 0;
    std::string abbreviation = {};
};

Offset offsetAt(const Zone &zone, std::int64_t seconds)
{
    if (!zone.rules)
        return {zone.offset, zone.abbreviation};
    const std::chrono::sys_info info =
        zone.rules->get_info(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
    return {static_cast<std::int32_t>(info.offset.count()), info.abbrev};
}

void setDate(CivilTime &civil, std::int64_t days)
{
    days += 719468;
    const std::int64_t era = floorDivide(days, 146097);
    const std::int64_t ofEra = days - era * 146097;
    const std::int64_t year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
    const std::int64_t ofYear = ofEra - (365 * year + year / 4 - year / 100);
    const std::int64_t march = (5 * ofYear + 2) / 153;
    civil.day = static_cast<int>(ofYear - (153 * march + 2) / 5 + 1);
    civil.month = static_cast<int>(march < 10 ? march + 3 : march - 9);
    civil.year = year + era * 400 + (civil.month <= 2 ? 1 : 0);
}

} // namespace

std::optional<Zone> Zone::named(std::string_view name)
{
    if (name.empty() || name == "UTC" || name == "Local")
        return Zone();
    try {
        return Zone{.rules = std::chrono::locate_zone(name), .abbreviation = {}};
    } catch (const std::runtime_error &) {
        return {};
    }
}

GoTime GoTime::zero()
{
    return {.seconds = daysOf(1, 1, 1) * secondsPerDay};
}

GoTime GoTime::ofNanoseconds(std::int64_t sinceEpoch)
{
    return GoTime().plus(sinceEpoch);
}

GoTime GoTime::in(Zone other) const
{
    return {seconds, nanoseconds, std::move(other)};
}

GoTime GoTime::plus(std::int64_t duration) const
{
    const std::int64_t whole = floorDivide(duration, nanosecondsPerSecond);
    const std::int64_t rest = duration - whole * nanosecondsPerSecond + nanoseconds;
    GoTime result = *this;
    result.seconds += whole + rest / nanosecondsPerSecond;
    result.nanoseconds = static_cast<std::int32_t>(rest % nanosecondsPerSecond);
    return result;
}

GoTime GoTime::plusDate(std::int64_t years, std::int64_t months, std::int64_t days) const
{
    CivilTime civil = civilTime(*this);
    const std::int64_t date = daysOf(civil.year + years, civil.month + months, civil.day + days);
    setDate(civil, date);
    return timeIn(civil, nanoseconds, zone);
}

std::int64_t GoTime::since(const GoTime &earlier) const
{
    std::int64_t result = 0;
    const bool isLarge =
        __builtin_mul_overflow(seconds - earlier.seconds, nanosecondsPerSecond, &result)
        || __builtin_add_overflow(result, nanoseconds - earlier.nanoseconds, &result);
    if (!isLarge)
        return result;
    return seconds > earlier.seconds ? std::numeric_limits<std::int64_t>::max()
                                     : std::numeric_limits<std::int64_t>::min();
}

int GoTime::compare(const GoTime &other) const
{
    if (seconds != other.seconds)
        return seconds < other.seconds ? -1 : 1;
    return nanoseconds < other.nanoseconds ? -1 : nanoseconds > other.nanoseconds ? 1 : 0;
}

CivilTime civilTime(const GoTime &time)
{
    const Offset offset = offsetAt(time.zone, time.seconds);
    const std::int64_t local = time.seconds + offset.seconds;
    const std::int64_t days = floorDivide(local, secondsPerDay);
    const auto ofDay = static_cast<int>(local - days * secondsPerDay);
    CivilTime civil;
    setDate(civil, days);
    civil.hour = ofDay / 3600;
    civil.minute = ofDay / 60 % 60;
    civil.second = ofDay % 60;
    // 1 January 1970 was a Thursday.
    civil.weekday = static_cast<int>(days + 4 - floorDivide(days + 4, 7) * 7);
    civil.yearDay = static_cast<int>(days - daysOf(civil.year, 1, 1) + 1);
    civil.offset = offset.seconds;
    civil.abbreviation = offset.abbreviation;
    return civil;
}

std::int64_t secondsOf(const CivilTime &civil)
{
    return daysOf(civil.year, civil.month, civil.day) * secondsPerDay + civil.hour * 3600
           + civil.minute * 60 + civil.second;
}

GoTime timeIn(const CivilTime &civil, std::int32_t nanoseconds, const Zone &zone)
{
    // Where clocks go back or forth, the offset is the one before, unless that leads elsewhere.
    const std::int64_t local = secondsOf(civil);
    const std::int32_t guess = offsetAt(zone, local).seconds;
    std::int64_t seconds = local - guess;
    const std::int32_t actual = offsetAt(zone, seconds).seconds;
    if (actual != guess) {
        const std::int64_t other = local - actual;
        if (offsetAt(zone, other).seconds == actual)
            seconds = other;
    }
    return {seconds, nanoseconds, zone};
}

int daysIn(std::int64_t year, int month)
{
    constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::string quotedForTime(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte >= 0x80)
            result += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        else if (c == '"' || c == '\\')
            result += {'\\', c};
        else
            result += c;
    }
    return result + '"';
}

std::string_view monthName(int month)
{
    constexpr std::array<std::string_view, 12> names = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    return names[static_cast<std::size_t>(month - 1)];
}

std::string_view weekdayName(int weekday)
{
    constexpr std::array<std::string_view, 7> names = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};
    return names[static_cast<std::size_t>(weekday)];
}

} // namespace plumb::gotemplate
