// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/password.h"

#include <crypt.h>
#include <memory>
#include <openssl/evp.h>

namespace plumb::crypto {

namespace {

constexpr std::uint64_t scryptMemory = 256U << 20U;

std::unexpected<Error> problem(std::string message)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::move(message)));
}

/// Base64 with an alphabet of its own and no padding.
std::string saltText(std::string_view salt)
{
    constexpr std::string_view digits =
        "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::string text;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : salt) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        for (held += 8; held >= 6; held -= 6)
            text += digits[bits >> (held - 6) & 63];
    }
    if (held > 0)
        text += digits[bits << (6 - held) & 63];
    return text;
}

} // namespace

Result<std::string> scryptKey(std::string_view password, std::string_view salt, ScryptCost cost,
                              std::size_t size)
{
    std::string key(size, '\0');
    const int done = EVP_PBE_scrypt(password.data(), password.size(),
                                    reinterpret_cast<const unsigned char *>(salt.data()),
                                    salt.size(), cost.n, cost.r, cost.p, scryptMemory,
                                    reinterpret_cast<unsigned char *>(key.data()), key.size());
    if (done != 1)
        return problem("scrypt does not take these costs");
    return key;
}

Result<std::string> bcryptHash(std::string_view password, std::string_view salt, int cost)
{
    constexpr std::size_t longest = 72;
    if (password.size() > longest)
        return problem("bcrypt: password length exceeds 72 bytes");
    if (salt.size() != 16 || cost < 4 || cost > 31)
        return problem("bcrypt does not take this salt and cost");
    // What the C library calls 2a differs for some passwords from what everybody else does.
    const std::string setting =
        std::string(cost < 10 ? "$2b$0" : "$2b$") + std::to_string(cost) + '$' + saltText(salt);
    const auto state = std::make_unique<crypt_data>();
    const char *hash = crypt_r(std::string(password).c_str(), setting.c_str(), state.get());
    if (!hash || hash[0] != '$')
        return problem("the C library has no bcrypt");
    std::string result = hash;
    result[2] = 'a';
    return result;
}

} // namespace plumb::crypto
