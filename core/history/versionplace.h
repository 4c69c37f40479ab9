// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/fleet/fleet.h"
#include "core/yaml/nodepath.h"
#include "core/yaml/value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::history {

/// Where a version is: in which document of a stream, and how one gets to it.
struct VersionPlace
{
    std::size_t document = 0;
    yaml::NodePath path = {};
};

/// Whether a text names the version: alone, or behind the name of an image.
bool saysVersion(std::string_view text, std::string_view version);

/// The place of the value on the line that the version was found at. Items are named by their
/// names, since others come and go before them.
std::optional<VersionPlace> findVersion(const std::vector<yaml::Value> &documents,
                                        const fleet::Version &version);

/// The scalar at the place; nothing when there is none.
std::optional<std::string> textAt(const std::vector<yaml::Value> &documents,
                                  const VersionPlace &place);

} // namespace plumb::history
