// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/gotime.h"
#include "core/gotemplate/library/timelayout.h"
#include "core/gotemplate/library/zonename.h"
#include "core/gotemplate/strconv.h"

#include <algorithm>

namespace plumb::gotemplate {

namespace {

bool isDigitAt(std::string_view text, std::size_t at)
{
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

bool isPoint(char c)
{
    return c == '.' || c == ',';
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

/// Reads one text by one layout. A reader returns false for what it cannot read.
class TimeParser
{
public:
    TimeParser(std::string_view layout, std::string_view text)
        : m_layout(layout)
        , m_text(text)
        , m_rest(text)
    {
    }

    Result<GoTime> parse()
    {
        for (std::string_view layout = m_layout;;) {
            const LayoutChunk chunk = firstChunk(layout);
            if (!skip(chunk.before))
                return mismatch(chunk.before, m_rest);
            if (chunk.part == LayoutPart::None) {
                if (!m_rest.empty())
                    return problem(": extra text: " + quotedForTime(m_rest));
                break;
            }
            const std::string_view before = m_rest;
            layout = chunk.rest;
            const bool isRead = read(chunk);
            if (!m_outOfRange.empty())
                return problem(": " + std::string(m_outOfRange) + " out of range");
            if (!isRead)
                return mismatch(chunk.text, before);
        }
        return finish();
    }

private:
    std::unexpected<Error> problem(const std::string &message) const
    {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "parsing time " + quotedForTime(m_text) + message));
    }

    std::unexpected<Error> mismatch(std::string_view part, std::string_view at) const
    {
        return problem(" as " + quotedForTime(m_layout) + ": cannot parse " + quotedForTime(at)
                       + " as " + quotedForTime(part));
    }

    /// Skips plain text of the layout; a run of spaces is any number of them.
    bool skip(std::string_view plain)
    {
        while (!plain.empty()) {
            if (plain[0] == ' ') {
                if (!m_rest.empty() && m_rest[0] != ' ')
                    return false;
                plain.remove_prefix(std::min(plain.find_first_not_of(' '), plain.size()));
                m_rest.remove_prefix(std::min(m_rest.find_first_not_of(' '), m_rest.size()));
                continue;
            }
            if (m_rest.empty() || m_rest[0] != plain[0])
                return false;
            plain.remove_prefix(1);
            m_rest.remove_prefix(1);
        }
        return true;
    }

    bool read(const LayoutChunk &chunk)
    {
        switch (chunk.part) {
        case LayoutPart::LongYear: return longYear();
        case LayoutPart::Year: return year();
        case LayoutPart::LongMonth: return month(0);
        case LayoutPart::Month: return month(3);
        case LayoutPart::MonthNumber: return number(m_month, false, 1, 12, "month");
        case LayoutPart::ZeroMonth: return number(m_month, true, 1, 12, "month");
        case LayoutPart::LongWeekday: return weekday(0);
        case LayoutPart::Weekday: return weekday(3);
        case LayoutPart::Day:
        case LayoutPart::ZeroDay:
        case LayoutPart::SpaceDay: return day(chunk.part);
        case LayoutPart::SpaceYearDay:
        case LayoutPart::ZeroYearDay: return yearDay(chunk.part == LayoutPart::ZeroYearDay);
        default: return readClock(chunk);
        }
    }

    bool readClock(const LayoutChunk &chunk)
    {
        switch (chunk.part) {
        case LayoutPart::Hour: return number(m_hour, false, 0, 23, "hour");
        case LayoutPart::Hour12: return number(m_hour, false, 0, 12, "hour");
        case LayoutPart::ZeroHour12: return number(m_hour, true, 0, 12, "hour");
        case LayoutPart::Minute: return number(m_minute, false, 0, 59, "minute");
        case LayoutPart::ZeroMinute: return number(m_minute, true, 0, 59, "minute");
        case LayoutPart::Second: return second(false, chunk.rest);
        case LayoutPart::ZeroSecond: return second(true, chunk.rest);
        case LayoutPart::UpperPm: return halfDay("AM", "PM");
        case LayoutPart::LowerPm: return halfDay("am", "pm");
        case LayoutPart::ZoneName: return zoneName();
        case LayoutPart::ZoneOffset: return zoneOffset(chunk.text);
        case LayoutPart::Fraction: return fraction(chunk.text.size());
        default: return optionalFraction();
        }
    }

    /// One or two digits; always two when @p isFixed.
    bool digits(int &result, bool isFixed)
    {
        if (!isDigitAt(m_rest, 0) || (isFixed && !isDigitAt(m_rest, 1)))
            return false;
        result = m_rest[0] - '0';
        const bool hasTwo = isDigitAt(m_rest, 1);
        if (hasTwo)
            result = result * 10 + (m_rest[1] - '0');
        m_rest.remove_prefix(hasTwo ? 2 : 1);
        return true;
    }

    bool number(int &result, bool isFixed, int least, int most, std::string_view name)
    {
        int value = 0;
        if (!digits(value, isFixed))
            return false;
        result = value;
        if (value < least || value > most)
            m_outOfRange = name;
        return true;
    }

    bool longYear()
    {
        int value = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            if (!isDigitAt(m_rest, i))
                return false;
            value = value * 10 + (m_rest[i] - '0');
        }
        m_year = value;
        m_rest.remove_prefix(4);
        return true;
    }

