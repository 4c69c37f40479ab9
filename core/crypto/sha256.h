// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace plumb::crypto {

using Sha256Digest = std::array<std::uint8_t, 32>;

Sha256Digest sha256(std::string_view bytes);

/// The digest in lower-case hexadecimal, as Flux and kustomize write it.
std::string sha256Hex(std::string_view bytes);

} // namespace plumb::crypto
