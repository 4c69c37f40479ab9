// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/filesglob.h"

#include <cstddef>
#include <vector>

namespace plumb::helm {

namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr int maximumSteps = 200'000;

std::size_t runeLength(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
    return length > text.size() ? 1 : length;
}

// The place of the bracket that closes the one at the start.
std::size_t closing(std::string_view text, char open, char close)
{
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == open && open != '[')
            ++depth;
        else if (text[i] == close && --depth <= 0)
            return i;
    }
    return npos;
}

bool isWellFormed(std::string_view pattern)
{
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\') {
            if (++i >= pattern.size())
                return false;
        } else if (pattern[i] == '[' || pattern[i] == '{') {
            const char close = pattern[i] == '[' ? ']' : '}';
            const std::size_t end = closing(pattern.substr(i), pattern[i], close);
            if (end == npos || (close == ']' && end == 1))
                return false;
            if (close == ']')
                i += end;
        }
    }
    return true;
}

class Matcher
{
public:
    bool matches(std::string_view pattern, std::string_view name);

private:
    bool matchesStar(std::string_view pattern, std::string_view name);
    bool matchesChoice(std::string_view pattern, std::string_view name);
    static bool inBrackets(std::string_view brackets, std::string_view rune);

    int m_steps = 0;
};

bool Matcher::inBrackets(std::string_view brackets, std::string_view rune)
{
    const bool isNegated = brackets.starts_with('!');
    if (isNegated)
        brackets.remove_prefix(1);
    bool found = false;
    if (brackets.size() >= 3) {
        const std::size_t low = runeLength(brackets);
        if (low < brackets.size() && brackets[low] == '-' && low + 1 < brackets.size()
            && runeLength(brackets.substr(low + 1)) == brackets.size() - low - 1) {
            found = brackets.substr(0, low) <= rune && rune <= brackets.substr(low + 1);
            return found != isNegated;
        }
    }
    for (std::size_t i = 0; i < brackets.size() && !found;) {
        if (brackets[i] == '\\' && i + 1 < brackets.size())
            ++i;
        const std::size_t length = runeLength(brackets.substr(i));
        found = brackets.substr(i, length) == rune;
        i += length;
    }
    return found != isNegated;
}

bool Matcher::matchesStar(std::string_view pattern, std::string_view name)
{
    const bool isSuper = pattern.starts_with("**");
    while (pattern.starts_with('*'))
        pattern.remove_prefix(1);
    for (std::size_t i = 0;; ++i) {
        if (matches(pattern, name.substr(i)))
            return true;
        if (i == name.size() || (!isSuper && name[i] == '/'))
            return false;
    }
}

bool Matcher::matchesChoice(std::string_view pattern, std::string_view name)
{
    const std::size_t end = closing(pattern, '{', '}');
    if (end == npos)
        return false;
    const std::string rest(pattern.substr(end + 1));
    std::string_view inside = pattern.substr(1, end - 1);
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= inside.size(); ++i) {
        if (i < inside.size() && inside[i] == '\\') {
            ++i;
            continue;
        }
        if (i < inside.size() && inside[i] == '{')
            ++depth;
        else if (i < inside.size() && inside[i] == '}')
            --depth;
        if (i == inside.size() || (inside[i] == ',' && depth == 0)) {
            if (matches(std::string(inside.substr(begin, i - begin)) + rest, name))
                return true;
            begin = i + 1;
        }
    }
    return false;
}

bool Matcher::matches(std::string_view pattern, std::string_view name)
{
    while (!pattern.empty()) {
        if (++m_steps > maximumSteps)
            return false;
        const char c = pattern.front();
        if (c == '*')
            return matchesStar(pattern, name);
        if (c == '{')
            return matchesChoice(pattern, name);
        if (name.empty())
            return false;
        const std::size_t length = runeLength(name);
        if (c == '?') {
            if (name.front() == '/')
                return false;
            pattern.remove_prefix(1);
        } else if (c == '[') {
            const std::size_t end = closing(pattern, '[', ']');
            if (end == npos || !inBrackets(pattern.substr(1, end - 1), name.substr(0, length)))
                return false;
            pattern.remove_prefix(end + 1);
        } else {
            if (c == '\\' && pattern.size() > 1)
                pattern.remove_prefix(1);
            if (!pattern.starts_with(name.substr(0, length)))
                return false;
            pattern.remove_prefix(length);
        }
        name.remove_prefix(length);
    }
    return name.empty();
}

} // namespace

std::optional<bool> matchesFilesGlob(std::string_view pattern, std::string_view name)
{
    if (!isWellFormed(pattern))
        return {};
    return Matcher().matches(pattern, name);
}

} // namespace plumb::helm
