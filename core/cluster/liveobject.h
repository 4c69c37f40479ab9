// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/health.h"
#include "core/object/object.h"
#include "core/yaml/packer.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace plumb::cluster {

/// An object as a cluster's state keeps it: who it is and what every look at the whole asks for,
/// the rest packed. A hundred thousand of them fit into what ten thousand Objects take.
struct LiveObject
{
    ResourceId id = {};
    std::string resourceVersion = {};
    yaml::Text ownerName = {}; ///< The Kustomization that applied it, as its labels say.
    yaml::Text ownerNamespace = {};
    std::uint64_t uid = 0;           ///< A hash of the uid; 0 for none.
    std::uint64_t controllerUid = 0; ///< The same of the object that owns and controls it.
    Health health = Health::Unknown; ///< At the time when it was read.
    std::string packed = {};
    std::shared_ptr<const yaml::Packer> packer = {};

    Object unpack() const;
};

using LiveObjectPointer = std::shared_ptr<const LiveObject>;

/// The objects of one kind in the order of their ids. Several states share it.
using LiveKind = std::vector<LiveObjectPointer>;

/// Keeps an object; @p now is the time of day.
LiveObjectPointer packed(const Object &object, const std::shared_ptr<yaml::Packer> &packer,
                         std::chrono::system_clock::time_point now);

} // namespace plumb::cluster
