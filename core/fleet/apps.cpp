// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/apps.h"

#include "core/fleet/appgroups.h"
#include "core/fleet/environmentname.h"
#include "core/fleet/versions.h"
#include "core/flux/helmrelease.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace plumb::fleet {

namespace {

/// An app as it was found in one cluster, not matched with others yet.
struct Found
{
    std::string kind;
    std::string name; ///< Without the words of its environment.
    std::string namespaceName;
    std::string folder;   ///< Of its unit; decides the group.
    std::string unitName; ///< Without the words of its environment.
    bool isAlone = false; ///< Nothing else in its unit is an app.
    std::size_t environment = 0;
    Instance instance;
};

bool isWorkload(const Object &object)
{
    static constexpr std::array<std::string_view, 4> kinds{"Deployment", "StatefulSet", "DaemonSet",
                                                           "CronJob"};
    return (object.gvk().group == "apps" || object.gvk().group == "batch")
           && std::ranges::find(kinds, object.kind()) != kinds.end();
}

bool isPartOfFlux(const Object &object)
{
    return object.label("app.kubernetes.io/part-of") == "flux"
           && !object.label("app.kubernetes.io/version").empty();
}

class AppFinder
{
public:
    AppFinder(const EnvironmentMap &environments, const yaml::SourceTable &sources)
        : m_environments(environments)
        , m_sources(sources)
    {
    }

    void findIn(const build::ClusterState &cluster)
    {
        const VersionFinder versions(cluster, m_sources);
        for (const auto &unit : cluster.units)
            findIn(*unit, versions);
    }

    /// A Kustomization that holds apps in one environment is no app where it holds none.
    void dropEmptyHolders()
    {
        std::erase_if(found, [this](const Found &one) {
            return one.instance.version.kind == VersionKind::Revision && !one.instance.isFailed
                   && m_holders.contains(one.unitName);
        });
    }

    std::vector<Found> found;

private:
    void findIn(const build::Unit &unit, const VersionFinder &versions)
    {
        bool holdsApp = false;
        const std::size_t before = found.size();
        for (const Object *built : unit.everything()) {
            const Object &object = *built;
            if (flux::HelmRelease::matches(object)) {
                const auto release = flux::HelmRelease::from(object);
                add(unit, object, versions.ofRelease(object, unit),
                    release && release->isSuspended());
                holdsApp = true;
            } else if (isWorkload(object)) {
                holdsApp = true;
                if (isPartOfFlux(object))
                    addFlux(unit, object);
                else
                    add(unit, object, versions.ofWorkload(object, unit), false);
            }
        }
        if (found.size() == before + 1) {
            found.back().isAlone = true;
            found.back().instance.objects = unit.known().size();
        }
        // A Kustomization that only leads to others is no app, nor is the entry point.
        const std::string &environment = m_environments.environmentOf(unit.id);
        if (holdsApp || !unit.children.empty())
            m_holders.insert(withoutEnvironment(unit.id.name, environment));
        if (holdsApp || !unit.children.empty() || unit.reached == build::Reached::Entry)
            return;
        add(unit, unit.kustomization.object(), versions.ofUnit(unit), false);
        found.back().instance.objects = unit.known().size();
    }

    void add(const build::Unit &unit, const Object &object, Version version, bool isSuspended)
    {
        const std::string &environment = m_environments.environmentOf(unit.id);
        std::string problem;
        if (!unit.objects)
            problem = unit.objects.error().description();
        found.push_back(
            {.kind = std::string(object.kind()),
             .name = withoutEnvironment(object.name(), environment),
             .namespaceName = std::string(object.namespaceName()),
             .folder = unit.directory ? unit.directory->text() : std::string(),
             .unitName = withoutEnvironment(unit.id.name, environment),
             .environment = m_environments.positionOf(environment),
             .instance = {.unit = unit.id,
                          .object = object.id(),
                          .version = std::move(version),
                          .isSuspended = isSuspended || unit.kustomization.isSuspended(),
                          .isFailed = !unit.objects,
                          .isExternal = unit.isExternal(),
                          .problem = problem.substr(0, problem.find('\n')),
                          .objects = 1}});
    }

