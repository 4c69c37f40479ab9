// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace plumb::yaml {

/// Whose rules decide what a plain scalar means.
enum class Dialect : std::uint8_t {
    Kustomize,  ///< go-yaml v3, as kustomize reads files: only true and false are booleans.
    Kubernetes, ///< go-yaml v2 as in sigs.k8s.io/yaml (kubectl, Flux, Helm): yes, no, on, off, y, n
                ///< too.
    Json,       ///< RFC 8259.
};

/// What a plain (unquoted) scalar means.
Kind resolvePlain(std::string_view text, Dialect dialect);

/// Whether the text of a Bool means true.
bool isTrue(std::string_view text);

/// The value of an Integer in any of YAML's notations (0x, 0o, 0b, 010, 1_000); nothing when it
/// does not fit.
std::optional<std::int64_t> parseInteger(std::string_view text);

/// The value of an Integer or Float, .inf and .nan among them.
std::optional<double> parseFloat(std::string_view text);

/// Whether two scalars of one kind have the same value, whatever their spelling.
bool sameScalar(Kind kind, std::string_view a, std::string_view b);

} // namespace plumb::yaml
