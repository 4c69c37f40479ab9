// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace std::chrono {
class time_zone;
}

namespace plumb::gotemplate {

/// A place's time: by the rules of the zone database, or one offset for good. The default is UTC.
struct Zone
{
    const std::chrono::time_zone *rules = nullptr;
    std::int32_t offset = 0; ///< Seconds east of Greenwich, where there are no rules.
    std::string abbreviation = "UTC";

    /// The zone of a name such as "Europe/Paris"; "Local" is UTC, since the machine's own zone is
    /// none of a render's inputs.
    static std::optional<Zone> named(std::string_view name);
};

/// A point in time in a zone, as Go's time.Time.
struct GoTime
{
    std::int64_t seconds = 0; ///< Since 1970 in UTC.
    std::int32_t nanoseconds = 0;
    Zone zone = {};

    /// 1 January of year 1, the zero value.
    static GoTime zero();
    static GoTime ofNanoseconds(std::int64_t sinceEpoch);

    GoTime in(Zone other) const;
    GoTime plus(std::int64_t duration) const;
    GoTime plusDate(std::int64_t years, std::int64_t months, std::int64_t days) const;
    /// The nanoseconds from @p earlier to this, or the nearest number that fits.
    std::int64_t since(const GoTime &earlier) const;
    int compare(const GoTime &other) const;
};

/// What a clock and calendar on the wall show.
struct CivilTime
{
    std::int64_t year = 1;
    int month = 1; ///< 1 to 12.
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int weekday = 0; ///< 0 is Sunday.
    int yearDay = 1;
    std::int32_t offset = 0;
    std::string abbreviation = {};
};

CivilTime civilTime(const GoTime &time);
/// Seconds since 1970 of a date and time of the day in UTC; fields may be out of their range.
std::int64_t secondsOf(const CivilTime &civil);
/// The time at which the zone's clocks show @p civil.
GoTime timeIn(const CivilTime &civil, std::int32_t nanoseconds, const Zone &zone);
int daysIn(std::int64_t year, int month);

/// time.Format and time.Parse with a layout made of parts of "Mon Jan 2 15:04:05 MST 2006".
std::string formatTime(const GoTime &time, std::string_view layout);
Result<GoTime> parseTime(std::string_view layout, std::string_view text);

/// time.Duration's text, such as "1h30m0s", and back.
std::string durationText(std::int64_t nanoseconds);
Result<std::int64_t> parseDuration(std::string_view text);

/// As package time quotes text in its errors: with escapes for all that is not ASCII.
std::string quotedForTime(std::string_view text);

std::string_view monthName(int month);
std::string_view weekdayName(int weekday);

} // namespace plumb::gotemplate
