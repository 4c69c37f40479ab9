// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/desiredstate.h"

#include <algorithm>

namespace plumb::build {

std::string UnitId::toString() const
{
    return cluster + ": " + namespaceName + '/' + name;
}

std::vector<const Object *> Unit::everything() const
{
    std::vector<const Object *> all;
    all.reserve(known().size() + expanded.size());
    for (const ObjectSet *set : {&known(), &expanded}) {
        for (const Object &object : *set)
            all.push_back(&object);
    }
    return all;
}

const ClusterState *DesiredState::cluster(std::string_view path) const
{
    const auto found = std::ranges::find(clusters, path, &ClusterState::cluster);
    return found == clusters.end() ? nullptr : &*found;
}

const Unit *DesiredState::find(const UnitId &id) const
{
    const ClusterState *state = cluster(id.cluster);
    if (!state)
        return nullptr;
    const auto found = std::ranges::find_if(
        state->units, [&id](const std::shared_ptr<const Unit> &unit) { return unit->id == id; });
    return found == state->units.end() ? nullptr : found->get();
}

const Release *DesiredState::findRelease(const UnitId &id) const
{
    const ClusterState *state = cluster(id.cluster);
    if (!state)
        return nullptr;
    const auto found =
        std::ranges::find_if(state->releases, [&id](const std::shared_ptr<const Release> &release) {
            return release->id == id;
        });
    return found == state->releases.end() ? nullptr : found->get();
}

Object withOwnerLabels(Object object, const flux::Kustomization &owner)
{
    yaml::Value fields = object.fields();
    yaml::Value &labels = fields.ensureMapping("metadata").ensureMapping("labels");
    labels.set("kustomize.toolkit.fluxcd.io/name", yaml::Value::string(yaml::Text(owner.name())));
    labels.set("kustomize.toolkit.fluxcd.io/namespace",
               yaml::Value::string(yaml::Text(owner.namespaceName())));
    // Who the object is has not changed, so it can be read again.
    return Object::from(std::move(fields)).value_or(std::move(object));
}

} // namespace plumb::build
