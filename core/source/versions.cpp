// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/versions.h"

#include "core/semver/constraints.h"

#include <algorithm>

namespace plumb::source {

namespace {

struct Known
{
    semver::Version version;
    const std::string *text = nullptr;
};

std::vector<Known> sorted(const std::vector<std::string> &versions)
{
    std::vector<Known> known;
    for (const std::string &text : versions) {
        if (auto version = readVersion(text))
            known.push_back({.version = *std::move(version), .text = &text});
    }
    std::ranges::stable_sort(
        known, [](const Known &a, const Known &b) { return a.version.compare(b.version) > 0; });
    return known;
}

} // namespace

std::optional<semver::Version> readVersion(std::string_view text)
{
    if (std::ranges::count(text, '.') < 2)
        return std::nullopt;
    Result<semver::Version> version = semver::Version::parse(text);
    return version ? std::optional(*std::move(version)) : std::nullopt;
}

std::vector<std::string> newestFirst(const std::vector<std::string> &versions)
{
    std::vector<std::string> result;
    for (const Known &known : sorted(versions))
        result.push_back(*known.text);
    return result;
}

Result<std::optional<std::string>> highestIn(std::string_view range,
                                             const std::vector<std::string> &versions)
{
    const auto constraints =
        PLUMB_TRY(semver::Constraints::parse(range.empty() ? std::string_view("*") : range));
    for (const Known &known : sorted(versions)) {
        if (constraints.contains(known.version))
            return *known.text;
    }
    return std::nullopt;
}

std::string newestOf(const std::vector<std::string> &versions)
{
    constexpr std::size_t shown = 3;
    const std::size_t count = std::min(shown, versions.size());
    if (count == 0)
        return "; it has no version at all";
    std::string text = count == 1 ? "; the only one is " : "; the newest are ";
    for (std::size_t i = 0; i < count; ++i)
        text.append(i == 0 ? "" : i + 1 == count ? " and " : ", ").append(versions[i]);
    return text;
}

} // namespace plumb::source
