// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/envsubstfunctions.h"

#include "core/flux/glob.h"
#include "core/flux/unicode.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace plumb::flux::envsubst {

namespace {

using Arguments = std::vector<std::string>;

std::string changeCase(std::string_view text, std::string (*change)(std::string_view))
{
    std::string changed;
    while (!text.empty()) {
        const std::string_view character = unicode::firstCharacter(text);
        changed += change(character);
        text.remove_prefix(character.size());
    }
    return changed;
}

std::string changeFirst(std::string_view text, std::string (*change)(std::string_view))
{
    if (text.empty())
        return {};
    const std::string_view character = unicode::firstCharacter(text);
    return change(character) + std::string(text.substr(character.size()));
}

std::optional<std::int64_t> toNumber(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return number;
}

std::string substring(std::string_view value, const Arguments &arguments)
{
    const auto size = static_cast<std::int64_t>(value.size());
    std::optional<std::int64_t> offset = arguments.empty() ? std::nullopt : toNumber(arguments[0]);
    if (!offset)
        return std::string(value);
    if (*offset < 0)
        offset = std::max<std::int64_t>(0, size + std::max(*offset, -size));
    if (arguments.size() == 1)
        return *offset < size ? std::string(value.substr(static_cast<std::size_t>(*offset))) : "";
    const std::optional<std::int64_t> length = toNumber(arguments[1]);
    if (!length)
        return std::string(value);
    if (*offset >= size)
        return {};
    // envsubst panics on a negative length; a blank is what is left of it here.
    const std::int64_t count = std::clamp<std::int64_t>(*length, 0, size - *offset);
    return std::string(
        value.substr(static_cast<std::size_t>(*offset), static_cast<std::size_t>(count)));
}

std::string reversed(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const std::string_view character = unicode::firstCharacter(text);
        result.insert(0, character);
        text.remove_prefix(character.size());
    }
    return result;
}

// Trying every prefix against a glob is quadratic, so longer values are left as they are.
constexpr std::size_t maximumTrimmed = std::size_t{64} * 1024;

std::string trimPrefix(std::string_view value, std::string_view pattern, bool isLongest)
{
    if (value.size() > maximumTrimmed)
        return std::string(value);
    std::size_t matched = 0;
    for (std::size_t length = value.size(); length > 0; --length) {
        const std::optional<bool> matches = matchesGlob(pattern, value.substr(0, length));
        if (!matches)
            return std::string(value);
        if (!*matches)
            continue;
        matched = length;
        if (isLongest)
            break;
    }
    return std::string(value.substr(matched));
}

std::string trimSuffix(std::string_view value, std::string_view pattern, bool isLongest)
{
    if (value.size() > maximumTrimmed)
        return std::string(value);
    return reversed(trimPrefix(reversed(value), reversed(pattern), isLongest));
}

std::string replaceAll(std::string_view value, std::string_view from, std::string_view to)
{
    std::string result;
    if (from.empty()) {
        // Go puts the replacement before every character and at the end.
        while (!value.empty()) {
            const std::string_view character = unicode::firstCharacter(value);
            result += to;
            result += character;
            value.remove_prefix(character.size());
        }
        return result + std::string(to);
    }
    for (;;) {
        const std::size_t found = value.find(from);
        result += value.substr(0, found);
        if (found == value.npos)
            return result;
        result += to;
        value.remove_prefix(found + from.size());
    }
}

std::string replace(std::string_view operation, std::string_view value, const Arguments &arguments)
{
    const std::string_view from = arguments[0];
    const std::string_view to = arguments.size() > 1 ? std::string_view(arguments[1]) : "";
    if (operation == "//")
        return replaceAll(value, from, to);
    // With an anchor, envsubst wants both parts or changes nothing.
    if (operation == "/#") {
        if (arguments.size() != 2 || !value.starts_with(from))
            return std::string(value);
        return std::string(to) + std::string(value.substr(from.size()));
    }
    if (operation == "/%") {
        if (arguments.size() != 2 || !value.ends_with(from))
            return std::string(value);
        return std::string(value.substr(0, value.size() - from.size())) + std::string(to);
    }
    const std::size_t found = value.find(from);
    if (found == value.npos)
        return std::string(value);
    return std::string(value.substr(0, found)) + std::string(to)
           + std::string(value.substr(found + from.size()));
}

std::string valueOrDefault(std::string_view value, const Arguments &arguments)
{
    if (!value.empty())
        return std::string(value);
    std::string joined;
    for (const std::string &argument : arguments)
        joined += argument;
    return joined;
}

} // namespace

std::string apply(std::string_view operation, std::string_view value, const Arguments &arguments)
{
    if (operation == "^")
        return changeFirst(value, unicode::toUpper);
    if (operation == "^^")
        return changeCase(value, unicode::toUpper);
    if (operation == ",")
        return changeFirst(value, unicode::toLower);
    if (operation == ",,")
        return changeCase(value, unicode::toLower);
    if (operation == "#" && arguments.empty())
        return std::to_string(value.size());
    if (operation == "#" || operation == "##")
        return trimPrefix(value, arguments[0], operation == "##");
    if (operation == "%" || operation == "%%")
        return trimSuffix(value, arguments[0], operation == "%%");
    if (operation == ":")
        return substring(value, arguments);
    if (operation.starts_with('/'))
        return replace(operation, value, arguments);
    return valueOrDefault(value, arguments);
}

} // namespace plumb::flux::envsubst
