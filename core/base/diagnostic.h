// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <optional>
#include <string>

namespace plumb {

enum class Severity : std::uint8_t { Note, Warning, Error };

/// A finding that does not stop the run: collected beside the value it is about.
struct Diagnostic
{
    Severity severity = Severity::Warning;
    std::string code = {};    ///< Stable and machine-readable, as "deprecated-field".
    std::string message = {}; ///< One English sentence without a full stop.
    std::optional<SourcePosition> where = {};
    std::string object = {}; ///< "Kind/namespace/name", empty when no object is concerned.

    bool operator==(const Diagnostic &) const = default;

    /// "apps/kustomization.yaml:3:1: warning: 'bases' is deprecated"
    std::string toString() const;
};

/// The severity as it is printed: "note", "warning" or "error".
std::string_view toString(Severity severity);

} // namespace plumb
