// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/base64.h"

#include "core/yaml/base64.h"

#include <cstdint>

namespace plumb::gotemplate {

namespace {

std::unexpected<Error> illegal(std::size_t at)
{
    return std::unexpected(
        Error(ErrorCode::BuildFailed, "illegal base64 data at input byte " + std::to_string(at)));
}

std::int8_t digitOf(char c)
{
    if (c >= 'A' && c <= 'Z')
        return static_cast<std::int8_t>(c - 'A');
    if (c >= 'a' && c <= 'z')
        return static_cast<std::int8_t>(c - 'a' + 26);
    if (c >= '0' && c <= '9')
        return static_cast<std::int8_t>(c - '0' + 52);
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

void skipLineEnds(std::string_view text, std::size_t &at)
{
    while (at < text.size() && (text[at] == '\n' || text[at] == '\r'))
        ++at;
}

/// Checks the '=' at @p at after @p count digits, and that nothing follows.
Result<> requirePadding(std::string_view text, std::size_t at, std::size_t count)
{
    if (count < 2)
        return illegal(at);
    ++at;
    if (count == 2) {
        skipLineEnds(text, at);
        if (at == text.size())
            return illegal(text.size());
        // Go names the first '=' and not what stands in the place of the second.
        if (text[at] != '=')
            return illegal(at - 1);
        ++at;
    }
    skipLineEnds(text, at);
    if (at < text.size())
        return illegal(at);
    return {};
}

} // namespace

std::string encodeBase64(std::string_view bytes)
{
    return yaml::encodeBase64(bytes);
}

Result<std::string> decodeBase64(std::string_view text)
{
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t at = 0;;) {
        std::uint32_t bits = 0;
        std::size_t count = 0;
        for (; count < 4; ++count) {
            skipLineEnds(text, at);
            if (at == text.size()) {
                if (count == 0)
                    return bytes;
                return illegal(at - count);
            }
            if (text[at] == '=')
                break;
            const std::int8_t digit = digitOf(text[at]);
            if (digit < 0)
                return illegal(at);
            bits = bits << 6 | static_cast<std::uint32_t>(digit);
            ++at;
        }
        if (count < 4)
            PLUMB_TRY(requirePadding(text, at, count));
        bits <<= 6 * (4 - count);
        for (std::size_t i = 0; i + 1 < count; ++i)
            bytes += static_cast<char>(bits >> (16 - 8 * i) & 0xff);
        if (count < 4)
            return bytes;
    }
}

} // namespace plumb::gotemplate
