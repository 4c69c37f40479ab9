// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plumb::yaml {

/// Decodes padded base64 (RFC 4648 §4); line ends are ignored, anything else is refused.
std::optional<std::string> decodeBase64(std::string_view text);

/// Padded base64 without line ends, as the API server writes it.
std::string encodeBase64(std::string_view bytes);

} // namespace plumb::yaml
