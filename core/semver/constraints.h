// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/semver/version.h"
#include "core/semver/versiontext.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::semver {

/// Whether a range that names no pre-release takes pre-releases.
enum class Prereleases : bool { WhenNamed, Included };

/// A range of versions as charts and Flux's sources write it: ">= 1.2, < 2 || ~3.1 || 4.x",
/// "1.2 - 1.4", "^0.3" (Masterminds/semver v3).
class Constraints
{
public:
    /// Reads a range; InvalidInput quotes the part that is none.
    static Result<Constraints> parse(std::string_view text);

    /// Whether the version lies in the range. A pre-release only ever does where a comparison that
    /// holds together with the others ("||" apart) names one itself.
    bool contains(const Version &version, Prereleases prereleases = Prereleases::WhenNamed) const;

    /// The range with one space between comparisons.
    std::string toString() const;

private:
    enum class Operator : std::uint8_t {
        Equal,
        NotEqual,
        Greater,
        Less,
        GreaterOrEqual,
        LessOrEqual,
        Tilde,
        Caret,
    };

    struct Comparison
    {
        Operator op = Operator::Equal;
        std::string sign;         ///< The operator as written.
        std::string written;      ///< The version as written.
        Version version;          ///< With 0 for what is left open.
        bool isOpen = false;      ///< Some number is a wildcard or absent:
        bool isMinorOpen = false; ///< the minor number, but not the major one,
        bool isPatchOpen = false; ///< or the patch number alone.
    };

    struct Alternative
    {
        std::vector<Comparison> comparisons; ///< All of them must hold.
        bool namesPrerelease = false;
    };

    struct Written
    {
        Operator op = Operator::Equal;
        std::string_view sign;
        VersionText version;
    };

    static std::optional<Written> takeComparison(std::string_view &text);
    static std::optional<std::vector<Written>> takeComparisons(std::string_view text);
    static Result<Comparison> interpret(const Written &written);
    static Result<Alternative> parseAlternative(std::string_view text);
    static bool holds(const Comparison &comparison, const Version &version);
    static bool differs(const Comparison &comparison, const Version &version);
    static bool isGreater(const Comparison &comparison, const Version &version);
    static bool isLessOrEqual(const Comparison &comparison, const Version &version);
    static bool isNear(const Comparison &comparison, const Version &version);
    static bool isCompatible(const Comparison &comparison, const Version &version);

    std::vector<Alternative> m_alternatives;
};

} // namespace plumb::semver
