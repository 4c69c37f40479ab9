// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/contentdigest.h"

#include "core/crypto/digest.h"
#include "core/crypto/sha256.h"

#include <algorithm>

namespace plumb::crypto {

namespace {

constexpr std::string_view sha256Name = "sha256:";
constexpr std::string_view sha512Name = "sha512:";

bool isHex(std::string_view text, std::size_t size)
{
    return text.size() == size && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

} // namespace

bool isContentDigest(std::string_view text)
{
    if (text.starts_with(sha256Name))
        return isHex(text.substr(sha256Name.size()), 64);
    return text.starts_with(sha512Name) && isHex(text.substr(sha512Name.size()), 128);
}

std::string contentDigest(std::string_view bytes)
{
    return std::string(sha256Name) + sha256Hex(bytes);
}

bool hasContentDigest(std::string_view bytes, std::string_view digest)
{
    if (digest.starts_with(sha512Name))
        return digest.substr(sha512Name.size()) == sha512Hex(bytes);
    return digest == contentDigest(bytes);
}

} // namespace plumb::crypto
