// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/digest.h"

#include <openssl/evp.h>

namespace plumb::crypto {

namespace {

std::string digestHex(std::string_view bytes, const EVP_MD *algorithm)
{
    constexpr std::string_view digits = "0123456789abcdef";
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    // Fails only when memory runs out.
    EVP_Digest(bytes.data(), bytes.size(), digest, &size, algorithm, nullptr);
    std::string text;
    for (unsigned int i = 0; i < size; ++i)
        text += {digits[digest[i] >> 4], digits[digest[i] & 15]};
    return text;
}

} // namespace

std::string sha1Hex(std::string_view bytes)
{
    return digestHex(bytes, EVP_sha1());
}

std::string sha512Hex(std::string_view bytes)
{
    return digestHex(bytes, EVP_sha512());
}

} // namespace plumb::crypto
