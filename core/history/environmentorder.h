// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/reconcile/snapshot.h"

#include <cstdint>
#include <string>
#include <vector>

namespace plumb::history {

/// What says that an environment comes where it does.
enum class OrderReason : std::uint8_t {
    Workspace, ///< The workspace file lists it.
    Name,      ///< It is called like a stage on the way to production.
    History,   ///< Values reach it after those in front of it and before those behind it.
    Unknown,   ///< Nothing does; it is where its name sorts.
};

struct OrderedEnvironment
{
    std::string name;
    std::vector<std::string> clusters = {};
    OrderReason reason = OrderReason::Unknown;
    /// How many versions it got before, and after, an environment of the same rank did.
    std::size_t before = 0;
    std::size_t after = 0;
};

/// The environments in the order in which changes are promoted through them: as the workspace file
/// lists them, then by what they are called, and where names say nothing by which of them got the
/// versions of its apps first in the last thousand commits.
Result<std::vector<OrderedEnvironment>> environmentOrder(const reconcile::Snapshot &snapshot,
                                                         const Run &run);

/// "workspace", "name", "history" or "unknown".
std::string_view toString(OrderReason reason);

} // namespace plumb::history
