// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace plumb::crypto {

/// Digests that say how they were made, as registries and Flux write them: "sha256:<hex>".

/// Whether the text is a digest by SHA-256 or SHA-512.
bool isContentDigest(std::string_view text);

/// "sha256:<hex>" of the bytes.
std::string contentDigest(std::string_view bytes);

/// Whether the bytes have the digest, whichever of the two it was made by.
bool hasContentDigest(std::string_view bytes, std::string_view digest);

} // namespace plumb::crypto