    // Its controllers are released together.
    void addFlux(const build::Unit &unit, const Object &object)
    {
        if (!m_fluxUnits.insert(unit.id).second) {
            const auto known = std::ranges::find_if(found, [&unit](const Found &one) {
                return one.name == "flux" && one.instance.unit == unit.id;
            });
            ++known->instance.objects;
            return;
        }
        Version version{.kind = VersionKind::ImageTag,
                        .text = std::string(object.label("app.kubernetes.io/version"))};
        add(unit, object, std::move(version), false);
        found.back().name = "flux";
    }

    const EnvironmentMap &m_environments;
    const yaml::SourceTable &m_sources;
    std::set<build::UnitId> m_fluxUnits;
    std::set<std::string> m_holders; // names of Kustomizations, without those of environments
};

/// Which row something belongs to. The namespace tells apps of one name apart as long as they are
/// in one cluster; it may differ between environments.
class RowMatcher
{
public:
    explicit RowMatcher(const std::vector<Found> &found)
    {
        std::map<std::tuple<std::string, std::string, std::string>, std::set<std::string>> seen;
        for (const Found &one : found) {
            std::set<std::string> &namespaces =
                seen[{one.instance.unit.cluster + '\n' + std::to_string(one.environment), one.kind,
                      one.name}];
            namespaces.insert(one.namespaceName);
            if (namespaces.size() > 1)
                m_ambiguous.insert({one.kind, one.name});
        }
    }

    bool needsNamespace(const Found &one) const
    {
        return m_ambiguous.contains({one.kind, one.name});
    }

private:
    std::set<std::pair<std::string, std::string>> m_ambiguous;
};

// "web" of the Kustomizations checkout, orders and search says less than their own names.
void nameAfterUnits(std::vector<Found> &found)
{
    const RowMatcher rows(found);
    for (Found &one : found) {
        if (!one.isAlone || !rows.needsNamespace(one))
            continue;
        one.kind = "Kustomization";
        one.name = one.unitName;
    }
}

} // namespace

std::vector<App> matchApps(const build::DesiredState &state, const EnvironmentMap &environments,
                           const yaml::SourceTable &sources)
{
    AppFinder finder(environments, sources);
    for (const build::ClusterState &cluster : state.clusters)
        finder.findIn(cluster);
    finder.dropEmptyHolders();
    nameAfterUnits(finder.found);

    std::vector<std::string> folders;
    for (const Found &one : finder.found)
        folders.push_back(one.folder);
    const AppGroups groups(folders);

    const RowMatcher rows(finder.found);
    std::map<std::tuple<std::string, std::string, std::string>, App> apps;
    for (Found &one : finder.found) {
        const std::string inNamespace =
            rows.needsNamespace(one) ? one.namespaceName : std::string();
        const auto [row, isNew] = apps.try_emplace({one.kind, inNamespace, one.name});
        App &app = row->second;
        if (isNew) {
            app.name = one.name;
            app.kind = one.kind;
            app.namespaceName = one.namespaceName;
            app.group = groups.groupOf(one.folder);
            app.cells.resize(environments.environments.size());
        } else if (app.namespaceName != one.namespaceName) {
            app.namespaceName.clear();
        }
        app.cells[one.environment].instances.push_back(std::move(one.instance));
    }

    std::vector<App> sorted;
    for (auto &[key, app] : apps)
        sorted.push_back(std::move(app));
    std::ranges::stable_sort(sorted, [](const App &a, const App &b) {
        return std::tie(a.group, a.name, a.kind) < std::tie(b.group, b.name, b.kind);
    });
    return sorted;
}

} // namespace plumb::fleet
