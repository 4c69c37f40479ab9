// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/semver/version.h"

#include "core/semver/versiontext.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace plumb::semver {

namespace {

// Messages are those of Masterminds/semver, which reach users through template errors.
constexpr std::size_t maximumLength = 256;
constexpr std::string_view invalidVersion = "invalid semantic version";
constexpr std::string_view leadingZero = "version segment starts with 0";

std::unexpected<Error> invalid(std::string_view message)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::string(message)));
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNumeric(std::string_view text)
{
    return std::ranges::all_of(text, isDigit);
}

bool isIdentifier(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    });
}

/// Takes the text up to the next dot.
std::string_view takePart(std::string_view &rest)
{
    const std::size_t dot = rest.find('.');
    const std::string_view part = rest.substr(0, dot);
    rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    return part;
}

Result<> requirePrerelease(std::string_view prerelease)
{
    if (prerelease.ends_with('.'))
        return invalid("invalid prerelease string");
    for (std::string_view rest = prerelease; !rest.empty();) {
        const std::string_view part = takePart(rest);
        if (!isIdentifier(part))
            return invalid("invalid prerelease string");
        if (isNumeric(part) && part.size() > 1 && part.starts_with('0'))
            return invalid(leadingZero);
    }
    return {};
}

Result<> requireMetadata(std::string_view metadata)
{
    if (metadata.ends_with('.'))
        return invalid("invalid metadata string");
    for (std::string_view rest = metadata; !rest.empty();) {
        if (!isIdentifier(takePart(rest)))
            return invalid("invalid metadata string");
    }
    return {};
}

std::optional<std::uint64_t> unsignedNumber(std::string_view text)
{
    std::uint64_t number = 0;
    const char *end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc() || stop != end)
        return {};
    return number;
}

/// A number of the version; an absent one is 0.
Result<std::uint64_t> segment(std::string_view text)
{
    if (text.empty())
        return 0;
    if (const std::optional<std::uint64_t> number = unsignedNumber(text))
        return *number;
    return invalid("error parsing version segment: strconv.ParseUint: parsing \""
                   + std::string(text) + "\": value out of range");
}

/// Numbers come before words; numbers are compared as numbers, words as bytes.
int comparePart(std::string_view a, std::string_view b)
{
    if (a == b)
        return 0;
    if (a.empty() || b.empty())
        return a.empty() ? -1 : 1;
    const std::optional<std::uint64_t> first = unsignedNumber(a);
    const std::optional<std::uint64_t> second = unsignedNumber(b);
    if (first && second)
        return *first > *second ? 1 : -1;
    if (!first && !second)
        return a > b ? 1 : -1;
    return first ? -1 : 1;
}

int compareNumbers(std::uint64_t a, std::uint64_t b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

/// Splits off what follows the mark; nothing when the mark is absent.
std::optional<std::string_view> takeAfter(std::string_view &text, char mark)
{
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos)
        return {};
    const std::string_view rest = text.substr(at + 1);
    text = text.substr(0, at);
    return rest;
}

} // namespace

Result<Version> Version::parse(std::string_view text)
{
    if (text.size() > maximumLength)
        return invalid("version string is too long (max 256 bytes)");
    const std::optional<VersionText> parts = versionAtStart(text, Numbers::Digits);
    if (!parts || parts->whole.size() != text.size())
        return invalid(invalidVersion);

    Version version;
    version.m_major = PLUMB_TRY(segment(parts->numbers[0]));
    version.m_minor = PLUMB_TRY(segment(parts->numbers[1]));
    version.m_patch = PLUMB_TRY(segment(parts->numbers[2]));
    PLUMB_TRY(requirePrerelease(parts->prerelease));
    version.m_prerelease = parts->prerelease;
    version.m_metadata = parts->metadata;
    version.m_original = text;
    return version;
}

