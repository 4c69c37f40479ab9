// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumb::yaml {

/// What go-yaml makes of the text of a number.
struct Number
{
    enum class Kind : std::uint8_t { None, Integer, Float };

    Kind kind = Kind::None;
    bool negative = false;       ///< Of an integer.
    std::uint64_t magnitude = 0; ///< Of an integer.
    double real = 0;             ///< Of a float.

    bool isInteger() const { return kind == Kind::Integer; }
    bool isFloat() const { return kind == Kind::Float; }
    std::optional<std::int64_t> asInteger() const;
    std::optional<double> asDouble() const;
};

/// Reads 12, 0x1F, 0o17, 017, 0b1, 1_000, 1e3, .5, .inf and .nan; anything else is None.
/// An integer that fits neither a signed nor an unsigned 64-bit number is a float.
Number readNumber(std::string_view text);

/// Whether this may follow the digits of a decimal number: nothing, or an exponent as "e-3".
bool isExponentOrNothing(std::string_view rest);

/// A number as kustomize prints it, after its way through JSON: 0644 as 420, 1.0 as 1.
/// Text that is no number is returned as it is.
std::string yamlNumber(std::string_view text);

/// A number as Go's encoding/json writes it. JSON cannot say .inf and .nan, which become null.
std::string jsonNumber(std::string_view text);

} // namespace plumb::yaml
