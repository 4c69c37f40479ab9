// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/ssa/managedfields.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumb::drift {

/// Why a field or an object of a cluster is not as git says.
enum class CauseKind : std::uint8_t {
    NotApplied,   ///< Git says so, and Flux has not applied it yet.
    ManualEdit,   ///< A person changed it with a tool (kubectl, k9s, a dashboard).
    OtherApplier, ///< Another tool that applies whole objects (Argo CD, Helm, Terraform).
    Controller,   ///< A controller owns it (autoscalers, cert-manager).
    Webhook,      ///< The API server or an admission webhook rewrites what Flux applies.
    ApiDefault,   ///< Nobody sets it any more, and the API server filled in its default.
    Status,       ///< A controller reports it through the status subresource.
    IgnoreRule,   ///< A rule in git tells Flux to leave it alone.
    Deleted,      ///< Flux applied the object, and somebody deleted it.
    LeftBehind,   ///< Flux applied the object once, and does not remove it any more.
    Unknown,      ///< The cluster keeps no trace of who did it.
};

struct Cause
{
    CauseKind kind = CauseKind::Unknown;
    /// Who owns the live value, or who wrote last when nobody owns it.
    std::optional<ssa::FieldManager> manager = {};
    std::string explanation = {}; ///< For a person: "kubectl-edit changed it".
    /// Whether somebody has to resolve the difference, Flux or a person; false when it is explained
    /// and stays as it is, so that it may be folded away.
    bool needsPerson = true;

    bool operator==(const Cause &) const = default;
};

/// "manual-edit": for programs; never changes.
std::string_view nameOf(CauseKind kind);
/// "manual edit", "controller-owned": for people.
std::string_view describe(CauseKind kind);

} // namespace plumb::drift
