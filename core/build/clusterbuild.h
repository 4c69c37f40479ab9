// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/builder.h"
#include "core/build/keptcluster.h"
#include "core/build/sourceresolver.h"
#include "core/build/unitjob.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace plumb::build {

/// The build of one cluster on its way: which Kustomizations are known, which of them can be built
/// now, and what has come of the others.
///
/// nextJobs() and finish() are called in turn by one thread; the jobs run in between, anywhere.
class ClusterBuild
{
public:
    ClusterBuild(const FleetRequest &request, const EntryPoint &entry, BuildCache &cache);

    /// Everything that can be built now; empty when the cluster is done.
    std::vector<UnitJob> nextJobs();
    /// What the jobs of the last nextJobs() gave, in their order.
    void finish(std::vector<KeptUnit> results);

    /// Takes the finished cluster, and leaves it to the cache for the next look.
    KeptCluster takeResult();

private:
    using Key = std::pair<std::string, std::string>; // namespace, name

    struct Pending
    {
        std::shared_ptr<Unit> unit;
        SourceResolver::Place place = {};
        flux::Variables variables = {};
        std::vector<std::string> missing = {}; ///< Of substituteFrom: "ConfigMap/name".
    };

    void add(flux::Kustomization kustomization, const Unit *parent);
    bool prepare(Pending &pending);
    bool mayComeFrom(const Pending &pending, const std::vector<std::string> &missing);
    std::vector<Pending> takeReady();
    std::vector<Pending> takeStuck();
    std::optional<UnitJob> jobFor(Pending &pending);
    void enter(std::shared_ptr<Unit> unit);
    void complete(Unit &unit, const Pending &pending, const BuiltUnit &built);
    void expandResourceSets(Unit &unit) const;
    void learn(const Object &object, const Unit &unit, std::vector<flux::Kustomization> &children);
    void learn(const Unit &unit);
    bool replaceEntry(const Unit &entry);
    bool readsOtherFiles(const Unit &entry, const Pending &pending);
    void describeVariables(Unit &unit, const Pending &pending) const;
    void flatten(const Key &key, ClusterState &state, std::set<Key> &seen) const;
    void warn(std::string code, std::string message, const UnitId &id);

    const FleetRequest &m_request;
    const EntryPoint &m_entry;
    BuildCache &m_cache;
    RecordingTree m_looked; ///< What was asked of the artifact outside of units.
    SourceResolver m_resolver;
    std::deque<Pending> m_pending;
    std::vector<Pending> m_running;
    std::map<Key, std::shared_ptr<Unit>> m_units;
    std::map<std::string, Object> m_configs; // "ConfigMap/namespace/name"
    std::vector<Diagnostic> m_diagnostics;
    Key m_root;
    int m_entryBuilds = 0;
    std::string m_key;
    std::optional<KeptCluster> m_known; ///< From the look before; nothing is left to do then.
    std::set<files::TreePath> m_searched;
    std::vector<std::shared_ptr<Footprint>> m_footprints;
    bool m_isKeepable = true;
};

} // namespace plumb::build
