// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/semver/constraints.h"

#include <algorithm>
#include <array>
#include <optional>

namespace plumb::semver {

namespace {

constexpr std::size_t maximumLength = 512;
constexpr std::size_t maximumAlternatives = 32;
constexpr std::string_view separator = "||";

std::unexpected<Error> invalid(std::string message)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::move(message)));
}

/// As Go quotes text in messages, for all that is likely to be in a range.
std::string quoted(std::string_view text)
{
    constexpr std::string_view escaped = "\a\b\t\n\v\f\r\"\\";
    constexpr std::string_view letters = "abtnvfr\"\\";
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (const std::size_t at = escaped.find(c); at != std::string_view::npos)
            result += {'\\', letters[at]};
        else if (byte < 0x20 || byte == 0x7f)
            result += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        else
            result += c;
    }
    return result + '"';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

std::size_t spacesAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isSpace(text[end]))
        ++end;
    return end - at;
}

void skipSpaces(std::string_view &text)
{
    text.remove_prefix(spacesAt(text, 0));
}

bool isWildcard(std::string_view number)
{
    return number.empty() || number == "x" || number == "X" || number == "*";
}

struct HyphenRange
{
    std::size_t end = 0;
    std::string_view first;
    std::string_view last;
};

/// "1.2 - 1.4" at @p at, with the spaces around it.
std::optional<HyphenRange> hyphenRangeAt(std::string_view text, std::size_t at)
{
    at += spacesAt(text, at);
    const std::optional<VersionText> first = versionAtStart(text.substr(at), Numbers::Wildcards);
    if (!first)
        return {};
    at += first->whole.size();
    const std::size_t before = spacesAt(text, at);
    at += before;
    if (before == 0 || at == text.size() || text[at] != '-')
        return {};
    const std::size_t after = spacesAt(text, ++at);
    at += after;
    if (after == 0)
        return {};
    const std::optional<VersionText> last = versionAtStart(text.substr(at), Numbers::Wildcards);
    if (!last)
        return {};
    at += last->whole.size();
    return HyphenRange{.end = at + spacesAt(text, at), .first = first->whole, .last = last->whole};
}

/// The text with comparisons in place of hyphen ranges.
std::string withoutHyphenRanges(std::string_view text)
{
    std::string result(text);
    for (std::size_t at = 0; at < text.size();) {
        const std::optional<HyphenRange> range = hyphenRangeAt(text, at);
        if (!range) {
            ++at;
            continue;
        }
        const std::string_view written = text.substr(at, range->end - at);
        std::string comparisons = ">= " + std::string(range->first);
        comparisons += ", <= " + std::string(range->last) + ' ';
        // Masterminds replaces the first occurrence, which may be part of an earlier range.
        if (const std::size_t found = result.find(written); found != std::string::npos)
            result.replace(found, written.size(), comparisons);
        at = range->end;
    }
    return result;
}

} // namespace

std::optional<Constraints::Written> Constraints::takeComparison(std::string_view &text)
{
    struct Sign
    {
        std::string_view text;
        Operator op;
    };
    // Longer ones first.
    static constexpr std::array<Sign, 12> signs = {{
        {"!=", Operator::NotEqual},
        {">=", Operator::GreaterOrEqual},
        {"=>", Operator::GreaterOrEqual},
        {"<=", Operator::LessOrEqual},
        {"=<", Operator::LessOrEqual},
        {"~>", Operator::Tilde},
        {"=", Operator::Equal},
        {">", Operator::Greater},
        {"<", Operator::Less},
        {"~", Operator::Tilde},
        {"^", Operator::Caret},
        {"", Operator::Equal},
    }};
    const auto sign = std::ranges::find_if(
        signs, [text](const Sign &candidate) { return text.starts_with(candidate.text); });
    text.remove_prefix(sign->text.size());
    skipSpaces(text);
    const std::optional<VersionText> version = versionAtStart(text, Numbers::Wildcards);
    if (!version)
        return {};
    text.remove_prefix(version->whole.size());
    return Written{.op = sign->op, .sign = sign->text, .version = *version};
}

/// The comparisons of a text, which must hold nothing else.
std::optional<std::vector<Constraints::Written>> Constraints::takeComparisons(std::string_view text)
{
    std::vector<Written> comparisons;
    skipSpaces(text);
    while (true) {
        const std::optional<Written> comparison = takeComparison(text);
        if (!comparison)
            return {};
        comparisons.push_back(*comparison);
        const std::size_t spaces = spacesAt(text, 0);
        text.remove_prefix(spaces);
        if (text.empty())
            return comparisons;
        if (text.starts_with(',')) {
            text.remove_prefix(1);
            skipSpaces(text);
        } else if (spaces == 0) {
            return {};
        }
    }
}

Result<Constraints::Comparison> Constraints::interpret(const Written &written)
{
    Comparison comparison;
    comparison.op = written.op;
    comparison.sign = written.sign;
    comparison.written = written.version.whole;
    std::string version = comparison.written;
    const auto [major, minor, patch] = written.version.numbers;
    if (isWildcard(major)) {
        version = "0.0.0";
        comparison.isOpen = true;
    } else if (isWildcard(minor)) {
        version = std::string(major) + ".0.0";
        comparison.isOpen = comparison.isMinorOpen = true;
    } else if (isWildcard(patch)) {
        version = std::string(major) + '.' + std::string(minor) + ".0";
        comparison.isOpen = comparison.isPatchOpen = true;
    }
    if (comparison.isOpen && !written.version.prerelease.empty())
        version += '-' + std::string(written.version.prerelease);
    Result<Version> parsed = Version::parse(version);
    if (!parsed)
        return invalid("constraint parser error");
    comparison.version = *std::move(parsed);
    return comparison;
}

