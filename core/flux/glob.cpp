// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/glob.h"

#include "core/flux/unicode.h"

#include <cstdint>

namespace plumb::flux {

namespace {

/// One step of a pattern against the front of a text.
enum class Step : std::uint8_t { Matched, Different, Malformed };

// A possibly escaped character of a class; what follows it must not be the pattern's end.
std::optional<std::string_view> takeClassCharacter(std::string_view &pattern)
{
    if (pattern.empty() || pattern[0] == '-' || pattern[0] == ']')
        return std::nullopt;
    if (pattern[0] == '\\')
        pattern.remove_prefix(1);
    if (pattern.empty())
        return std::nullopt;
    const std::string_view character = unicode::firstCharacter(pattern);
    pattern.remove_prefix(character.size());
    if (pattern.empty())
        return std::nullopt;
    return character;
}

// Characters of valid UTF-8 sort like their bytes when they are of one length, and a longer one
// is always greater.
bool isAtMost(std::string_view a, std::string_view b)
{
    return a.size() != b.size() ? a.size() < b.size() : a <= b;
}

Step matchClass(std::string_view &pattern, std::string_view &text)
{
    const std::string_view character = unicode::firstCharacter(text);
    text.remove_prefix(character.size());
    pattern.remove_prefix(1);
    const bool isNegated = pattern.starts_with('^');
    if (isNegated)
        pattern.remove_prefix(1);
    bool isIn = false;
    for (int ranges = 0;; ++ranges) {
        if (ranges > 0 && pattern.starts_with(']')) {
            pattern.remove_prefix(1);
            return isIn != isNegated ? Step::Matched : Step::Different;
        }
        const auto low = takeClassCharacter(pattern);
        auto high = low;
        if (low && pattern[0] == '-') {
            pattern.remove_prefix(1);
            high = takeClassCharacter(pattern);
        }
        if (!low || !high)
            return Step::Malformed;
        isIn = isIn || (isAtMost(*low, character) && isAtMost(character, *high));
    }
}

Step matchOne(std::string_view &pattern, std::string_view &text)
{
    if (text.empty())
        return Step::Different;
    if (pattern[0] == '[')
        return matchClass(pattern, text);
    if (pattern[0] == '?') {
        text.remove_prefix(unicode::firstCharacter(text).size());
        pattern.remove_prefix(1);
        return Step::Matched;
    }
    if (pattern[0] == '\\') {
        pattern.remove_prefix(1);
        if (pattern.empty())
            return Step::Malformed;
    }
    if (pattern[0] != text[0])
        return Step::Different;
    pattern.remove_prefix(1);
    text.remove_prefix(1);
    return Step::Matched;
}

} // namespace

std::optional<bool> matchesGlob(std::string_view pattern, std::string_view text)
{
    // Only the last star has to be tried again: an earlier one that took more could not help.
    std::optional<std::string_view> afterStar;
    std::string_view retry;
    for (;;) {
        if (pattern.starts_with('*')) {
            pattern.remove_prefix(1);
            afterStar = pattern;
            retry = text;
            continue;
        }
        if (pattern.empty() && text.empty())
            return true;
        const Step step = pattern.empty() ? Step::Different : matchOne(pattern, text);
        if (step == Step::Matched)
            continue;
        if (step == Step::Malformed)
            return std::nullopt;
        if (!afterStar || retry.empty())
            return false;
        retry.remove_prefix(1);
        pattern = *afterStar;
        text = retry;
    }
}

} // namespace plumb::flux
