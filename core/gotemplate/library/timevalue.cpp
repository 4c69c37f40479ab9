// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/timevalue.h"

#include "core/gotemplate/functions.h"
#include "core/gotemplate/template.h"

namespace plumb::gotemplate {

namespace {

constexpr std::string_view defaultLayout = "2006-01-02 15:04:05.999999999 -0700 MST";

class TimeObject final : public Object
{
public:
    explicit TimeObject(GoTime time)
        : Object(types::time)
        , m_time(std::move(time))
    {
    }

    const GoTime &time() const { return m_time; }
    std::string text() const override { return formatTime(m_time, defaultLayout); }
    bool equals(const Object &other) const override
    {
        const GoTime &time = static_cast<const TimeObject &>(other).m_time;
        return m_time.compare(time) == 0 && m_time.zone.rules == time.zone.rules
               && m_time.zone.offset == time.zone.offset;
    }
    Value encoded() const override
    {
        return Value::string(Text(formatTime(m_time, "2006-01-02T15:04:05.999999999Z07:00")));
    }

private:
    GoTime m_time;
};

std::string timeText(const Value &value)
{
    return formatTime(timeOf(value), defaultLayout);
}

std::string durationValueText(const Value &value)
{
    return durationText(value.asInt());
}

std::string monthText(const Value &value)
{
    return std::string(monthName(static_cast<int>(value.asInt())));
}

std::string weekdayText(const Value &value)
{
    return std::string(weekdayName(static_cast<int>(value.asInt())));
}

const GoType month{
    .name = "time.Month", .kind = "int", .underlying = &types::integer, .text = monthText};
const GoType weekday{
    .name = "time.Weekday", .kind = "int", .underlying = &types::integer, .text = weekdayText};

const GoTime &receiver(Call &call)
{
    return timeOf(call.receiver);
}

Result<Value> int64(std::int64_t value)
{
    return Value::integer(value, types::int64);
}

Result<Value> integer(std::int64_t value)
{
    return Value::integer(value);
}

Result<Value> format(Call &call)
{
    return Value::string(Text(formatTime(receiver(call), call.text(0))));
}

Result<Value> add(Call &call)
{
    return timeValue(receiver(call).plus(call[0].asInt()));
}

Result<Value> addDate(Call &call)
{
    return timeValue(receiver(call).plusDate(call[0].asInt(), call[1].asInt(), call[2].asInt()));
}

Result<Value> sub(Call &call)
{
    return Value::integer(receiver(call).since(timeOf(call[0])), types::duration);
}

template<int CivilTime::*member>
Result<Value> field(Call &call)
{
    return integer(civilTime(receiver(call)).*member);
}

Result<Value> year(Call &call)
{
    return integer(civilTime(receiver(call)).year);
}

Result<Value> monthOf(Call &call)
{
    return Value::integer(civilTime(receiver(call)).month, month);
}

Result<Value> weekdayOf(Call &call)
{
    return Value::integer(civilTime(receiver(call)).weekday, weekday);
}

Result<Value> unix(Call &call)
{
    return int64(receiver(call).seconds);
}

Result<Value> unixMilli(Call &call)
{
    return int64(receiver(call).seconds * 1000 + receiver(call).nanoseconds / 1'000'000);
}

Result<Value> unixMicro(Call &call)
{
    return int64(receiver(call).seconds * 1'000'000 + receiver(call).nanoseconds / 1000);
}

Result<Value> unixNano(Call &call)
{
    // Go's result wraps around where it does not fit, too.
    const auto seconds = static_cast<std::uint64_t>(receiver(call).seconds);
    return int64(static_cast<std::int64_t>(
        seconds * 1'000'000'000 + static_cast<std::uint64_t>(receiver(call).nanoseconds)));
}

Result<Value> utc(Call &call)
{
    return timeValue(receiver(call).in(Zone()));
}

constexpr Function timeMethods[] = {
    {"Add", add, {&types::duration}},
    {"AddDate", addDate, {&types::integer, &types::integer, &types::integer}},
    {"After",
     [](Call &call) -> Result<Value> {
         return Value::boolean(receiver(call).compare(timeOf(call[0])) > 0);
     },
     {&types::time}},
    {"Before",
     [](Call &call) -> Result<Value> {
         return Value::boolean(receiver(call).compare(timeOf(call[0])) < 0);
     },
     {&types::time}},
    {"Compare",
     [](Call &call) { return integer(receiver(call).compare(timeOf(call[0]))); },
     {&types::time}},
    {"Day", field<&CivilTime::day>, {}},
    {"Equal",
     [](Call &call) -> Result<Value> {
         return Value::boolean(receiver(call).compare(timeOf(call[0])) == 0);
     },
     {&types::time}},
    {"Format", format, {&types::string}},
    {"Hour", field<&CivilTime::hour>, {}},
    {"IsZero",
     [](Call &call) -> Result<Value> {
         return Value::boolean(receiver(call).compare(GoTime::zero()) == 0);
     },
     {}},
    {"Local", utc, {}},
    {"Minute", field<&CivilTime::minute>, {}},
    {"Month", monthOf, {}},
    {"Nanosecond", [](Call &call) { return integer(receiver(call).nanoseconds); }, {}},
    {"Second", field<&CivilTime::second>, {}},
    {"String",
     [](Call &call) -> Result<Value> { return Value::string(Text(timeText(call.receiver))); },
     {}},
    {"Sub", sub, {&types::time}},
    {"UTC", utc, {}},
    {"Unix", unix, {}},
    {"UnixMicro", unixMicro, {}},
    {"UnixMilli", unixMilli, {}},
    {"UnixNano", unixNano, {}},
    {"Weekday", weekdayOf, {}},
    {"Year", year, {}},
    {"YearDay", field<&CivilTime::yearDay>, {}},
};

double inUnit(Call &call, double nanoseconds)
{
    return static_cast<double>(call.receiver.asInt()) / nanoseconds;
}

constexpr Function durationMethods[] = {
    {"Hours",
     [](Call &call) -> Result<Value> { return Value::floating(inUnit(call, 3.6e12)); },
     {}},
    {"Microseconds", [](Call &call) { return int64(call.receiver.asInt() / 1000); }, {}},
    {"Milliseconds", [](Call &call) { return int64(call.receiver.asInt() / 1'000'000); }, {}},
    {"Minutes",
     [](Call &call) -> Result<Value> { return Value::floating(inUnit(call, 6e10)); },
     {}},
    {"Nanoseconds", [](Call &call) { return int64(call.receiver.asInt()); }, {}},
    {"Seconds", [](Call &call) -> Result<Value> { return Value::floating(inUnit(call, 1e9)); }, {}},
    {"String",
     [](Call &call) -> Result<Value> {
         return Value::string(Text(durationText(call.receiver.asInt())));
     },
     {}},
};

} // namespace

namespace types {

const GoType time{.name = "time.Time",
                  .kind = "struct",
                  .methods = timeMethods,
                  .methodCount = std::size(timeMethods),
                  .text = timeText};
const GoType duration{.name = "time.Duration",
                      .kind = "int64",
                      .underlying = &types::int64,
                      .methods = durationMethods,
                      .methodCount = std::size(durationMethods),
                      .text = durationValueText};

} // namespace types

Value timeValue(GoTime time)
{
    return Value::object(new TimeObject(std::move(time)));
}

const GoTime &timeOf(const Value &value)
{
    return static_cast<const TimeObject &>(*value.asObject()).time();
}

} // namespace plumb::gotemplate