Result<Version> Version::parseStrict(std::string_view text)
{
    if (text.empty())
        return invalid("version string empty");
    if (text.size() > maximumLength)
        return invalid("version string is too long (max 256 bytes)");
    std::string_view rest = text;
    std::string_view numbers[3] = {takePart(rest), takePart(rest), rest};
    if (std::ranges::count(text, '.') < 2)
        return invalid(invalidVersion);

    Version version;
    if (const std::optional<std::string_view> metadata = takeAfter(numbers[2], '+')) {
        if (metadata->empty())
            return invalid("invalid metadata string");
        PLUMB_TRY(requireMetadata(*metadata));
        version.m_metadata = *metadata;
    }
    if (const std::optional<std::string_view> prerelease = takeAfter(numbers[2], '-')) {
        if (prerelease->empty())
            return invalid("invalid prerelease string");
        PLUMB_TRY(requirePrerelease(*prerelease));
        version.m_prerelease = *prerelease;
    }
    for (const std::string_view number : numbers) {
        if (number.empty() || !isNumeric(number))
            return invalid("invalid characters in version");
        if (number.size() > 1 && number.starts_with('0'))
            return invalid(leadingZero);
    }
    version.m_major = PLUMB_TRY(segment(numbers[0]));
    version.m_minor = PLUMB_TRY(segment(numbers[1]));
    version.m_patch = PLUMB_TRY(segment(numbers[2]));
    version.m_original = text;
    return version;
}

std::string Version::toString() const
{
    std::string text =
        std::to_string(m_major) + '.' + std::to_string(m_minor) + '.' + std::to_string(m_patch);
    if (!m_prerelease.empty())
        text += '-' + m_prerelease;
    if (!m_metadata.empty())
        text += '+' + m_metadata;
    return text;
}

void Version::respell()
{
    m_original = (m_original.starts_with('v') ? "v" : "") + toString();
}

Result<Version> Version::release(std::uint64_t Version::*number) const
{
    if (this->*number == std::numeric_limits<std::uint64_t>::max()) {
        return std::unexpected(
            Error(ErrorCode::LimitExceeded, "version increment would overflow uint64"));
    }
    Version next = *this;
    next.*number += 1;
    next.m_prerelease.clear();
    next.m_metadata.clear();
    return next;
}

Result<Version> Version::nextPatch() const
{
    Version next = *this;
    if (m_prerelease.empty())
        next = PLUMB_TRY(release(&Version::m_patch));
    // The release that a pre-release is for comes next after it.
    next.m_prerelease.clear();
    next.m_metadata.clear();
    next.respell();
    return next;
}

Result<Version> Version::nextMinor() const
{
    Version next = PLUMB_TRY(release(&Version::m_minor));
    next.m_patch = 0;
    next.respell();
    return next;
}

Result<Version> Version::nextMajor() const
{
    Version next = PLUMB_TRY(release(&Version::m_major));
    next.m_minor = 0;
    next.m_patch = 0;
    next.respell();
    return next;
}

Result<Version> Version::withPrerelease(std::string_view prerelease) const
{
    PLUMB_TRY(requirePrerelease(prerelease));
    Version next = *this;
    next.m_prerelease = prerelease;
    next.respell();
    return next;
}

Result<Version> Version::withMetadata(std::string_view metadata) const
{
    PLUMB_TRY(requireMetadata(metadata));
    Version next = *this;
    next.m_metadata = metadata;
    next.respell();
    return next;
}

int Version::compare(const Version &other) const
{
    for (const auto number : {&Version::m_major, &Version::m_minor, &Version::m_patch}) {
        if (const int order = compareNumbers(this->*number, other.*number); order != 0)
            return order;
    }
    if (m_prerelease.empty() || other.m_prerelease.empty())
        return int(m_prerelease.empty()) - int(other.m_prerelease.empty());
    return comparePrereleases(m_prerelease, other.m_prerelease);
}

int comparePrereleases(std::string_view a, std::string_view b)
{
    while (!a.empty() || !b.empty()) {
        const std::string_view first = takePart(a);
        if (const int order = comparePart(first, takePart(b)); order != 0)
            return order;
    }
    return 0;
}

} // namespace plumb::semver
