// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/format.h"
#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/library/decimal.h"
#include "core/gotemplate/library/topics.h"
#include "core/gotemplate/strconv.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plumb::gotemplate {

namespace {

Value int64(std::int64_t value)
{
    return Value::integer(value, types::int64);
}

// Go's integers wrap around.
std::int64_t wrapped(std::uint64_t value)
{
    return static_cast<std::int64_t>(value);
}

std::uint64_t operand(const Value &value)
{
    return static_cast<std::uint64_t>(toInt64(value));
}

Result<Value> toInt(Call &call)
{
    return Value::integer(toInt64(call[0]));
}

Result<Value> toInteger64(Call &call)
{
    return int64(toInt64(call[0]));
}

Result<Value> toFloat(Call &call)
{
    return Value::floating(toFloat64(call[0]));
}

Result<Value> toInteger(Call &call)
{
    return Value::integer(integerOf(call.text(0)));
}

/// Permissions: "0644" and 644 are 420.
Result<Value> toDecimal(Call &call)
{
    return int64(parseInt(sprint(call.arguments), 8).value_or(0));
}

Result<Value> add(Call &call)
{
    std::uint64_t sum = 0;
    for (const Value &value : call.arguments)
        sum += operand(value);
    return int64(wrapped(sum));
}

Result<Value> add1(Call &call)
{
    return int64(wrapped(operand(call[0]) + 1));
}

Result<Value> sub(Call &call)
{
    return int64(wrapped(operand(call[0]) - operand(call[1])));
}

Result<Value> mul(Call &call)
{
    std::uint64_t product = 1;
    for (const Value &value : call.arguments)
        product *= operand(value);
    return int64(wrapped(product));
}

Result<Value> div(Call &call)
{
    const std::int64_t divisor = toInt64(call[1]);
    if (divisor == 0)
        return failure("runtime error: integer divide by zero");
    // The least number has no counterpart.
    if (divisor == -1)
        return int64(wrapped(0 - operand(call[0])));
    return int64(toInt64(call[0]) / divisor);
}

Result<Value> mod(Call &call)
{
    const std::int64_t divisor = toInt64(call[1]);
    if (divisor == 0)
        return failure("runtime error: integer divide by zero");
    return int64(divisor == -1 ? 0 : toInt64(call[0]) % divisor);
}

Result<Value> greatest(Call &call)
{
    std::int64_t result = toInt64(call[0]);
    for (const Value &value : call.arguments)
        result = std::max(result, toInt64(value));
    return int64(result);
}

Result<Value> least(Call &call)
{
    std::int64_t result = toInt64(call[0]);
    for (const Value &value : call.arguments)
        result = std::min(result, toInt64(value));
    return int64(result);
}

/// Like Go's math.Max and math.Min, one that is no number wins.
template<typename Better>
Result<Value> extreme(Call &call, Better better)
{
    double result = toFloat64(call[0]);
    for (const Value &value : call.arguments) {
        const double candidate = toFloat64(value);
        if (std::isnan(candidate) || better(candidate, result))
            result = candidate;
        if (std::isnan(candidate))
            break;
    }
    return Value::floating(result);
}

Result<Value> greatestFloat(Call &call)
{
    return extreme(call, std::greater<double>());
}

Result<Value> leastFloat(Call &call)
{
    return extreme(call, std::less<double>());
}

Result<Value> floor(Call &call)
{
    return Value::floating(std::floor(toFloat64(call[0])));
}

Result<Value> ceil(Call &call)
{
    return Value::floating(std::ceil(toFloat64(call[0])));
}

Result<Value> round(Call &call)
{
    const double roundUpFrom = call.size() > 2 ? call[2].asFloat() : 0.5;
    const double power = std::pow(10.0, static_cast<double>(call[1].asInt()));
    const double digit = power * toFloat64(call[0]);
    double whole = 0;
    const double fraction = std::modf(digit, &whole);
    const double rounded = fraction >= roundUpFrom ? std::ceil(digit) : std::floor(digit);
    return Value::floating(rounded / power);
}

Result<Decimal> decimal(const Value &value)
{
    const double number = toFloat64(value);
    if (std::isfinite(number))
        return Decimal::of(number);
    return failure("Cannot create a Decimal from " + formatFloat(number, 'g'));
}

template<typename Operation>
Result<Value> calculated(Decimal start, std::span<const Value> operands, Operation operation)
{
    for (const Value &operand : operands)
        start = operation(start, PLUMB_TRY(decimal(operand)));
    return Value::floating(start.toDouble());
}

Result<Value> addFloats(Call &call)
{
    return calculated(Decimal(), call.arguments, std::plus<Decimal>());
}

Result<Value> addOneFloat(Call &call)
{
    return calculated(Decimal::of(1), call.arguments, std::plus<Decimal>());
}

Result<Value> subFloats(Call &call)
{
    return calculated(PLUMB_TRY(decimal(call[0])), call.arguments.subspan(1),
                      std::minus<Decimal>());
}

Result<Value> mulFloats(Call &call)
{
    return calculated(PLUMB_TRY(decimal(call[0])), call.arguments.subspan(1),
                      std::multiplies<Decimal>());
}

Result<Value> divFloats(Call &call)
{
    const std::span<const Value> divisors = call.arguments.subspan(1);
    for (const Value &divisor : divisors) {
        if (PLUMB_TRY(decimal(divisor)).isZero())
            return failure("decimal division by 0");
    }
    return calculated(PLUMB_TRY(decimal(call[0])), divisors,
                      [](const Decimal &a, const Decimal &b) { return a.dividedBy(b); });
}

} // namespace

std::span<const Function> mathFunctions()
{
    static constexpr Signature one = {&types::any};
    static constexpr Signature two = {&types::any, &types::any};
    static constexpr Function functions[] = {
        {"add", add, one.variadic()},
        {"add1", add1, one},
        {"add1f", addOneFloat, one},
        {"addf", addFloats, one.variadic()},
        {"atoi", toInteger, {&types::string}},
        {"biggest", greatest, two.variadic()},
        {"ceil", ceil, one},
        {"div", div, two},
        {"divf", divFloats, two.variadic()},
        {"float64", toFloat, one},
        {"floor", floor, one},
        {"int", toInt, one},
        {"int64", toInteger64, one},
        {"max", greatest, two.variadic()},
        {"maxf", greatestFloat, two.variadic()},
        {"min", least, two.variadic()},
        {"minf", leastFloat, two.variadic()},
        {"mod", mod, two},
        {"mul", mul, two.variadic()},
        {"mulf", mulFloats, two.variadic()},
        {"round", round, Signature{&types::any, &types::integer, &types::float64}.variadic()},
        {"sub", sub, two},
        {"subf", subFloats, two.variadic()},
        {"toDecimal", toDecimal, one},
    };
    return functions;
}

} // namespace plumb::gotemplate