    bool year()
    {
        if (!digits(m_year, true))
            return false;
        m_year += m_year >= 69 ? 1900 : 2000;
        return true;
    }

    /// A name in full, or as many of its letters as are given.
    bool name(std::string_view full, std::size_t letters)
    {
        const std::string_view wanted = letters == 0 ? full : full.substr(0, letters);
        if (!equalsIgnoringCase(m_rest.substr(0, wanted.size()), wanted))
            return false;
        m_rest.remove_prefix(wanted.size());
        return true;
    }

    bool month(std::size_t letters)
    {
        for (int i = 1; i <= 12; ++i) {
            if (name(monthName(i), letters)) {
                m_month = i;
                return true;
            }
        }
        return false;
    }

    bool weekday(std::size_t letters)
    {
        for (int i = 0; i < 7; ++i) {
            if (name(weekdayName(i), letters))
                return true;
        }
        return false;
    }

    bool day(LayoutPart part)
    {
        if (part == LayoutPart::SpaceDay && m_rest.starts_with(' '))
            m_rest.remove_prefix(1);
        return digits(m_day, part == LayoutPart::ZeroDay);
    }

    bool yearDay(bool isFixed)
    {
        for (int i = 0; i < 2 && !isFixed && m_rest.starts_with(' '); ++i)
            m_rest.remove_prefix(1);
        int value = 0;
        std::size_t size = 0;
        for (; size < 3 && isDigitAt(m_rest, size); ++size)
            value = value * 10 + (m_rest[size] - '0');
        if (size == 0 || (isFixed && size != 3))
            return false;
        m_rest.remove_prefix(size);
        m_yearDay = value;
        return true;
    }

    /// A fraction may follow although the layout has none.
    bool second(bool isFixed, std::string_view layout)
    {
        if (!number(m_second, isFixed, 0, 59, "second"))
            return false;
        const bool hasFraction = m_outOfRange.empty() && m_rest.size() >= 2 && isPoint(m_rest[0])
                                 && isDigitAt(m_rest, 1);
        if (!hasFraction)
            return true;
        const LayoutPart next = firstChunk(layout).part;
        if (next == LayoutPart::Fraction || next == LayoutPart::TrimmedFraction)
            return true;
        return optionalFraction();
    }

    bool halfDay(std::string_view morning, std::string_view afternoon)
    {
        m_isMorning |= m_rest.starts_with(morning);
        m_isAfternoon |= m_rest.starts_with(afternoon);
        if (!m_rest.starts_with(morning) && !m_rest.starts_with(afternoon))
            return false;
        m_rest.remove_prefix(2);
        return true;
    }

    bool zoneName()
    {
        if (m_rest.starts_with("UTC")) {
            m_isUtc = true;
            m_rest.remove_prefix(3);
            return true;
        }
        const std::size_t size = zoneNameSize(m_rest);
        m_zoneName = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return size > 0;
    }

