// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/places.h"

#include "core/fleet/environmentname.h"

#include <algorithm>

namespace plumb::history {

namespace {

bool sharesACluster(const fleet::Fleet &fleet, std::size_t environment)
{
    const auto &mine = fleet.environments[environment].clusters;
    for (std::size_t i = 0; i < fleet.environments.size(); ++i) {
        const auto isMine = [&mine](const std::string &cluster) {
            return std::ranges::contains(mine, cluster);
        };
        if (i != environment && std::ranges::any_of(fleet.environments[i].clusters, isMine))
            return true;
    }
    return false;
}

std::vector<const build::Unit *> unitsAt(const reconcile::Snapshot &snapshot, std::size_t position)
{
    std::vector<const build::Unit *> units;
    const auto add = [&units](const build::Unit *unit) {
        if (unit && !std::ranges::contains(units, unit))
            units.push_back(unit);
    };
    const fleet::Fleet &fleet = *snapshot.fleet;
    if (!sharesACluster(fleet, position)) {
        for (const std::string &path : fleet.environments[position].clusters) {
            if (const build::ClusterState *const cluster = snapshot.desired->cluster(path)) {
                for (const auto &unit : cluster->units)
                    add(unit.get());
            }
        }
    }
    for (const fleet::App &app : fleet.apps) {
        for (const fleet::Instance &instance : app.cells[position].instances)
            add(snapshot.desired->find(instance.unit));
    }
    return units;
}

void addObjects(const reconcile::Snapshot &snapshot, const fleet::App &app,
                const fleet::Instance &instance, std::vector<AppObject> &objects)
{
    const build::Unit *const unit = snapshot.desired->find(instance.unit);
    if (!unit)
        return;
    for (const Object *const object : unit->everything()) {
        if (app.kind == "Kustomization" || object->id() == instance.object)
            objects.push_back({.unit = unit->id, .object = object});
    }
}

void addLines(const yaml::Value &value, const yaml::SourceTable &sources, std::set<Line> &lines)
{
    if (value.origin().source != 0) {
        for (const yaml::Layer &layer : sources.layersOf(value.origin())) {
            const auto path = files::TreePath::parse(layer.path);
            if (path && layer.line != 0)
                lines.emplace(*path, static_cast<int>(layer.line));
        }
    }
    for (const yaml::Value &item : value.items())
        addLines(item, sources, lines);
    for (const yaml::Entry &entry : value.entries())
        addLines(entry.value, sources, lines);
}

} // namespace

Result<std::vector<const build::Unit *>> unitsOf(const reconcile::Snapshot &snapshot,
                                                 std::string_view environment)
{
    return unitsAt(snapshot, PLUMB_TRY(snapshot.fleet->namedEnvironment(environment)));
}

Result<std::vector<AppObject>> objectsOfApp(const reconcile::Snapshot &snapshot,
                                            std::string_view app, std::string_view environment)
{
    std::optional<std::size_t> only;
    if (!environment.empty())
        only = PLUMB_TRY(snapshot.fleet->namedEnvironment(environment));
    bool isKnown = false;
    std::vector<AppObject> objects;
    for (const fleet::App &each : snapshot.fleet->apps) {
        if (each.name != app && each.key() != app)
            continue;
        isKnown = true;
        for (std::size_t i = 0; i < each.cells.size(); ++i) {
            for (const fleet::Instance &instance : each.cells[i].instances) {
                if (!only || *only == i)
                    addObjects(snapshot, each, instance, objects);
            }
        }
    }
    if (!isKnown) {
        return std::unexpected(Error(ErrorCode::NotFound, "there is no app '" + std::string(app)
                                                              + "'; 'plumblinectl fleet' lists "
                                                                "them"));
    }
    return objects;
}

std::set<Line> linesOf(const Object &object, const yaml::SourceTable &sources)
{
    std::set<Line> lines;
    addLines(object.fields(), sources, lines);
    return lines;
}

FileEnvironments::FileEnvironments(const reconcile::Snapshot &snapshot)
{
    for (std::size_t i = 0; i < snapshot.fleet->environments.size(); ++i) {
        m_names.push_back(snapshot.fleet->environments[i].name);
        for (const build::Unit *const unit : unitsAt(snapshot, i)) {
            for (const files::TreePath &file : unit->filesRead)
                m_readers[file].insert(i);
        }
    }
}

std::vector<std::string> FileEnvironments::of(const files::TreePath &file) const
{
    std::vector<std::string> names;
    if (const auto readers = m_readers.find(file); readers != m_readers.end()) {
        for (const std::size_t reader : readers->second)
            names.push_back(m_names[reader]);
        return names;
    }
    for (const std::string &name : m_names) {
        const auto isName = [&name](std::string_view segment) {
            return segment == name || segment.substr(0, segment.find('.')) == name;
        };
        if (std::ranges::any_of(fleet::segmentsOf(file.text()), isName))
            names.push_back(name);
    }
    return names;
}

} // namespace plumb::history
