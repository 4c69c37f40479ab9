// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/parser.h"
#include "core/yaml/value.h"

#include <expected>
#include <string>
#include <string_view>

namespace plumb::yaml {

/// What a scalar means that is written with a tag: "!!int", "!!binary". A tag of anybody's own
/// ("!vault") means nothing to Kubernetes, and the text is a string. Fails with what is wrong.
std::expected<Value, std::string> resolveTagged(std::string_view tag, const Value &scalar,
                                                const ParseOptions &options);

} // namespace plumb::yaml
