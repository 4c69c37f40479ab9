// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace plumb::semver {

/// A semantic version as Helm and Flux read it (Masterminds/semver v3).
///
/// Equality and order are those of precedence: build metadata and the spelling do not count, so
/// equal versions may print differently.
class Version
{
public:
    /// Version 0.0.0.
    Version() = default;

    /// Reads a version, the way of charts: a leading "v", missing minor and patch numbers and
    /// leading zeros of these numbers are forgiven.
    static Result<Version> parse(std::string_view text);
    /// Reads a version that keeps to the specification (semver.org) to the letter.
    static Result<Version> parseStrict(std::string_view text);

    std::uint64_t major() const { return m_major; }
    std::uint64_t minor() const { return m_minor; }
    std::uint64_t patch() const { return m_patch; }
    /// What follows the '-', such as "rc.1"; empty for a release.
    const std::string &prerelease() const { return m_prerelease; }
    /// What follows the '+'.
    const std::string &metadata() const { return m_metadata; }
    /// The text that was read, its "v" included.
    const std::string &original() const { return m_original; }

    /// The canonical spelling: three numbers, no "v".
    std::string toString() const;

    /// The next version of each kind; LimitExceeded where the number has no successor.
    Result<Version> nextPatch() const;
    Result<Version> nextMinor() const;
    Result<Version> nextMajor() const;
    Result<Version> withPrerelease(std::string_view prerelease) const;
    Result<Version> withMetadata(std::string_view metadata) const;

    /// Negative, zero or positive as this comes before, with or after @p other.
    int compare(const Version &other) const;
    std::weak_ordering operator<=>(const Version &other) const { return compare(other) <=> 0; }
    bool operator==(const Version &other) const { return compare(other) == 0; }

private:
    Result<Version> release(std::uint64_t Version::*number) const;
    void respell();

    std::uint64_t m_major = 0;
    std::uint64_t m_minor = 0;
    std::uint64_t m_patch = 0;
    std::string m_prerelease;
    std::string m_metadata;
    std::string m_original = "0.0.0";
};

/// The order of two pre-releases of one version, as compare() has it; "" stands for a release only
/// in so far as it comes first.
int comparePrereleases(std::string_view a, std::string_view b);

} // namespace plumb::semver
