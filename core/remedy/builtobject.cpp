// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/remedy/builtobject.h"

#include <algorithm>

namespace plumb::remedy {

namespace {

const Object *findIn(const std::vector<const Object *> &objects, const ResourceId &id)
{
    const auto found = std::ranges::find(objects, id, &Object::id);
    return found == objects.end() ? nullptr : *found;
}

} // namespace

std::optional<BuiltObject> findBuilt(const reconcile::Snapshot &snapshot, std::string_view cluster,
                                     const ResourceId &id)
{
    const build::ClusterState *const state = snapshot.desired->cluster(cluster);
    if (!state)
        return {};
    for (const auto &unit : state->units) {
        // What was merely scanned of a failed build lacks its patches.
        const Object *const object = unit->objects ? findIn(unit->everything(), id) : nullptr;
        if (object)
            return BuiltObject{.object = object, .owner = unit->id, .isFromRelease = false};
    }
    for (const auto &release : state->releases) {
        if (const Object *const object = findIn(release->everything(), id))
            return BuiltObject{.object = object, .owner = release->id, .isFromRelease = true};
    }
    return {};
}

Error notBuilt(const ResourceId &id)
{
    return {ErrorCode::NotFound, "the working tree does not build " + id.kind + " '" + id.name
                                     + "' any more; compare again"};
}

} // namespace plumb::remedy
