// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/timelayout.h"

namespace plumb::gotemplate {

namespace {

struct Known
{
    std::string_view text;
    LayoutPart part;
};

// Longer ones before those that they begin with.
constexpr Known known[] = {
    {"January", LayoutPart::LongMonth},
    {"Jan", LayoutPart::Month},
    {"Monday", LayoutPart::LongWeekday},
    {"Mon", LayoutPart::Weekday},
    {"MST", LayoutPart::ZoneName},
    {"002", LayoutPart::ZeroYearDay},
    {"01", LayoutPart::ZeroMonth},
    {"02", LayoutPart::ZeroDay},
    {"03", LayoutPart::ZeroHour12},
    {"04", LayoutPart::ZeroMinute},
    {"05", LayoutPart::ZeroSecond},
    {"06", LayoutPart::Year},
    {"15", LayoutPart::Hour},
    {"1", LayoutPart::MonthNumber},
    {"2006", LayoutPart::LongYear},
    {"2", LayoutPart::Day},
    {"__2", LayoutPart::SpaceYearDay},
    {"_2", LayoutPart::SpaceDay},
    {"3", LayoutPart::Hour12},
    {"4", LayoutPart::Minute},
    {"5", LayoutPart::Second},
    {"PM", LayoutPart::UpperPm},
    {"pm", LayoutPart::LowerPm},
    {"-070000", LayoutPart::ZoneOffset},
    {"-07:00:00", LayoutPart::ZoneOffset},
    {"-0700", LayoutPart::ZoneOffset},
    {"-07:00", LayoutPart::ZoneOffset},
    {"-07", LayoutPart::ZoneOffset},
    {"Z070000", LayoutPart::ZoneOffset},
    {"Z07:00:00", LayoutPart::ZoneOffset},
    {"Z0700", LayoutPart::ZoneOffset},
    {"Z07:00", LayoutPart::ZoneOffset},
    {"Z07", LayoutPart::ZoneOffset},
};

bool isSmallLetter(std::string_view text)
{
    return !text.empty() && text[0] >= 'a' && text[0] <= 'z';
}

/// ".000" or ",999" that no other digit follows; its size.
std::size_t fractionSize(std::string_view text)
{
    if (text.size() < 2 || (text[0] != '.' && text[0] != ',') || (text[1] != '0' && text[1] != '9'))
        return 0;
    std::size_t end = 1;
    while (end < text.size() && text[end] == text[1])
        ++end;
    const bool isFollowed = end < text.size() && text[end] >= '0' && text[end] <= '9';
    return isFollowed ? 0 : end;
}

Known partAt(std::string_view text)
{
    if (const std::size_t size = fractionSize(text); size > 0) {
        return {text.substr(0, size),
                text[1] == '0' ? LayoutPart::Fraction : LayoutPart::TrimmedFraction};
    }
    for (const Known &candidate : known) {
        if (!text.starts_with(candidate.text))
            continue;
        // "Month" and "Jane" are words.
        const bool isShortName =
            candidate.part == LayoutPart::Month || candidate.part == LayoutPart::Weekday;
        if (isShortName && isSmallLetter(text.substr(candidate.text.size())))
            continue;
        return candidate;
    }
    return {{}, LayoutPart::None};
}

} // namespace

LayoutChunk firstChunk(std::string_view layout)
{
    for (std::size_t at = 0; at < layout.size(); ++at) {
        const std::string_view rest = layout.substr(at);
        // "_2006" is an underline and a year.
        if (rest.starts_with("_2006"))
            continue;
        const Known part = partAt(rest);
        if (part.part != LayoutPart::None) {
            return {layout.substr(0, at), part.part, rest.substr(0, part.text.size()),
                    rest.substr(part.text.size())};
        }
    }
    return {layout, LayoutPart::None, {}, {}};
}

} // namespace plumb::gotemplate
