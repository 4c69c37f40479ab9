// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/resource.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plumb::kustomize {

/// The resources of a build in the order in which they came, no two with the same current id.
///
/// Finding a resource by name does not scan: an index of all names that resources have or had is
/// made when it is first asked for, and follows changes made through change().
class ResourceMap
{
public:
    std::size_t size() const { return m_resources.size(); }
    bool empty() const { return m_resources.empty(); }
    const Resource &at(std::size_t position) const { return *m_resources[position]; }
    /// The resource, to be changed. The reference is good until resources are added or dropped.
    Resource &change(std::size_t position);

    /// Positions, in order, of the resources whose current id matches.
    std::vector<std::size_t> withCurrentId(const BuildId &id) const;
    /// Positions of the resources whose current id or one of whose earlier ids matches.
    std::vector<std::size_t> withAnyId(const BuildId &id) const;
    /// Positions of the resources that have that name now, or had it.
    std::vector<std::size_t> withAnyName(std::string_view name) const;
    /// The one resource that has or had that id; NotFound or Conflict otherwise.
    Result<std::size_t> only(const BuildId &id) const;

    /// Adds a resource; Conflict when its current id is taken.
    Result<> append(Resource resource, const BuildContext &context);
    Result<> appendAll(ResourceMap resources, const BuildContext &context);
    /// Adds generated resources: merged into, or in place of, ones that are there when their
    /// behaviour says so.
    Result<> absorbAll(ResourceMap generated, const BuildContext &context);
    /// Drops what patches have emptied.
    void dropEmpty();
    /// Conflict when two resources have the same current id.
    Result<> checkIds(const BuildContext &context) const;
    /// Keeps the resources at these positions, in this order.
    void keep(const std::vector<std::size_t> &positions);

private:
    using Positions = std::vector<std::uint32_t>;
    struct NameHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>()(text);
        }
    };

    Result<> absorb(std::unique_ptr<Resource> generated, const BuildContext &context);
    Result<> appendOwned(std::unique_ptr<Resource> resource, const BuildContext &context);
    const Positions &candidates(std::string_view name) const;
    void index(std::size_t position) const;
    void forgetIndex();

    std::vector<std::unique_ptr<Resource>> m_resources;
    // Every name a resource has or had leads to its position; entries may be out of date, so that
    // whoever reads them compares again.
    mutable std::unordered_map<std::string, Positions, NameHash, std::equal_to<>> m_byName;
    mutable std::vector<std::uint32_t> m_changed; // not in the index with their newest name yet
    mutable std::vector<bool> m_isChanged;
    mutable std::size_t m_indexed = 0; // resources before this position are in the index
};

} // namespace plumb::kustomize
