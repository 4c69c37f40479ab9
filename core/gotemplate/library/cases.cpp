// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/casewords.h"
#include "core/gotemplate/library/runes.h"
#include "core/gotemplate/library/topics.h"
#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

#include <algorithm>

namespace plumb::gotemplate {

namespace {

constexpr std::string_view ellipsis = "...";

Value text(std::string_view text)
{
    return Value::string(Text(text));
}

Result<Value> upper(Call &call)
{
    return text(toUpper(call.text(0)));
}

Result<Value> lower(Call &call)
{
    return text(toLower(call.text(0)));
}

/// Whether a word ends at the character, to strings.Title.
bool isWordEnd(char32_t rune)
{
    if (rune == '_' || isLetter(rune) || isDigit(rune))
        return false;
    return rune < 0x80 || isSpace(rune);
}

Result<Value> title(Call &call)
{
    std::u32string runes = runesOf(call.text(0));
    bool isStart = true;
    for (char32_t &rune : runes) {
        const bool startsNext = isWordEnd(rune);
        if (isStart)
            rune = toTitle(rune);
        isStart = startsNext;
    }
    return text(textOf(runes));
}

Result<Value> untitle(Call &call)
{
    std::u32string runes = runesOf(call.text(0));
    bool isStart = true;
    for (char32_t &rune : runes) {
        if (!isSpace(rune) && isStart)
            rune = toLower(rune);
        isStart = isSpace(rune);
    }
    return text(textOf(runes));
}

Result<Value> swapcase(Call &call)
{
    std::u32string runes = runesOf(call.text(0));
    bool isStart = true;
    for (char32_t &rune : runes) {
        const bool isTitle = rune == 0x1c5 || rune == 0x1c8 || rune == 0x1cb || rune == 0x1f2;
        if (isUpper(rune) || isTitle) {
            rune = toLower(rune);
            isStart = false;
        } else if (isLower(rune)) {
            rune = isStart ? toTitle(rune) : toUpper(rune);
            isStart = false;
        } else {
            isStart = isSpace(rune);
        }
    }
    return text(textOf(runes));
}

/// Sprig looks at bytes here, as if the text were Latin-1.
Result<Value> nospace(Call &call)
{
    std::string result;
    bool hasSpace = false;
    for (const char c : call.text(0)) {
        const auto byte = static_cast<unsigned char>(c);
        if (isSpace(byte))
            hasSpace = true;
        else
            yaml::appendUtf8(result, byte);
    }
    return hasSpace ? text(result) : call[0];
}

Result<Value> initials(Call &call)
{
    std::string result;
    bool isStart = true;
    for (const char c : call.text(0)) {
        const auto byte = static_cast<unsigned char>(c);
        if (!isSpace(byte) && isStart)
            yaml::appendUtf8(result, byte);
        isStart = isSpace(byte);
    }
    return text(result);
}

std::string shortened(std::string_view source, std::size_t offset, std::size_t width)
{
    const std::size_t shown = width - ellipsis.size();
    if (source.size() <= width)
        return std::string(source);
    offset = std::min(offset, source.size());
    if (source.size() - offset < shown)
        offset = source.size() - shown;
    if (offset <= 4)
        return std::string(source.substr(0, shown)) + std::string(ellipsis);
    if (offset + shown < source.size()) {
        // Too narrow for a second ellipsis, nothing remains.
        const std::string rest =
            shown < 4 ? std::string() : shortened(source.substr(offset), 0, shown);
        return std::string(ellipsis) + rest;
    }
    return std::string(ellipsis) + std::string(source.substr(source.size() - shown));
}

Result<Value> abbrev(Call &call)
{
    const std::int64_t width = call[0].asInt();
    if (width < 4)
        return call[1];
    return text(shortened(call.text(1), 0, static_cast<std::size_t>(width)));
}

Result<Value> abbrevboth(Call &call)
{
    const std::int64_t left = call[0].asInt();
    const std::int64_t right = call[1].asInt();
    if (right < 4 || (left > 0 && right < 7))
        return call[2];
    const auto offset = static_cast<std::size_t>(std::max<std::int64_t>(left, 0));
    return text(shortened(call.text(2), offset, static_cast<std::size_t>(right)));
}

enum class LongWords : bool { Keep, Break };

/// Lines of at most @p width bytes, broken at spaces.
std::string wrapped(std::string_view source, std::int64_t width, std::string_view lineEnd,
                    LongWords longWords)
{
    const auto limit = static_cast<std::size_t>(std::max<std::int64_t>(width, 1));
    std::string result;
    while (source.size() > limit) {
        if (source.starts_with(' ')) {
            source.remove_prefix(1);
            continue;
        }
        const std::size_t space = source.substr(0, limit + 1).rfind(' ');
        std::size_t end = space;
        std::size_t skipped = 1;
        if (space == source.npos && longWords == LongWords::Break) {
            end = limit;
            skipped = 0;
        } else if (space == source.npos) {
            end = source.find(' ', limit);
            if (end == source.npos)
                break;
        }
        result.append(source.substr(0, end)).append(lineEnd);
        source.remove_prefix(end + skipped);
    }
    return result.append(source);
}

Result<Value> wrap(Call &call)
{
    return text(wrapped(call.text(1), call[0].asInt(), "\n", LongWords::Keep));
}

Result<Value> wrapWith(Call &call)
{
    const std::string_view lineEnd = call.text(1).empty() ? "\n" : call.text(1);
    PLUMB_TRY(call.execution.reserve(call.text(2).size() * (lineEnd.size() + 1)));
    return text(wrapped(call.text(2), call[0].asInt(), lineEnd, LongWords::Break));
}

Result<Value> snakecase(Call &call)
{
    return text(lowerWords(call.text(0), U'_'));
}

Result<Value> kebabcase(Call &call)
{
    return text(lowerWords(call.text(0), U'-'));
}

Result<Value> camelcase(Call &call)
{
    return text(joinedWords(call.text(0)));
}

} // namespace

std::span<const Function> caseFunctions()
{
    static constexpr Signature one = {&types::string};
    static constexpr Signature counted = {&types::integer, &types::string};
    static constexpr Function functions[] = {
        {"abbrev", abbrev, counted},
        {"abbrevboth", abbrevboth, {&types::integer, &types::integer, &types::string}},
        {"camelcase", camelcase, one},
        {"initials", initials, one},
        {"kebabcase", kebabcase, one},
        {"lower", lower, one},
        {"nospace", nospace, one},
        {"snakecase", snakecase, one},
        {"swapcase", swapcase, one},
        {"title", title, one},
        {"untitle", untitle, one},
        {"upper", upper, one},
        {"wrap", wrap, counted},
        {"wrapWith", wrapWith, {&types::integer, &types::string, &types::string}},
    };
    return functions;
}

} // namespace plumb::gotemplate
