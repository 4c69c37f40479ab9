// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/resourcemap.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plumb::kustomize {

/// A resource that refers to others, and the namespaces that it may reach into.
struct Referrer
{
    const Resource *resource = nullptr;
    /// Where a RoleBinding's service accounts are: it may refer to those.
    std::set<std::string, std::less<>> boundNamespaces = {};
    /// The kind that a roleRef names.
    std::optional<GroupVersionKind> role = {};

    /// InvalidInput when a subject's namespace is no text.
    static Result<Referrer> from(const Resource &resource, const BuildContext &context);
};

/// What several fitting targets must have in common to be taken for one.
enum class SameIdentity : std::uint8_t { Name, NameAndNamespace };

struct ReferenceQuery
{
    std::string_view name;                      ///< As it is written: a name that the target had.
    const std::string *namespaceName = nullptr; ///< When one is written beside the name.
    const GroupVersionKind &kind;
    bool isRoleRef = false;
    SameIdentity identity = SameIdentity::Name;
};

/// Finds what a name refers to: an index of all names that resources had.
class ReferenceTargets
{
public:
    explicit ReferenceTargets(const ResourceMap &resources);

    const Resource &at(std::size_t position) const { return m_resources.at(position); }
    /// The position of the resource that is meant; nothing when it is not of this build. Conflict
    /// when it could be several.
    Result<std::optional<std::size_t>> find(const Referrer &referrer,
                                            const ReferenceQuery &query) const;

private:
    enum class Space : std::uint8_t { Any, Original, Current };

    static bool mayReach(const Referrer &referrer, const Resource &target);
    Space spaceToCompare(const Referrer &referrer, const std::string *namespaceName) const;
    std::vector<std::size_t> candidates(const Referrer &referrer,
                                        const ReferenceQuery &query) const;
    Error ambiguous(const ReferenceQuery &query, const std::vector<std::size_t> &found) const;

    const ResourceMap &m_resources;
    std::unordered_map<std::string_view, std::vector<std::size_t>> m_byName;
    std::deque<std::string> m_names; // what the keys of the index look at
    // For each namespace that resources came from, one resource of each namespace they are in now.
    std::map<std::string, std::map<std::string, std::size_t>, std::less<>> m_fromNamespace;
};

} // namespace plumb::kustomize
