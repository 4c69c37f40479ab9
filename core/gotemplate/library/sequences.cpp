// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/topics.h"

namespace plumb::gotemplate {

namespace {

struct Steps
{
    std::int64_t start = 0;
    std::int64_t stop = 0; ///< Not reached.
    std::int64_t step = 1;
};

/// How many numbers there are; none when the step leads away from the end.
std::uint64_t countOf(const Steps &steps)
{
    const auto start = static_cast<std::uint64_t>(steps.start);
    const auto stop = static_cast<std::uint64_t>(steps.stop);
    const bool isDown = steps.stop < steps.start;
    if (isDown ? steps.step >= 0 : steps.step <= 0)
        return 0;
    const std::uint64_t distance = isDown ? start - stop : stop - start;
    const std::uint64_t step = isDown ? 0 - static_cast<std::uint64_t>(steps.step)
                                      : static_cast<std::uint64_t>(steps.step);
    return distance / step + (distance % step == 0 ? 0 : 1);
}

Result<std::vector<std::int64_t>> numbers(Call &call, const Steps &steps)
{
    constexpr std::uint64_t most = std::uint64_t(1) << 32;
    const std::uint64_t count = countOf(steps);
    if (count > most)
        return std::unexpected(Error(ErrorCode::LimitExceeded, "the sequence is too long"));
    PLUMB_TRY(call.execution.reserve(count * sizeof(Value)));
    std::vector<std::int64_t> result;
    result.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i)
        result.push_back(steps.start + static_cast<std::int64_t>(i) * steps.step);
    return result;
}

Result<Value> list(Call &call, const Steps &steps)
{
    std::vector<Value> items;
    for (const std::int64_t number : PLUMB_TRY(numbers(call, steps)))
        items.push_back(Value::integer(number));
    return Value::list(std::move(items), types::integerList);
}

Result<Value> until(Call &call)
{
    const std::int64_t stop = call[0].asInt();
    return list(call, {.stop = stop, .step = stop < 0 ? -1 : 1});
}

Result<Value> untilStep(Call &call)
{
    return list(call, {call[0].asInt(), call[1].asInt(), call[2].asInt()});
}

/// Like the command of this name: end, or start and end, or start, step and end.
Result<Value> seq(Call &call)
{
    if (call.size() == 0 || call.size() > 3)
        return Value::string(Text());
    const std::int64_t start = call.size() > 1 ? call[0].asInt() : 1;
    const std::int64_t end = call[call.size() - 1].asInt();
    const std::int64_t direction = end < start ? -1 : 1;
    const std::int64_t step = call.size() == 3 ? call[1].asInt() : direction;
    if (call.size() == 3 && end < start && step > 0)
        return Value::string(Text());
    std::string text;
    for (const std::int64_t number : PLUMB_TRY(numbers(call, {start, end + direction, step}))) {
        if (!text.empty())
            text += ' ';
        text += std::to_string(number);
    }
    return Value::string(Text(text));
}

} // namespace

std::span<const Function> sequenceFunctions()
{
    static constexpr Function functions[] = {
        {"seq", seq, Signature{&types::integer}.variadic()},
        {"until", until, {&types::integer}},
        {"untilStep", untilStep, {&types::integer, &types::integer, &types::integer}},
    };
    return functions;
}

} // namespace plumb::gotemplate
