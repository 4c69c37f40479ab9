// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/executor.h"
#include "core/base/run.h"
#include "core/cluster/clusterreader.h"
#include "core/cluster/liveobject.h"

#include <compare>
#include <cstddef>
#include <map>
#include <memory>
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

/// What a LiveState is made of.
struct LiveParts
{
    std::shared_ptr<const ApiResources> resources = std::make_shared<const ApiResources>();
    std::vector<std::shared_ptr<const LiveKind>> kinds = {};
    std::map<ResourceId, std::string> unreadable = {}; ///< And why.
    std::vector<Diagnostic> diagnostics = {};
};

/// All objects of a state, in the order of their ids.
class LiveObjects
{
public:
    class Iterator
    {
    public:
        using value_type = LiveObject;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;
        Iterator(const std::vector<std::shared_ptr<const LiveKind>> &kinds, std::size_t kind)
            : m_kinds(&kinds)
            , m_kind(kind)
        {
        }
        const LiveObject &operator*() const { return *(*(*m_kinds)[m_kind])[m_object]; }
        Iterator &operator++();
        Iterator operator++(int);
        bool operator==(const Iterator &) const = default;

    private:
        const std::vector<std::shared_ptr<const LiveKind>> *m_kinds = nullptr;
        std::size_t m_kind = 0;
        std::size_t m_object = 0;
    };

    explicit LiveObjects(const std::vector<std::shared_ptr<const LiveKind>> &kinds)
        : m_kinds(kinds)
    {
    }

    Iterator begin() const { return {m_kinds, 0}; }
    Iterator end() const { return {m_kinds, m_kinds.size()}; }
    std::size_t size() const;
    bool empty() const { return m_kinds.empty(); }

private:
    const std::vector<std::shared_ptr<const LiveKind>> &m_kinds;
};

/// What one cluster is, or was when it was read: the objects that were asked for, what Flux applied
/// of their kinds, and Flux's own objects. What could not be read is data, and says why.
///
/// Cheap to copy, and to make again when a few objects have changed: states share what is the same.
/// Objects are unpacked when they are asked for, and stay so as long as the state does.
class LiveState
{
public:
    LiveState();
    explicit LiveState(LiveParts parts);

    const ApiResources &resources() const { return *m_parts.resources; }
    LiveObjects objects() const { return LiveObjects(m_parts.kinds); }
    /// In the order of their names; none of them is empty.
    const std::vector<std::shared_ptr<const LiveKind>> &kinds() const { return m_parts.kinds; }
    /// The objects of a kind; empty when there are none.
    const LiveKind &kind(std::string_view group, std::string_view kind) const;
    /// What is kept of the object; null when it is not present. The id needs not be normalised.
    const LiveObject *entry(const ResourceId &id) const;
    /// The object; null when it is not present.
    const Object *find(const ResourceId &id) const;
    /// The object that an entry of this state stands for.
    const Object &unpacked(const LiveObject &entry) const;
    /// What the labels of a Kustomization are on.
    std::vector<const Object *> appliedBy(std::string_view namespaceName,
                                          std::string_view name) const;

    Presence presenceOf(const ResourceId &id) const;
    /// Why an object that is Unreadable cannot be read; "" for others.
    std::string_view reasonFor(const ResourceId &id) const;
    const std::vector<Diagnostic> &diagnostics() const { return m_parts.diagnostics; }

private:
    struct Unpacked;

    LiveParts m_parts;
    std::shared_ptr<Unpacked> m_unpacked;
};

/// Reads Flux's objects, then @p wanted and everything in the inventories of Kustomizations: what
/// Flux has applied of a kind with one list, and what is not in it by name. Fails only when the
/// cluster cannot be reached or nobody is let in.
Result<LiveState> readLive(ClusterReader &reader, const std::vector<WantedObject> &wanted,
                           Executor &executor, const Run &run);

/// The objects in a Kustomization's status.inventory; entries that cannot be read are left out.
std::vector<WantedObject> inventoryOf(const Object &kustomization);

} // namespace plumb::cluster
