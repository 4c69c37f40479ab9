// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace plumb::kustomize {

namespace {

unsigned byteAt(std::string_view bytes, std::size_t position)
{
    return position < bytes.size() ? static_cast<unsigned char>(bytes[position]) : 0U;
}

// The length of the sequence that @p bytes begins with; 0 when it is not valid.
std::size_t sequenceLength(std::string_view bytes)
{
    const unsigned first = byteAt(bytes, 0);
    const unsigned second = byteAt(bytes, 1);
    const auto continues = [bytes](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            if ((byteAt(bytes, i) & 0xC0U) != 0x80U)
                return false;
        }
        return true;
    };
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return continues(1, 2) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool allowed = (first != 0xE0 || second >= 0xA0) && (first != 0xED || second < 0xA0);
        return allowed && continues(1, 3) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool allowed = (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second < 0x90);
        return allowed && continues(1, 4) ? 4 : 0;
    }
    return 0;
}

} // namespace

bool isValidUtf8(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t length = sequenceLength(bytes);
        if (length == 0)
            return false;
        bytes.remove_prefix(length);
    }
    return true;
}

std::string_view withoutLeadingSpace(std::string_view text)
{
    constexpr std::array<std::string_view, 25> spaces = {" ",
                                                         "\t",
                                                         "\n",
                                                         "\v",
                                                         "\f",
                                                         "\r",
                                                         "\xC2\x85",
                                                         "\xC2\xA0",
                                                         "\xE1\x9A\x80",
                                                         "\xE2\x80\x80",
                                                         "\xE2\x80\x81",
                                                         "\xE2\x80\x82",
                                                         "\xE2\x80\x83",
                                                         "\xE2\x80\x84",
                                                         "\xE2\x80\x85",
                                                         "\xE2\x80\x86",
                                                         "\xE2\x80\x87",
                                                         "\xE2\x80\x88",
                                                         "\xE2\x80\x89",
                                                         "\xE2\x80\x8A",
                                                         "\xE2\x80\xA8",
                                                         "\xE2\x80\xA9",
                                                         "\xE2\x80\xAF",
                                                         "\xE2\x81\x9F",
                                                         "\xE3\x80\x80"};
    for (;;) {
        const auto space = std::ranges::find_if(
            spaces, [text](std::string_view candidate) { return text.starts_with(candidate); });
        if (space == spaces.end())
            return text;
        text.remove_prefix(space->size());
    }
}

std::string base64Lines(std::string_view bytes)
{
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::size_t lineLength = 70;
    const std::size_t length = (bytes.size() + 2) / 3 * 4;
    const bool hasLines = length / lineLength + 1 > 1;
    std::string text;
    text.reserve(length + length / lineLength + 1);
    std::size_t column = 0;
    const auto put = [&](char digit) {
        text += digit;
        if (hasLines && ++column == lineLength) {
            text += '\n';
            column = 0;
        }
    };
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const unsigned group =
            byteAt(bytes, i) << 16U | byteAt(bytes, i + 1) << 8U | byteAt(bytes, i + 2);
        put(digits[group >> 18U]);
        put(digits[group >> 12U & 63U]);
        put(i + 1 < bytes.size() ? digits[group >> 6U & 63U] : '=');
        put(i + 2 < bytes.size() ? digits[group & 63U] : '=');
    }
    if (hasLines && column != 0)
        text += '\n';
    return text;
}

} // namespace plumb::kustomize
