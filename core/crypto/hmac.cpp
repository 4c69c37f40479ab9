// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/hmac.h"

namespace plumb::crypto {

namespace {

constexpr std::size_t blockSize = 64;

void append(std::string &text, const Sha256Digest &digest)
{
    for (const std::uint8_t byte : digest)
        text += static_cast<char>(byte);
}

} // namespace

Sha256Digest hmacSha256(std::string_view key, std::string_view bytes)
{
    std::string block;
    if (key.size() > blockSize)
        append(block, sha256(key));
    else
        block = key;
    block.resize(blockSize);

    std::string inner;
    std::string outer;
    for (const char c : block) {
        inner += static_cast<char>(c ^ 0x36);
        outer += static_cast<char>(c ^ 0x5c);
    }
    inner += bytes;
    append(outer, sha256(inner));
    return sha256(outer);
}

} // namespace plumb::crypto
