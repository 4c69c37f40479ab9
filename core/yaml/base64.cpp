// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/base64.h"

#include <algorithm>
#include <cstdint>

namespace plumb::yaml {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::optional<std::string> decodeBase64(std::string_view text)
{
    std::string bytes;
    std::uint32_t bits = 0;
    std::size_t digits = 0;
    std::size_t padding = 0;
    for (const char c : text) {
        if (c == '\n' || c == '\r')
            continue;
        ++digits;
        if (c == '=') {
            ++padding;
            bits <<= 6;
        } else {
            const std::size_t value = alphabet.find(c);
            if (value == alphabet.npos || padding > 0)
                return {};
            bits = (bits << 6) | static_cast<std::uint32_t>(value);
        }
        if (digits % 4 != 0)
            continue;
        bytes += static_cast<char>((bits >> 16) & 0xFF);
        bytes += static_cast<char>((bits >> 8) & 0xFF);
        bytes += static_cast<char>(bits & 0xFF);
        bits = 0;
    }
    if (digits % 4 != 0 || padding > 2)
        return {};
    return bytes.substr(0, bytes.size() - std::min(padding, bytes.size()));
}

std::string encodeBase64(std::string_view bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = (bits << 8)
                   | (at + i < bytes.size() ? static_cast<std::uint8_t>(bytes[at + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            text += at + i > bytes.size() ? '=' : alphabet[(bits >> (18 - 6 * i)) & 63];
    }
    return text;
}

} // namespace plumb::yaml
