// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/livemarks.h"

namespace plumb::ui {

namespace {

// A Kustomization stands for everything that it applied.
bool isWhole(const ResourceId &object)
{
    return object.kind == "Kustomization";
}

} // namespace

const cluster::HealthStatus *LiveMarks::worst(const build::UnitId &unit,
                                              const ResourceId &object) const
{
    const auto found = unhealthy.find(unit);
    if (found == unhealthy.end())
        return nullptr;
    const cluster::HealthStatus *result = nullptr;
    for (const auto &[id, status] : found->second) {
        const bool isWorse = !result || status.health == cluster::Health::Failed;
        if ((isWhole(object) || id == object)
            && (isWorse && (!result || result->health != cluster::Health::Failed)))
            result = &status;
    }
    return result;
}

std::size_t LiveMarks::driftedCount(const build::UnitId &unit, const ResourceId &object) const
{
    const auto found = drifted.find(unit);
    if (found == drifted.end())
        return 0;
    return isWhole(object) ? found->second.size() : found->second.count(object);
}

} // namespace plumb::ui
