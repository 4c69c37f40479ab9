// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <string_view>

namespace plumb::ssa {

/// A field and what the API server fills in where it is not set, as JSON.
///
/// The fields above it have to be there. "ports[]" goes into each item of a list, and
/// "strategy{type=Recreate}" or "volumes[]{!emptyDir}" only into a mapping that has, or lacks,
/// that.
struct DefaultRule
{
    std::string_view path;
    std::string_view value;
};

/// Sets the field at @p path, as a DefaultRule names it, to what @p json says where it is missing.
/// What has it all already keeps sharing its memory.
void applyRule(yaml::Value &value, std::string_view path, std::string_view json);

/// Whether a field counts as not set: there is none, or it is null or empty.
bool isMissing(const yaml::Value *value);

} // namespace plumb::ssa
