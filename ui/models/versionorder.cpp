// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/versionorder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace plumb::ui {

namespace {

struct ParsedVersion
{
    std::array<std::uint64_t, 3> numbers = {};
    std::string_view preRelease = {};
};

std::optional<std::uint64_t> parseNumber(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return {};
    return number;
}

// Cuts the text before @p separator off @p rest; the whole rest when there is none.
std::string_view takeUntil(std::string_view &rest, char separator)
{
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

std::optional<ParsedVersion> parse(std::string_view text)
{
    if (text.starts_with('v'))
        text.remove_prefix(1);
    text = text.substr(0, text.find('+'));
    ParsedVersion version;
    std::string_view core = takeUntil(text, '-');
    version.preRelease = text;
    if (std::ranges::count(core, '.') > 2)
        return {};
    for (std::uint64_t &number : version.numbers) {
        if (core.empty())
            break;
        const auto parsed = parseNumber(takeUntil(core, '.'));
        if (!parsed)
            return {};
        number = *parsed;
    }
    return version;
}

std::strong_ordering compareIdentifiers(std::string_view a, std::string_view b)
{
    const auto numberA = parseNumber(a);
    const auto numberB = parseNumber(b);
    if (numberA && numberB)
        return *numberA <=> *numberB;
    if (numberA || numberB) // semver.org §11: numbers come before words
        return numberA ? std::strong_ordering::less : std::strong_ordering::greater;
    return a <=> b;
}

std::strong_ordering comparePreReleases(std::string_view a, std::string_view b)
{
    if (a.empty() || b.empty()) // a release comes after all of its pre-releases
        return a.empty() <=> b.empty();
    while (!a.empty() && !b.empty()) {
        const auto order = compareIdentifiers(takeUntil(a, '.'), takeUntil(b, '.'));
        if (order != 0)
            return order;
    }
    return a.size() <=> b.size();
}

} // namespace

std::partial_ordering compareVersions(std::string_view a, std::string_view b)
{
    if (a.empty() || b.empty())
        return std::partial_ordering::unordered;
    const auto versionA = parse(a);
    const auto versionB = parse(b);
    if (!versionA || !versionB)
        return std::partial_ordering::unordered;
    if (const auto order = versionA->numbers <=> versionB->numbers; order != 0)
        return order;
    return comparePreReleases(versionA->preRelease, versionB->preRelease);
}

} // namespace plumb::ui
