// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/cause.h"

namespace plumb::drift {

std::string_view nameOf(CauseKind kind)
{
    switch (kind) {
    case CauseKind::NotApplied: return "not-applied";
    case CauseKind::ManualEdit: return "manual-edit";
    case CauseKind::OtherApplier: return "other-applier";
    case CauseKind::Controller: return "controller";
    case CauseKind::Webhook: return "webhook";
    case CauseKind::ApiDefault: return "api-default";
    case CauseKind::Status: return "status";
    case CauseKind::IgnoreRule: return "ignore-rule";
    case CauseKind::Deleted: return "deleted";
    case CauseKind::LeftBehind: return "left-behind";
    case CauseKind::Unknown: break;
    }
    return "unknown";
}

std::string_view describe(CauseKind kind)
{
    switch (kind) {
    case CauseKind::NotApplied: return "not applied yet";
    case CauseKind::ManualEdit: return "manual edit";
    case CauseKind::OtherApplier: return "other applier";
    case CauseKind::Controller: return "controller-owned";
    case CauseKind::Webhook: return "webhook";
    case CauseKind::ApiDefault: return "API default";
    case CauseKind::Status: return "status";
    case CauseKind::IgnoreRule: return "ignore rule";
    case CauseKind::Deleted: return "deleted";
    case CauseKind::LeftBehind: return "left behind";
    case CauseKind::Unknown: break;
    }
    return "unknown";
}

} // namespace plumb::drift
