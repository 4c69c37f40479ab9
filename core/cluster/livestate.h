// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/executor.h"
#include "core/base/run.h"
#include "core/cluster/clusterreader.h"
#include "core/object/objectset.h"

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumb::cluster {

/// An object to look for, in the version that it is to be read in.
struct WantedObject
{
    GroupVersionKind gvk;
    ResourceId id;

    auto operator<=>(const WantedObject &) const = default;
};

/// What is known about an object of a cluster.
enum class Presence : std::uint8_t {
    Present,
    Absent,
    NotServed,  ///< The cluster does not have the kind.
    Unreadable, ///< Reading it failed or is not allowed.
};

/// What one cluster was when it was read: the objects that were asked for, all objects that Flux
/// applied of their kinds, and Flux's own objects. What could not be read is data, and says why.
class LiveState
{
public:
    const ApiResources &resources() const { return m_resources; }
    /// In the order of their ids.
    const ObjectSet &objects() const { return m_objects; }
    /// The object; null when it is not present. The id needs not be normalised.
    const Object *find(const ResourceId &id) const;
    Presence presenceOf(const ResourceId &id) const;
    /// Why an object that is Unreadable cannot be read; "" for others.
    std::string_view reasonFor(const ResourceId &id) const;
    const std::vector<Diagnostic> &diagnostics() const { return m_diagnostics; }

private:
    friend class LiveStateReader;

    ApiResources m_resources;
    ObjectSet m_objects;
    std::map<ResourceId, std::string> m_unreadable;
    std::vector<Diagnostic> m_diagnostics;
};

/// Reads Flux's objects, then @p wanted and everything in the inventories of Kustomizations: what
/// Flux has applied of a kind with one list, and what is not in it by name. Fails only when the
/// cluster cannot be reached or nobody is let in.
Result<LiveState> readLive(ClusterReader &reader, const std::vector<WantedObject> &wanted,
                           Executor &executor, const Run &run);

/// The objects in a Kustomization's status.inventory; entries that cannot be read are left out.
std::vector<WantedObject> inventoryOf(const Object &kustomization);

} // namespace plumb::cluster
