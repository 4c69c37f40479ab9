// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/gotemplate/value.h"

#include <string>

namespace plumb::gotemplate {

struct JsonStyle
{
    bool escapesHtml = true;
    bool isIndented = false; ///< Two spaces a level.
};

/// The value as Go's encoding/json writes it; its error for what JSON cannot say.
Result<std::string> toJson(const Value &value, JsonStyle style = {});

/// A float64 as encoding/json writes it.
std::string jsonFloat(double value);

} // namespace plumb::gotemplate
