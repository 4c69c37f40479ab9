// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/referencetargets.h"

#include <algorithm>

namespace plumb::kustomize {

namespace {

constexpr std::string_view noNamespace = "_non_namespaceable_";

std::optional<GroupVersionKind> roleOf(const Resource &resource)
{
    const yaml::Value *const role = resource.fields().find("roleRef");
    const yaml::Value *const group = role ? role->find("apiGroup") : nullptr;
    const yaml::Value *const kind = role ? role->find("kind") : nullptr;
    if (!group || !kind)
        return {};
    return GroupVersionKind{std::string(group->text()), {}, std::string(kind->text())};
}

} // namespace

Result<Referrer> Referrer::from(const Resource &resource, const BuildContext &context)
{
    Referrer referrer{.resource = &resource};
    referrer.role = roleOf(resource);
    if (resource.kind() != "RoleBinding" || resource.id().isClusterScoped)
        return referrer;
    const yaml::Value *const subjects = resource.fields().find("subjects");
    if (!subjects)
        return referrer;
    for (const yaml::Value &subject : subjects->items()) {
        const yaml::Value *const space = subject.find("namespace");
        if (!space || subject.textAt({"kind"}) != "ServiceAccount")
            continue;
        if (!space->isString()) {
            return std::unexpected(
                context.invalid(*space, "the namespace of a subject must be a string"));
        }
        referrer.boundNamespaces.emplace(space->text());
    }
    return referrer;
}

ReferenceTargets::ReferenceTargets(const ResourceMap &resources)
    : m_resources(resources)
{
    for (std::size_t i = 0; i < resources.size(); ++i) {
        const Resource &resource = resources.at(i);
        resource.visitPreviousNames([this, i](std::string_view name) {
            auto found = m_byName.find(name);
            if (found == m_byName.end()) {
                m_names.emplace_back(name);
                found = m_byName.try_emplace(m_names.back()).first;
            }
            if (found->second.empty() || found->second.back() != i)
                found->second.push_back(i);
        });
        m_fromNamespace[std::string(resource.originalId().effectiveNamespace())].try_emplace(
            std::string(resource.id().effectiveNamespace()), i);
    }
    m_fromNamespace.erase(std::string(noNamespace));
}

// Objects refer to cluster-scoped ones and to those of their own namespace; a RoleBinding also to
// service accounts elsewhere. A cluster-scoped object may refer to anything.
bool ReferenceTargets::mayReach(const Referrer &referrer, const Resource &target)
{
    const BuildId &from = referrer.resource->id();
    return from.isClusterScoped || target.id().isClusterScoped || from.sameNamespace(target.id())
           || referrer.boundNamespaces.contains(target.namespaceName());
}

// A namespace beside a name is one that resources came from, if any does that can be reached, or
// else one that they are in now.
ReferenceTargets::Space ReferenceTargets::spaceToCompare(const Referrer &referrer,
                                                         const std::string *namespaceName) const
{
    if (!namespaceName)
        return Space::Any;
    const auto origin = m_fromNamespace.find(*namespaceName);
    if (origin == m_fromNamespace.end())
        return Space::Current;
    const bool canReach = std::ranges::any_of(
        origin->second, [&](const auto &now) { return mayReach(referrer, at(now.second)); });
    return canReach ? Space::Original : Space::Current;
}

std::vector<std::size_t> ReferenceTargets::candidates(const Referrer &referrer,
                                                      const ReferenceQuery &query) const
{
    std::vector<std::size_t> found;
    const auto named = m_byName.find(query.name);
    if (named == m_byName.end())
        return found;
    const Space space = spaceToCompare(referrer, query.namespaceName);
    for (const std::size_t position : named->second) {
        const Resource &target = at(position);
        if (!target.hadKind(query.kind) || !mayReach(referrer, target))
            continue;
        if (query.isRoleRef && referrer.role && !target.hadKind(*referrer.role))
            continue;
        if (space == Space::Original
            && (target.originalId().effectiveNamespace() != *query.namespaceName))
            continue;
        if (space == Space::Current
            && (target.id().isClusterScoped
                || target.id().effectiveNamespace() != *query.namespaceName))
            continue;
        // What a RoleBinding reaches in another namespace can only be a service account.
        const BuildId &from = referrer.resource->id();
        if (from.isClusterScoped || target.id().isClusterScoped || target.kind() == "ServiceAccount"
            || from.sameNamespace(target.id()))
            found.push_back(position);
    }
    return found;
}

Error ReferenceTargets::ambiguous(const ReferenceQuery &query,
                                  const std::vector<std::size_t> &found) const
{
    std::string ids;
    for (const std::size_t position : found) {
        if (!ids.empty())
            ids += ", ";
        ids += at(position).id().toString();
    }
    return Error(ErrorCode::Conflict,
                 "the name '" + std::string(query.name) + "' could mean any of " + ids);
}

Result<std::optional<std::size_t>> ReferenceTargets::find(const Referrer &referrer,
                                                          const ReferenceQuery &query) const
{
    std::vector<std::size_t> found = candidates(referrer, query);
    if (found.empty())
        return std::nullopt;
    if (found.size() == 1)
        return found.front();
    for (const bool emptyMatches : {true, false}) {
        if (!emptyMatches && found.size() <= 1)
            break;
        std::erase_if(found, [&](std::size_t position) {
            return !at(position).sharesPrefixesAndSuffixes(*referrer.resource, emptyMatches);
        });
    }
    if (found.empty())
        return std::nullopt;
    const Resource &first = at(found.front());
    const bool areSame = std::ranges::all_of(found, [&](std::size_t position) {
        const Resource &other = at(position);
        return other.name() == first.name()
               && (query.identity == SameIdentity::Name
                   || other.namespaceName() == first.namespaceName());
    });
    if (!areSame)
        return std::unexpected(ambiguous(query, found));
    return found.front();
}

} // namespace plumb::kustomize
