// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/ssa/managedfields.h"

#include <cstdint>

namespace plumb::drift {

/// What stands behind a field manager's name.
enum class ManagerKind : std::uint8_t {
    Flux,       ///< One of Flux's own controllers.
    Person,     ///< A tool that a person works with.
    Deployer,   ///< A tool that applies whole objects, as Flux does.
    Controller, ///< A program that works in the cluster.
    Other,      ///< Some other name.
};

ManagerKind kindOf(const ssa::FieldManager &manager);

/// Whether kustomize-controller takes over what this manager set, and so removes what git does not
/// set (flux-semantics §3.8): everything of kubectl's, and what was there before server-side apply.
bool isTakenOver(const ssa::FieldManager &manager);

} // namespace plumb::drift
