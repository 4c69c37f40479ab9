// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/crypto/sha256.h"

namespace plumb::crypto {

/// HMAC-SHA256 (RFC 2104) of @p bytes under @p key.
Sha256Digest hmacSha256(std::string_view key, std::string_view bytes);

} // namespace plumb::crypto
