// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/library/gotime.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumb::gotemplate {

/// The size of what looks like a zone's abbreviation at the start of the text, "CET" or "GMT+3";
/// 0 when nothing does.
std::size_t zoneNameSize(std::string_view text);

/// The zone of a time that was written with an offset, a name, both or neither.
Zone writtenZone(std::optional<std::int32_t> offset, const std::string &name);

} // namespace plumb::gotemplate
