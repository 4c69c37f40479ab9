// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plumb::yaml {

/// Whether go-yaml takes the plain text for a point in time: a date, or a date and a time.
bool isTimestamp(std::string_view text);

/// The point in time as Go's encoding/json writes it, in RFC 3339: what becomes of an unquoted
/// date that kustomize reads. Nothing when the text is no timestamp.
std::optional<std::string> canonicalTimestamp(std::string_view text);

} // namespace plumb::yaml