Result<Constraints::Alternative> Constraints::parseAlternative(std::string_view text)
{
    const std::optional<std::vector<Written>> written = takeComparisons(text);
    if (!written)
        return invalid("improper constraint: " + quoted(text));
    Alternative alternative;
    for (const Written &each : *written) {
        Comparison comparison = PLUMB_TRY(interpret(each));
        alternative.namesPrerelease |= !comparison.version.prerelease().empty();
        alternative.comparisons.push_back(std::move(comparison));
    }
    return alternative;
}

Result<Constraints> Constraints::parse(std::string_view text)
{
    if (text.size() > maximumLength)
        return invalid("constraint string is too long (max 512 bytes)");
    const std::string ranges = withoutHyphenRanges(text);
    std::vector<std::string_view> alternatives;
    for (std::string_view rest = ranges;;) {
        const std::size_t end = rest.find(separator);
        alternatives.push_back(rest.substr(0, end));
        if (end == std::string_view::npos)
            break;
        rest.remove_prefix(end + separator.size());
    }
    if (alternatives.size() > maximumAlternatives)
        return invalid("too many constraint groups (max 32)");

    Constraints constraints;
    for (const std::string_view alternative : alternatives)
        constraints.m_alternatives.push_back(PLUMB_TRY(parseAlternative(alternative)));
    return constraints;
}

bool Constraints::contains(const Version &version, Prereleases prereleases) const
{
    return std::ranges::any_of(m_alternatives, [&](const Alternative &alternative) {
        if (!version.prerelease().empty() && prereleases == Prereleases::WhenNamed
            && !alternative.namesPrerelease)
            return false;
        return std::ranges::all_of(alternative.comparisons, [&](const Comparison &comparison) {
            return holds(comparison, version);
        });
    });
}

bool Constraints::holds(const Comparison &comparison, const Version &version)
{
    switch (comparison.op) {
    case Operator::Equal:
        return comparison.isOpen ? isNear(comparison, version) : version == comparison.version;
    case Operator::NotEqual: return differs(comparison, version);
    case Operator::Greater: return isGreater(comparison, version);
    case Operator::Less: return version < comparison.version;
    case Operator::GreaterOrEqual: return version >= comparison.version;
    case Operator::LessOrEqual: return isLessOrEqual(comparison, version);
    case Operator::Tilde: return isNear(comparison, version);
    case Operator::Caret: return isCompatible(comparison, version);
    }
    return false;
}

bool Constraints::differs(const Comparison &comparison, const Version &version)
{
    const Version &bound = comparison.version;
    if (!comparison.isOpen)
        return version != bound;
    if (bound.major() != version.major())
        return true;
    if (comparison.isMinorOpen)
        return false;
    if (bound.minor() != version.minor())
        return true;
    if (comparison.isPatchOpen)
        return comparePrereleases(version.prerelease(), bound.prerelease()) != 0;
    return version != bound;
}

bool Constraints::isGreater(const Comparison &comparison, const Version &version)
{
    const Version &bound = comparison.version;
    if (!comparison.isOpen)
        return version > bound;
    if (version.major() != bound.major())
        return version.major() > bound.major();
    // Nothing in 11.x is greater than 11, only 12 is.
    if (comparison.isMinorOpen)
        return false;
    return comparison.isPatchOpen ? version.minor() > bound.minor() : version > bound;
}

bool Constraints::isLessOrEqual(const Comparison &comparison, const Version &version)
{
    const Version &bound = comparison.version;
    if (!comparison.isOpen)
        return version <= bound;
    if (version.major() != bound.major())
        return version.major() < bound.major();
    return comparison.isMinorOpen || version.minor() <= bound.minor();
}

/// ~1.2.3 is 1.2.3 up to 1.3, ~1 anything in 1.x, ~* anything.
bool Constraints::isNear(const Comparison &comparison, const Version &version)
{
    const Version &bound = comparison.version;
    if (version < bound)
        return false;
    const bool isZero = bound.major() == 0 && bound.minor() == 0 && bound.patch() == 0;
    if (isZero && !comparison.isMinorOpen && !comparison.isPatchOpen)
        return true;
    return version.major() == bound.major()
           && (comparison.isMinorOpen || version.minor() == bound.minor());
}

/// ^1.2.3 is 1.2.3 up to 2; with a major number of 0 the next number that is not 0 stays, too.
bool Constraints::isCompatible(const Comparison &comparison, const Version &version)
{
    const Version &bound = comparison.version;
    if (version < bound || version.major() != bound.major())
        return false;
    if (bound.major() > 0 || comparison.isMinorOpen)
        return true;
    if (version.minor() != bound.minor())
        return false;
    return bound.minor() > 0 || comparison.isPatchOpen || version.patch() == bound.patch();
}

std::string Constraints::toString() const
{
    std::string text;
    for (const Alternative &alternative : m_alternatives) {
        if (!text.empty())
            text += " || ";
        bool isFirst = true;
        for (const Comparison &comparison : alternative.comparisons) {
            if (!isFirst)
                text += ' ';
            isFirst = false;
            text += comparison.sign + comparison.written;
        }
    }
    return text;
}

} // namespace plumb::semver
