// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/gotext.h"
#include "core/yaml/text.h"

#include <cstdint>

namespace plumb::helm {

namespace {

struct Chunk
{
    bool hasStar = false;
    std::string_view text;
    std::string_view rest;
};

// The pattern up to the next star that is not in brackets.
Chunk takeChunk(std::string_view pattern)
{
    Chunk chunk;
    while (pattern.starts_with('*')) {
        pattern.remove_prefix(1);
        chunk.hasStar = true;
    }
    bool inBrackets = false;
    std::size_t i = 0;
    for (; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size())
            ++i;
        else if (c == '[')
            inBrackets = true;
        else if (c == ']')
            inBrackets = false;
        else if (c == '*' && !inBrackets)
            break;
    }
    chunk.text = pattern.substr(0, i);
    chunk.rest = pattern.substr(i);
    return chunk;
}

std::uint32_t takeRune(std::string_view &text)
{
    const auto first = static_cast<unsigned char>(text.front());
    std::size_t size = first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
    size = size > text.size() ? 1 : size;
    std::uint32_t rune = size == 1 ? first : first & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i)
        rune = (rune << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    text.remove_prefix(size);
    return rune;
}

// One end of a range in brackets.
std::optional<std::uint32_t> takeBracketRune(std::string_view &chunk)
{
    if (chunk.empty() || chunk.front() == '-' || chunk.front() == ']')
        return {};
    if (chunk.front() == '\\') {
        chunk.remove_prefix(1);
        if (chunk.empty())
            return {};
    }
    const std::uint32_t rune = takeRune(chunk);
    if (chunk.empty())
        return {};
    return rune;
}

// Whether the brackets at the start of the chunk match a character; takes them.
std::optional<bool> matchBrackets(std::string_view &chunk, std::uint32_t rune)
{
    chunk.remove_prefix(1);
    const bool isNegated = chunk.starts_with('^');
    if (isNegated)
        chunk.remove_prefix(1);
    bool matches = false;
    for (int ranges = 0;; ++ranges) {
        if (chunk.starts_with(']') && ranges > 0)
            break;
        const auto low = takeBracketRune(chunk);
        if (!low)
            return {};
        std::uint32_t high = *low;
        if (chunk.starts_with('-')) {
            chunk.remove_prefix(1);
            const auto end = takeBracketRune(chunk);
            if (!end)
                return {};
            high = *end;
        }
        matches = matches || (*low <= rune && rune <= high);
    }
    chunk.remove_prefix(1);
    return matches != isNegated;
}

struct ChunkMatch
{
    bool isGood = true; ///< The pattern is well formed.
    std::optional<std::string_view> rest;
};

// Matches a chunk without stars at the start of the name. Reads all of the chunk, so that a
// malformed one is found whatever the name is.
ChunkMatch matchChunk(std::string_view chunk, std::string_view name)
{
    bool failed = false;
    while (!chunk.empty()) {
        failed = failed || name.empty();
        if (chunk.front() == '[') {
            const std::uint32_t rune = failed ? 0 : takeRune(name);
            const auto matches = matchBrackets(chunk, rune);
            if (!matches)
                return {.isGood = false, .rest = {}};
            failed = failed || !*matches;
            continue;
        }
        if (chunk.front() == '?') {
            if (!failed) {
                failed = name.front() == '/';
                takeRune(name);
            }
            chunk.remove_prefix(1);
            continue;
        }
        if (chunk.front() == '\\') {
            chunk.remove_prefix(1);
            if (chunk.empty())
                return {.isGood = false, .rest = {}};
        }
        if (!failed) {
            failed = chunk.front() != name.front();
            name.remove_prefix(1);
        }
        chunk.remove_prefix(1);
    }
    if (failed)
        return {};
    return {.isGood = true, .rest = name};
}

enum class Step : std::uint8_t { Matched, Failed, Malformed };

// Matches a chunk that follows a star: at the earliest place where the rest can go on.
Step matchAfterStar(const Chunk &chunk, std::string_view &name)
{
    for (std::size_t i = 0; i < name.size() && name[i] != '/'; ++i) {
        const ChunkMatch match = matchChunk(chunk.text, name.substr(i + 1));
        if (!match.isGood)
            return Step::Malformed;
        if (match.rest && (!chunk.rest.empty() || match.rest->empty())) {
            name = *match.rest;
            return Step::Matched;
        }
    }
    return Step::Failed;
}

} // namespace

std::optional<bool> matchPath(std::string_view pattern, std::string_view name)
{
    while (!pattern.empty()) {
        const Chunk chunk = takeChunk(pattern);
        pattern = chunk.rest;
        if (chunk.hasStar && chunk.text.empty())
            return name.find('/') == std::string_view::npos;
        const ChunkMatch match = matchChunk(chunk.text, name);
        if (match.rest && (match.rest->empty() || !pattern.empty())) {
            name = *match.rest;
            continue;
        }
        if (!match.isGood)
            return {};
        if (chunk.hasStar) {
            const Step step = matchAfterStar(chunk, name);
            if (step == Step::Malformed)
                return {};
            if (step == Step::Matched)
                continue;
        }
        // The rest must still be well formed.
        while (!pattern.empty()) {
            const Chunk more = takeChunk(pattern);
            pattern = more.rest;
            if (!matchChunk(more.text, {}).isGood)
                return {};
        }
        return false;
    }
    return name.empty();
}

} // namespace plumb::helm
