// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace plumb::crypto {

/// AES-256-CBC of whole blocks of 16 bytes; the key has 32 bytes, the vector 16. Padding is the
/// caller's.
Result<std::string> encryptAesCbc(std::string_view key, std::string_view vector,
                                  std::string_view blocks);
Result<std::string> decryptAesCbc(std::string_view key, std::string_view vector,
                                  std::string_view blocks);

} // namespace plumb::crypto
