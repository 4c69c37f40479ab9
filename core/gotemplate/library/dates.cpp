// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/library/timevalue.h"
#include "core/gotemplate/library/topics.h"
#include "core/gotemplate/template.h"

#include <limits>

namespace plumb::gotemplate {

namespace {

constexpr std::string_view htmlLayout = "2006-01-02";
constexpr std::int64_t nanosecondsPerSecond = 1'000'000'000;

Value text(std::string_view text)
{
    return Value::string(Text(text));
}

GoTime currentTime(Call &call)
{
    return GoTime::ofNanoseconds(call.execution.options().now);
}

/// A time, or seconds since 1970; anything else is now.
GoTime dateOf(Call &call, const Value &value)
{
    if (&value.type() == &types::time)
        return timeOf(value);
    const GoType *type = &value.type();
    if (type == &types::int64 || type == &types::integer || type == &types::int32)
        return {.seconds = value.asInt()};
    return currentTime(call);
}

Value formatted(Call &call, std::string_view layout, const Value &date, std::string_view zone)
{
    const Zone named = Zone::named(zone).value_or(Zone());
    return text(formatTime(dateOf(call, date).in(named), layout));
}

Result<Value> date(Call &call)
{
    return formatted(call, call.text(0), call[1], "Local");
}

Result<Value> dateInZone(Call &call)
{
    return formatted(call, call.text(0), call[1], call.text(2));
}

Result<Value> htmlDate(Call &call)
{
    return formatted(call, htmlLayout, call[0], "Local");
}

Result<Value> htmlDateInZone(Call &call)
{
    return formatted(call, htmlLayout, call[0], call.text(1));
}

Result<Value> dateModify(Call &call)
{
    const Result<std::int64_t> duration = parseDuration(call.text(0));
    return duration ? timeValue(timeOf(call[1]).plus(*duration)) : call[1];
}

Result<Value> mustDateModify(Call &call)
{
    const Result<std::int64_t> duration = parseDuration(call.text(0));
    if (!duration)
        return failure(duration.error().message());
    return timeValue(timeOf(call[1]).plus(*duration));
}

std::int64_t roundedToSeconds(std::int64_t nanoseconds)
{
    const std::int64_t rest = nanoseconds % nanosecondsPerSecond;
    const std::int64_t whole = nanoseconds - rest;
    if (rest >= nanosecondsPerSecond / 2)
        return whole + nanosecondsPerSecond;
    return rest <= -nanosecondsPerSecond / 2 ? whole - nanosecondsPerSecond : whole;
}

Result<Value> ago(Call &call)
{
    const bool is32 = &call[0].type() == &types::int32;
    const GoTime start = is32 ? currentTime(call) : dateOf(call, call[0]);
    return text(durationText(roundedToSeconds(currentTime(call).since(start))));
}

Result<Value> duration(Call &call)
{
    std::int64_t seconds = 0;
    if (call[0].isString())
        seconds = integerOf(call[0].text());
    else if (&call[0].type() == &types::int64)
        seconds = call[0].asInt();
    const std::uint64_t product =
        static_cast<std::uint64_t>(seconds) * static_cast<std::uint64_t>(nanosecondsPerSecond);
    return text(durationText(static_cast<std::int64_t>(product)));
}

Result<Value> durationRound(Call &call)
{
    std::int64_t nanoseconds = 0;
    if (call[0].isString())
        nanoseconds = parseDuration(call[0].text()).value_or(0);
    else if (&call[0].type() == &types::int64)
        nanoseconds = call[0].asInt();
    else if (&call[0].type() == &types::time)
        nanoseconds = currentTime(call).since(timeOf(call[0]));

    struct Unit
    {
        std::uint64_t seconds;
        std::string_view name;
    };
    static constexpr Unit units[] = {{86400 * 365, "y"}, {86400 * 30, "mo"}, {86400, "d"},
                                     {3600, "h"},        {60, "m"},          {1, "s"}};
    const auto bits = static_cast<std::uint64_t>(nanoseconds);
    const std::uint64_t size = nanoseconds < 0 ? 0 - bits : bits;
    for (const Unit &unit : units) {
        const std::uint64_t length = unit.seconds * std::uint64_t(nanosecondsPerSecond);
        if (size > length)
            return text(std::to_string(size / length) + std::string(unit.name));
    }
    return text("0s");
}

Result<Value> now(Call &call)
{
    return timeValue(currentTime(call));
}

Result<Value> toDate(Call &call)
{
    return timeValue(parseTime(call.text(0), call.text(1)).value_or(GoTime::zero()));
}

Result<Value> mustToDate(Call &call)
{
    const Result<GoTime> time = parseTime(call.text(0), call.text(1));
    if (!time)
        return failure(time.error().message());
    return timeValue(*time);
}

Result<Value> unixEpoch(Call &call)
{
    return text(std::to_string(timeOf(call[0]).seconds));
}

} // namespace

std::span<const Function> dateFunctions()
{
    static constexpr Signature zoned = {&types::string, &types::any, &types::string};
    static constexpr Signature modified = {&types::string, &types::time};
    static constexpr Signature parsed = {&types::string, &types::string};
    static constexpr Function functions[] = {
        {"ago", ago, {&types::any}},
        {"date", date, {&types::string, &types::any}},
        {"dateInZone", dateInZone, zoned},
        {"dateModify", dateModify, modified},
        {"date_in_zone", dateInZone, zoned},
        {"date_modify", dateModify, modified},
        {"duration", duration, {&types::any}},
        {"durationRound", durationRound, {&types::any}},
        {"htmlDate", htmlDate, {&types::any}},
        {"htmlDateInZone", htmlDateInZone, {&types::any, &types::string}},
        {"mustDateModify", mustDateModify, modified},
        {"mustToDate", mustToDate, parsed},
        {"must_date_modify", mustDateModify, modified},
        {"now", now, {}},
        {"toDate", toDate, parsed},
        {"unixEpoch", unixEpoch, {&types::time}},
    };
    return functions;
}

} // namespace plumb::gotemplate
