// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/linemap.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plumb::history {

namespace {

using Lines = std::vector<std::string_view>;

// Beyond this many changed lines a longest common subsequence costs too much to wait for.
constexpr std::size_t longestCompared = 4000;

Lines linesOf(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        lines.push_back(text.substr(0, end + 1));
        text.remove_prefix(end + 1);
    }
    return lines;
}

// Which line of before matches a line of after in a longest common subsequence of both.
std::optional<std::size_t> matchOf(const Lines &before, const Lines &after, std::size_t wanted)
{
    const std::size_t columns = after.size() + 1;
    std::vector<std::uint16_t> longest((before.size() + 1) * columns);
    for (std::size_t i = before.size(); i-- > 0;) {
        for (std::size_t j = after.size(); j-- > 0;) {
            longest[i * columns + j] =
                before[i] == after[j]
                    ? static_cast<std::uint16_t>(longest[(i + 1) * columns + j + 1] + 1)
                    : std::max(longest[(i + 1) * columns + j], longest[i * columns + j + 1]);
        }
    }
    for (std::size_t i = 0, j = 0; i < before.size() && j <= wanted;) {
        if (before[i] == after[j]) {
            if (j == wanted)
                return i;
            ++i;
            ++j;
        } else if (longest[(i + 1) * columns + j] >= longest[i * columns + j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    return {};
}

} // namespace

std::optional<int> oldLineOf(std::string_view before, std::string_view after, int line)
{
    const Lines older = linesOf(before);
    const Lines newer = linesOf(after);
    const auto wanted = static_cast<std::size_t>(line - 1);
    if (line < 1 || wanted >= newer.size())
        return {};

    const std::size_t shared = std::min(older.size(), newer.size());
    std::size_t head = 0;
    while (head < shared && older[head] == newer[head])
        ++head;
    if (wanted < head)
        return line;
    std::size_t tail = 0;
    while (tail < shared - head && older[older.size() - 1 - tail] == newer[newer.size() - 1 - tail])
        ++tail;
    if (wanted >= newer.size() - tail)
        return static_cast<int>(older.size() - (newer.size() - wanted)) + 1;

    const Lines changedBefore(older.begin() + static_cast<std::ptrdiff_t>(head),
                              older.end() - static_cast<std::ptrdiff_t>(tail));
    const Lines changedAfter(newer.begin() + static_cast<std::ptrdiff_t>(head),
                             newer.end() - static_cast<std::ptrdiff_t>(tail));
    if (changedBefore.size() > longestCompared || changedAfter.size() > longestCompared)
        return {};
    const auto match = matchOf(changedBefore, changedAfter, wanted - head);
    if (!match)
        return {};
    return static_cast<int>(head + *match) + 1;
}

} // namespace plumb::history
