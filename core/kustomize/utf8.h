// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace plumb::kustomize {

/// Whether the bytes are UTF-8 as Go's utf8.Valid has it: no surrogates, nothing overlong.
bool isValidUtf8(std::string_view bytes);

/// The text without the white space, in Unicode's sense, that it begins with.
std::string_view withoutLeadingSpace(std::string_view text);

/// Standard base64 in lines of 70 characters, each with its end of line; as kustomize writes the
/// data of Secrets. Text that fits in one line has no end of line.
std::string base64Lines(std::string_view bytes);

} // namespace plumb::kustomize
