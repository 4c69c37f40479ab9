// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace plumb::gotemplate {

/// Padded base64, as Go's StdEncoding has it.
std::string encodeBase64(std::string_view bytes);

/// Line ends are skipped; an error says at which byte the text is no base64, in Go's words.
Result<std::string> decodeBase64(std::string_view text);

} // namespace plumb::gotemplate
