// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/oid.h"

namespace plumb::git {

namespace {

int digitValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

} // namespace

Result<Oid> Oid::parse(std::string_view text)
{
    Bytes bytes = {};
    bool valid = text.size() == 2 * bytes.size();
    for (std::size_t i = 0; valid && i < bytes.size(); ++i) {
        const int high = digitValue(text[2 * i]);
        const int low = digitValue(text[2 * i + 1]);
        valid = high >= 0 && low >= 0;
        bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    if (!valid) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "'" + std::string(text.substr(0, 60))
                      + "' is not an object id, expected 40 hexadecimal digits"));
    }
    return Oid(bytes);
}

std::string Oid::text() const
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * m_bytes.size());
    for (const std::uint8_t byte : m_bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

} // namespace plumb::git