    bool zoneOffset(std::string_view layout)
    {
        if (layout.starts_with('Z') && m_rest.starts_with('Z')) {
            m_isUtc = true;
            m_rest.remove_prefix(1);
            return true;
        }
        if (m_rest.size() < layout.size() || (m_rest[0] != '+' && m_rest[0] != '-'))
            return false;
        const bool isWest = m_rest[0] == '-';
        const bool hasColons = layout.contains(':');
        int parts[3] = {};
        int count = 0;
        const std::string_view whole = m_rest;
        for (std::size_t at = 1; at < layout.size(); at += 2, ++count) {
            if (hasColons && count > 0 && whole[at++] != ':')
                return false;
            m_rest = whole.substr(at);
            if (!digits(parts[count], true))
                return false;
        }
        m_rest = whole.substr(layout.size());
        constexpr std::string_view names[] = {"time zone offset hour", "time zone offset minute",
                                              "time zone offset second"};
        for (std::size_t i = 0; i < 3; ++i) {
            if (parts[i] > (i == 0 ? 24 : 60))
                m_outOfRange = names[i];
        }
        m_zoneOffset = (parts[0] * 60 + parts[1]) * 60 + parts[2];
        if (isWest)
            m_zoneOffset = -*m_zoneOffset;
        return true;
    }

    /// The point and exactly @p size - 1 digits.
    bool fraction(std::size_t size)
    {
        if (m_rest.size() < size || !isPoint(m_rest[0]))
            return false;
        m_nanoseconds = 0;
        for (std::size_t i = 1; i < 10; ++i) {
            if (i < size && !isDigitAt(m_rest, i))
                return false;
            m_nanoseconds = m_nanoseconds * 10 + (i < size ? m_rest[i] - '0' : 0);
        }
        m_rest.remove_prefix(size);
        return true;
    }

    bool optionalFraction()
    {
        if (m_rest.size() < 2 || !isPoint(m_rest[0]) || !isDigitAt(m_rest, 1))
            return true;
        std::size_t end = 1;
        while (isDigitAt(m_rest, end))
            ++end;
        return fraction(end);
    }

    Result<GoTime> finish()
    {
        if (m_isAfternoon && m_hour < 12)
            m_hour += 12;
        else if (m_isMorning && m_hour == 12)
            m_hour = 0;
        if (m_yearDay >= 0)
            PLUMB_TRY(useYearDay());
        m_month = m_month < 0 ? 1 : m_month;
        m_day = m_day < 0 ? 1 : m_day;
        if (m_day < 1 || m_day > daysIn(m_year, m_month))
            return problem(": day out of range");

        const CivilTime civil = {.year = m_year,
                                 .month = m_month,
                                 .day = m_day,
                                 .hour = m_hour,
                                 .minute = m_minute,
                                 .second = m_second};
        return timeIn(civil, m_nanoseconds,
                      m_isUtc ? Zone() : writtenZone(m_zoneOffset, m_zoneName));
    }

    Result<> useYearDay()
    {
        int day = m_yearDay;
        int month = 1;
        for (; month < 12 && day > daysIn(m_year, month); ++month)
            day -= daysIn(m_year, month);
        if (day < 1 || day > daysIn(m_year, month))
            return problem(": day-of-year out of range");
        if (m_month >= 0 && m_month != month)
            return problem(": day-of-year does not match month");
        if (m_day >= 0 && m_day != day)
            return problem(": day-of-year does not match day");
        m_month = month;
        m_day = day;
        return {};
    }

    std::string_view m_layout;
    std::string_view m_text;
    std::string_view m_rest;
    std::string_view m_outOfRange;
    int m_year = 0;
    int m_month = -1;
    int m_day = -1;
    int m_yearDay = -1;
    int m_hour = 0;
    int m_minute = 0;
    int m_second = 0;
    std::int32_t m_nanoseconds = 0;
    bool m_isMorning = false;
    bool m_isAfternoon = false;
    bool m_isUtc = false;
    std::optional<std::int32_t> m_zoneOffset;
    std::string m_zoneName;
};

} // namespace

Result<GoTime> parseTime(std::string_view layout, std::string_view text)
{
    return TimeParser(layout, text).parse();
}

} // namespace plumb::gotemplate
