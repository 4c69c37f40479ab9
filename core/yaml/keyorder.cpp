// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/keyorder.h"

#include "core/yaml/utf8.h"

#include <algorithm>

namespace plumb::yaml {

namespace {

bool isDigitAt(std::string_view text, std::size_t at)
{
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

struct DigitRun
{
    std::uint64_t value = 0;
    std::size_t end = 0;
};

// Long runs wrap around, as they do in go-yaml.
DigitRun digitsAt(std::string_view text, std::size_t at, std::uint64_t start)
{
    DigitRun run{.value = start, .end = at};
    for (; isDigitAt(text, run.end); ++run.end)
        run.value = run.value * 10 + static_cast<std::uint64_t>(text[run.end] - '0');
    return run;
}

// A zero counts as part of the digits before it: in "a10" and "a9" the runs differ from their
// start, but in "a100" and "a10" only from the last character on.
bool followsNonZeroDigits(std::string_view text, std::size_t at)
{
    while (at > 0 && isDigitAt(text, at - 1)) {
        if (text[--at] != '0')
            return true;
    }
    return false;
}

bool lessFrom(std::string_view a, std::string_view b, std::size_t at)
{
    const CodePoint left = codePointAt(a, at);
    const CodePoint right = codePointAt(b, at);
    const bool leftIsLetter = isLetter(left.value);
    const bool rightIsLetter = isLetter(right.value);
    if (leftIsLetter && rightIsLetter)
        return left.value < right.value;
    if (leftIsLetter || rightIsLetter)
        return rightIsLetter;
    const bool hasZero = left.value == '0' || right.value == '0';
    const std::uint64_t start = hasZero && followsNonZeroDigits(a, at) ? 1 : 0;
    const DigitRun leftRun = digitsAt(a, at, start);
    const DigitRun rightRun = digitsAt(b, at, start);
    if (leftRun.value != rightRun.value) {
        return static_cast<std::int64_t>(leftRun.value) < static_cast<std::int64_t>(rightRun.value);
    }
    if (leftRun.end != rightRun.end)
        return leftRun.end < rightRun.end;
    return left.value < right.value;
}

} // namespace

bool keyLess(std::string_view a, std::string_view b)
{
    const std::size_t shared = std::min(a.size(), b.size());
    const auto difference =
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shared), b.begin());
    auto at = static_cast<std::size_t>(difference.first - a.begin());
    if (at == shared)
        return a.size() < b.size();
    // Step back to the first byte of the code point that differs.
    while (at > 0 && (a[at] & 0xC0) == 0x80 && (b[at] & 0xC0) == 0x80)
        --at;
    return lessFrom(a, b, at);
}

std::vector<const Entry *> sortedByKey(std::span<const Entry> entries)
{
    std::vector<const Entry *> sorted;
    sorted.reserve(entries.size());
    for (const Entry &entry : entries)
        sorted.push_back(&entry);
    const auto less = [](const Entry *a, const Entry *b) {
        return keyLess(a->key.view(), b->key.view());
    };
    // The order is not a strict one for every set of keys; a stable sort is safe with that.
    if (!std::ranges::is_sorted(sorted, less))
        std::ranges::stable_sort(sorted, less);
    return sorted;
}

} // namespace plumb::yaml
