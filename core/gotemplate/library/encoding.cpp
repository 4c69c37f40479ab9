// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/base64.h"
#include "core/gotemplate/library/topics.h"

namespace plumb::gotemplate {

namespace {

constexpr std::string_view base32Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string encodeBase32(std::string_view bytes)
{
    std::string text;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        for (held += 8; held >= 5; held -= 5)
            text += base32Digits[bits >> (held - 5) & 31];
    }
    if (held > 0)
        text += base32Digits[bits << (5 - held) & 31];
    while (text.size() % 8 != 0)
        text += '=';
    return text;
}

std::unexpected<Error> illegalBase32(std::size_t at)
{
    return failure("illegal base32 data at input byte " + std::to_string(at));
}

/// Checks the '=' at @p at, which ends a group of @p count digits.
Result<> requirePadding(std::string_view text, std::size_t at, std::size_t count)
{
    const std::string_view rest = text.substr(at + 1);
    if (count < 2 || rest.size() >= 8)
        return illegalBase32(at);
    if (rest.size() + count < 7)
        return illegalBase32(text.size());
    for (std::size_t i = 0; i + count < 7 && i < rest.size(); ++i) {
        if (rest[i] != '=')
            return illegalBase32(at + i);
    }
    // These many digits leave bits over that make no byte.
    if (count == 3 || count == 6)
        return illegalBase32(at);
    return {};
}

Result<std::string> decodeBase32(std::string_view text)
{
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
        std::uint64_t bits = 0;
        std::size_t count = 0;
        for (; count < 8; ++count, ++at) {
            if (at == text.size())
                return illegalBase32(at - count);
            if (text[at] == '=')
                break;
            const std::size_t digit = base32Digits.find(text[at]);
            if (digit == base32Digits.npos)
                return illegalBase32(at);
            bits = bits << 5 | digit;
        }
        if (count < 8)
            PLUMB_TRY(requirePadding(text, at, count));
        bits <<= 5 * (8 - count);
        for (std::size_t i = 0; i < count * 5 / 8; ++i)
            bytes += static_cast<char>(bits >> (32 - 8 * i) & 0xff);
        if (count < 8)
            break;
    }
    return bytes;
}

/// Sprig shows what is wrong in the place of the result.
Value decodedOrProblem(const Result<std::string> &decoded)
{
    return Value::string(Text(decoded ? *decoded : decoded.error().message()));
}

std::string withoutLineEnds(std::string_view text)
{
    std::string result(text);
    std::erase_if(result, [](char c) { return c == '\n' || c == '\r'; });
    return result;
}

Result<Value> base64Encode(Call &call)
{
    PLUMB_TRY(call.execution.reserve(call.text(0).size() * 4 / 3));
    return Value::string(Text(encodeBase64(call.text(0))));
}

Result<Value> base64Decode(Call &call)
{
    return decodedOrProblem(decodeBase64(call.text(0)));
}

Result<Value> base32Encode(Call &call)
{
    PLUMB_TRY(call.execution.reserve(call.text(0).size() * 8 / 5));
    return Value::string(Text(encodeBase32(call.text(0))));
}

Result<Value> base32Decode(Call &call)
{
    return decodedOrProblem(decodeBase32(withoutLineEnds(call.text(0))));
}

} // namespace

std::span<const Function> encodingFunctions()
{
    static constexpr Function functions[] = {
        {"b32dec", base32Decode, {&types::string}},
        {"b32enc", base32Encode, {&types::string}},
        {"b64dec", base64Decode, {&types::string}},
        {"b64enc", base64Encode, {&types::string}},
    };
    return functions;
}

} // namespace plumb::gotemplate
