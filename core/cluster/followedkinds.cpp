// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/followedkinds.h"

#include "core/cluster/fluxkinds.h"

#include <algorithm>

namespace plumb::cluster {

namespace {

bool isDenied(const std::optional<Error> &error)
{
    return error && error->code() == ErrorCode::Unauthorized;
}

Diagnostic diagnosticOf(const Reflector &reflector)
{
    const ApiResource &resource = reflector.target().resource;
    const std::string &place = reflector.target().namespaceName;
    const Error &error = *reflector.error();
    const bool isStale = reflector.isListed() && !isDenied(error);
    return {.severity = Severity::Warning,
            .code = isDenied(error) ? "forbidden-kind"
                    : isStale       ? "stale-kind"
                                    : "unreadable-kind",
            .message = (isStale ? "cannot watch " : "cannot list ") + resource.plural
                       + (place.empty() ? "" : " in " + place) + ": " + error.toString(),
            .object = resource.gvk.kind};
}

} // namespace

bool FollowedKinds::isComplete() const
{
    return std::ranges::all_of(m_kinds, [](const auto &kind) {
        return kind->reflector.isListed() || kind->reflector.error();
    });
}

std::size_t FollowedKinds::listed() const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        m_kinds, [](const auto &kind) { return kind->reflector.isListed(); }));
}

std::vector<std::uint64_t> FollowedKinds::follow(WatchPlan plan)
{
    std::vector<std::unique_ptr<FollowedKind>> kinds;
    for (const ReflectorTarget &target : plan.targets) {
        const auto known = std::ranges::find_if(m_kinds, [&target](const auto &kind) {
            return kind && kind->reflector.target() == target;
        });
        if (known != m_kinds.end()) {
            kinds.push_back(std::move(*known));
            continue;
        }
        ReflectorOptions options = m_options;
        options.retry.seed = http::nextRandom(m_options.retry.seed);
        kinds.push_back(std::make_unique<FollowedKind>(Reflector(target, std::move(options))));
    }
    std::vector<std::uint64_t> abandoned;
    for (const auto &kind : m_kinds) {
        if (kind && kind->request)
            abandoned.push_back(*kind->request);
    }
    m_kinds = std::move(kinds);
    m_plan = std::move(plan);
    return abandoned;
}

void FollowedKinds::startOver(Clock::time_point now)
{
    for (const auto &kind : m_kinds) {
        kind->request.reset();
        kind->reflector.startOver(now);
    }
}

std::set<GroupVersionKind> FollowedKinds::forbidden() const
{
    std::set<GroupVersionKind> kinds;
    for (const auto &kind : m_kinds) {
        const ReflectorTarget &target = kind->reflector.target();
        if (target.namespaceName.empty() && isDenied(kind->reflector.error()))
            kinds.insert(target.resource.gvk);
    }
    return kinds;
}

std::vector<WantedObject> FollowedKinds::inventories()
{
    std::vector<WantedObject> wanted;
    for (const auto &kind : m_kinds) {
        const GroupVersionKind &gvk = kind->reflector.target().resource.gvk;
        if (!isKustomization(gvk.group, gvk.kind))
            continue;
        for (const LiveObjectPointer &object : *kind->reflector.store().share())
            std::ranges::move(inventoryOf(object->unpack()), std::back_inserter(wanted));
    }
    return wanted;
}

LiveState FollowedKinds::state(std::shared_ptr<const ApiResources> resources)
{
    std::map<std::pair<std::string_view, std::string_view>, std::vector<FollowedKind *>> byName;
    LiveParts parts = {.resources = std::move(resources)};
    for (const auto &kind : m_kinds) {
        const GroupVersionKind &gvk = kind->reflector.target().resource.gvk;
        if (kind->reflector.error() && !isFollowedOtherwise(*kind))
            parts.diagnostics.push_back(diagnosticOf(kind->reflector));
        // What may not be seen any more is not shown as if it were.
        if (!isDenied(kind->reflector.error()))
            byName[{gvk.group, gvk.kind}].push_back(kind.get());
    }
    for (const auto &[name, kinds] : byName)
        parts.kinds.push_back(kinds.size() == 1 ? kinds.front()->reflector.store().share()
                                                : merged(kinds));
    addUnreadable(parts);
    return LiveState(std::move(parts));
}

// Of an object that comes in several versions, the one in the version that is wanted counts.
std::shared_ptr<const LiveKind> FollowedKinds::merged(std::span<FollowedKind *const> kinds) const
{
    std::map<ResourceId, LiveObjectPointer> objects;
    for (FollowedKind *kind : kinds) {
        const std::string &version = kind->reflector.target().resource.gvk.version;
        for (const LiveObjectPointer &object : *kind->reflector.store().share()) {
            const auto wanted = m_plan.versions.find(object->id);
            if (wanted != m_plan.versions.end() && wanted->second == version)
                objects[object->id] = object;
            else
                objects.try_emplace(object->id, object);
        }
    }
    auto all = std::make_shared<LiveKind>();
    for (auto &[id, object] : objects)
        all->push_back(std::move(object));
    return all;
}

// A kind that is forbidden as a whole is followed namespace by namespace.
bool FollowedKinds::isFollowedOtherwise(const FollowedKind &kind) const
{
    const ReflectorTarget &target = kind.reflector.target();
    if (!target.namespaceName.empty() || !isDenied(kind.reflector.error()))
        return false;
    return std::ranges::any_of(m_kinds, [&target](const auto &other) {
        const ReflectorTarget &part = other->reflector.target();
        return part.resource == target.resource && !part.namespaceName.empty();
    });
}

void FollowedKinds::addUnreadable(LiveParts &parts) const
{
    // In no namespace: the kind as a whole.
    std::map<std::tuple<std::string_view, std::string_view, std::string_view>, const Reflector *>
        unknown;
    std::set<std::pair<std::string_view, std::string_view>> affected;
    for (const auto &kind : m_kinds) {
        const Reflector &reflector = kind->reflector;
        const ReflectorTarget &target = reflector.target();
        const GroupVersionKind &gvk = target.resource.gvk;
        const bool isKnown = reflector.isListed() && !isDenied(reflector.error());
        unknown.try_emplace({gvk.group, gvk.kind, target.namespaceName},
                            isKnown ? nullptr : &reflector);
        if (!isKnown)
            affected.insert({gvk.group, gvk.kind});
    }
    for (const ResourceId &id : m_plan.wanted) {
        if (!affected.contains({id.group, id.kind}))
            continue;
        auto found = unknown.find({id.group, id.kind, id.namespaceName});
        if (found == unknown.end())
            found = unknown.find({id.group, id.kind, {}});
        if (found == unknown.end() || !found->second)
            continue;
        const std::optional<Error> &error = found->second->error();
        parts.unreadable.emplace(id, error ? error->toString() : "it has not been read yet");
    }
}

} // namespace plumb::cluster
