// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/randoms.h"

#include "core/gotemplate/library/base64.h"
#include "core/gotemplate/library/runes.h"
#include "core/gotemplate/library/topics.h"

namespace plumb::gotemplate {

std::uint64_t randomBelow(Execution &execution, std::uint64_t bound)
{
    // The numbers left over at the end would make some results more likely.
    const std::uint64_t leftOver = (0 - bound) % bound;
    while (true) {
        const std::uint64_t number = execution.random();
        if (number >= leftOver)
            return number % bound;
    }
}

std::string randomBytes(Execution &execution, std::size_t count)
{
    std::string bytes;
    bytes.reserve(count + 8);
    while (bytes.size() < count) {
        const std::uint64_t number = execution.random();
        for (int shift = 0; shift < 64; shift += 8)
            bytes += static_cast<char>(number >> shift & 0xff);
    }
    bytes.resize(count);
    return bytes;
}

namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view alphanumeric =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view printable =
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
    "abcdefghijklmnopqrstuvwxyz{|}~";

template<const std::string_view &characters>
Result<Value> randomText(Call &call)
{
    const std::int64_t count = call[0].asInt();
    if (count <= 0)
        return Value::string(Text());
    PLUMB_TRY(call.execution.reserve(static_cast<std::size_t>(count)));
    std::string text;
    for (std::int64_t i = 0; i < count; ++i)
        text += characters[randomBelow(call.execution, characters.size())];
    return Value::string(Text(text));
}

Result<Value> randInt(Call &call)
{
    const std::int64_t least = call[0].asInt();
    const std::int64_t bound = call[1].asInt();
    if (bound <= least)
        return failure("invalid argument to Intn");
    const std::uint64_t range =
        static_cast<std::uint64_t>(bound) - static_cast<std::uint64_t>(least);
    return Value::integer(least + static_cast<std::int64_t>(randomBelow(call.execution, range)));
}

Result<Value> randBytes(Call &call)
{
    const std::int64_t count = call[0].asInt();
    if (count < 0)
        return failure("runtime error: makeslice: len out of range");
    PLUMB_TRY(call.execution.reserve(static_cast<std::size_t>(count) * 2));
    const std::string bytes = randomBytes(call.execution, static_cast<std::size_t>(count));
    return Value::string(Text(encodeBase64(bytes)));
}

Result<Value> uuidv4(Call &call)
{
    constexpr std::string_view hexadecimal = "0123456789abcdef";
    std::string bytes = randomBytes(call.execution, 16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        const auto byte = static_cast<unsigned char>(bytes[i]);
        text += {hexadecimal[byte >> 4], hexadecimal[byte & 15]};
    }
    return Value::string(Text(text));
}

Result<Value> shuffle(Call &call)
{
    std::u32string runes = runesOf(call.text(0));
    for (std::size_t i = runes.size(); i > 1; --i)
        std::swap(runes[i - 1], runes[randomBelow(call.execution, i)]);
    return Value::string(Text(textOf(runes)));
}

} // namespace

std::span<const Function> randomFunctions()
{
    static constexpr Signature counted = {&types::integer};
    static constexpr Function functions[] = {
        {"randAlpha", randomText<letters>, counted},
        {"randAlphaNum", randomText<alphanumeric>, counted},
        {"randAscii", randomText<printable>, counted},
        {"randBytes", randBytes, counted},
        {"randInt", randInt, {&types::integer, &types::integer}},
        {"randNumeric", randomText<digits>, counted},
        {"shuffle", shuffle, {&types::string}},
        {"uuidv4", uuidv4, {}},
    };
    return functions;
}

} // namespace plumb::gotemplate
