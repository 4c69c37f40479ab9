// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/timestamp.h"

#include <array>

namespace plumb::yaml {

namespace {

struct Timestamp
{
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    std::string_view fraction = {}; ///< Digits after the point, at most nine.
    int offsetMinutes = 0;
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes fields off the front of a text; stays failed once something did not fit.
class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_rest(text)
    {
    }

    bool isGood() const { return m_good; }
    bool atEnd() const { return m_good && m_rest.empty(); }
    char peek() const { return m_rest.empty() ? '\0' : m_rest[0]; }

    int number(std::size_t leastDigits, std::size_t mostDigits)
    {
        std::size_t count = 0;
        int value = 0;
        while (count < mostDigits && count < m_rest.size() && isDigit(m_rest[count]))
            value = value * 10 + (m_rest[count++] - '0');
        require(count >= leastDigits);
        m_rest.remove_prefix(count);
        return value;
    }

    void literal(char c)
    {
        require(peek() == c);
        if (m_good)
            m_rest.remove_prefix(1);
    }

    void spaces()
    {
        require(peek() == ' ');
        while (peek() == ' ')
            m_rest.remove_prefix(1);
    }

    std::string_view fraction()
    {
        if (m_rest.size() < 2 || (m_rest[0] != '.' && m_rest[0] != ',') || !isDigit(m_rest[1]))
            return {};
        std::size_t end = 1;
        while (end < m_rest.size() && isDigit(m_rest[end]))
            ++end;
        const std::string_view digits = m_rest.substr(1, end - 1);
        m_rest.remove_prefix(end);
        return digits.substr(0, 9);
    }

    void require(bool condition) { m_good = m_good && condition; }

private:
    std::string_view m_rest;
    bool m_good = true;
};

bool isLeapYear(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int daysIn(int month, int year)
{
    constexpr std::array days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeapYear(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

void readTime(Reader &reader, Timestamp &time)
{
    time.hour = reader.number(1, 2);
    reader.literal(':');
    time.minute = reader.number(1, 2);
    reader.literal(':');
    time.second = reader.number(1, 2);
    time.fraction = reader.fraction();
    reader.require(time.hour < 24 && time.minute < 60 && time.second < 60);
}

void readZone(Reader &reader, Timestamp &time)
{
    const char sign = reader.peek();
    if (sign == 'Z') {
        reader.literal('Z');
        return;
    }
    reader.require(sign == '+' || sign == '-');
    if (!reader.isGood())
        return;
    reader.literal(sign);
    const int hours = reader.number(2, 2);
    reader.literal(':');
    const int minutes = reader.number(2, 2);
    reader.require(hours < 24 && minutes < 60);
    time.offsetMinutes = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
}

// The forms are those of go-yaml's allowedTimestampFormats.
std::optional<Timestamp> readTimestamp(std::string_view text)
{
    if (text.size() < 8 || !isDigit(text[0]) || text[4] != '-')
        return {};
    Reader reader(text);
    Timestamp time;
    time.year = reader.number(4, 4);
    reader.literal('-');
    time.month = reader.number(1, 2);
    reader.literal('-');
    time.day = reader.number(1, 2);
    reader.require(time.month >= 1 && time.month <= 12);
    if (!reader.isGood() || time.day < 1 || time.day > daysIn(time.month, time.year))
        return {};
    if (reader.atEnd())
        return time;
    if (reader.peek() == ' ') {
        reader.spaces();
        readTime(reader, time);
    } else {
        reader.require(reader.peek() == 'T' || reader.peek() == 't');
        if (!reader.isGood())
            return {};
        reader.literal(reader.peek());
        readTime(reader, time);
        readZone(reader, time);
    }
    if (!reader.atEnd())
        return {};
    return time;
}

void appendPadded(std::string &text, int number, std::size_t width)
{
    const std::string digits = std::to_string(number);
    text.append(width > digits.size() ? width - digits.size() : 0, '0');
    text += digits;
}

} // namespace

bool isTimestamp(std::string_view text)
{
    return readTimestamp(text).has_value();
}

std::optional<std::string> canonicalTimestamp(std::string_view text)
{
    const std::optional<Timestamp> time = readTimestamp(text);
    if (!time)
        return {};
    std::string result;
    appendPadded(result, time->year, 4);
    appendPadded(result += '-', time->month, 2);
    appendPadded(result += '-', time->day, 2);
    appendPadded(result += 'T', time->hour, 2);
    appendPadded(result += ':', time->minute, 2);
    appendPadded(result += ':', time->second, 2);
    const std::size_t significant = time->fraction.find_last_not_of('0');
    if (significant != std::string_view::npos)
        (result += '.') += time->fraction.substr(0, significant + 1);
    if (time->offsetMinutes == 0)
        return result + 'Z';
    const int offset = time->offsetMinutes < 0 ? -time->offsetMinutes : time->offsetMinutes;
    appendPadded(result += time->offsetMinutes < 0 ? '-' : '+', offset / 60, 2);
    appendPadded(result += ':', offset % 60, 2);
    return result;
}

} // namespace plumb::yaml
