// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/semver/versiontext.h"

namespace plumb::semver {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNumberCharacter(char c, Numbers numbers)
{
    return isDigit(c)
           || (numbers == Numbers::Wildcards && (c == 'x' || c == 'X' || c == '*' || c == '|'));
}

bool isIdentifierCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

std::size_t numberEnd(std::string_view text, std::size_t at, Numbers numbers)
{
    while (at < text.size() && isNumberCharacter(text[at], numbers))
        ++at;
    return at;
}

/// The end of identifiers joined by dots; @p at when there is none.
std::size_t identifiersEnd(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (true) {
        std::size_t next = at;
        while (next < text.size() && isIdentifierCharacter(text[next]))
            ++next;
        if (next == at)
            return end;
        end = next;
        if (end == text.size() || text[end] != '.')
            return end;
        at = end + 1;
    }
}

/// Identifiers after their mark, which is skipped with them.
std::string_view takeIdentifiers(std::string_view text, std::size_t &at, char mark)
{
    if (at == text.size() || text[at] != mark)
        return {};
    const std::size_t end = identifiersEnd(text, at + 1);
    if (end == at + 1)
        return {};
    const std::string_view identifiers = text.substr(at + 1, end - at - 1);
    at = end;
    return identifiers;
}

} // namespace

std::optional<VersionText> versionAtStart(std::string_view text, Numbers numbers)
{
    VersionText version;
    std::size_t at = text.starts_with('v') ? 1 : 0;
    for (std::size_t i = 0; i < version.numbers.size(); ++i) {
        const std::size_t start = i == 0 ? at : at + 1;
        if (i > 0 && (at == text.size() || text[at] != '.'))
            break;
        const std::size_t end = numberEnd(text, start, numbers);
        if (end == start)
            break;
        version.numbers[i] = text.substr(start, end - start);
        at = end;
    }
    if (version.numbers[0].empty())
        return {};
    version.prerelease = takeIdentifiers(text, at, '-');
    version.metadata = takeIdentifiers(text, at, '+');
    version.whole = text.substr(0, at);
    return version;
}

} // namespace plumb::semver
