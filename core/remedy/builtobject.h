// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reconcile/snapshot.h"

#include <optional>
#include <string_view>

namespace plumb::remedy {

/// An object of a cluster as git builds it, and the Flux object that does.
struct BuiltObject
{
    const Object *object = nullptr;
    build::UnitId owner = {};
    bool isFromRelease = false; ///< Whether the owner is a HelmRelease.
};

/// Nothing when git does not build the object there. Lives as long as the snapshot.
std::optional<BuiltObject> findBuilt(const reconcile::Snapshot &snapshot, std::string_view cluster,
                                     const ResourceId &id);

/// Says that git does not build an object.
Error notBuilt(const ResourceId &id);

} // namespace plumb::remedy
