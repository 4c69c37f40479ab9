// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace plumb::crypto {

/// How much work scrypt (RFC 7914) is.
struct ScryptCost
{
    std::uint64_t n = 32768;
    std::uint64_t r = 8;
    std::uint64_t p = 1;
};

/// A key of @p size bytes made from a password.
Result<std::string> scryptKey(std::string_view password, std::string_view salt, ScryptCost cost,
                              std::size_t size);

/// bcrypt's hash of a password of at most 72 bytes, "$2a$10$…"; the salt has 16 bytes.
Result<std::string> bcryptHash(std::string_view password, std::string_view salt, int cost = 10);

} // namespace plumb::crypto
