// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace plumb::crypto {

/// Digests in lower-case hexadecimal. SHA-256 is in sha256.h.
std::string sha1Hex(std::string_view bytes);
std::string sha512Hex(std::string_view bytes);

} // namespace plumb::crypto
