// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/remoteaccess.h"
#include "core/base/error.h"
#include "core/build/buildcache.h"
#include "core/reconcile/snapshot.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

namespace plumb::ctl {

/// Where the fleet is, for every command that opens one.
struct FleetArguments
{
    std::string repository = ".";
    std::vector<std::string> variableFiles = {};
    std::vector<std::string> standIns = {}; ///< "KIND/NAMESPACE/NAME=FOLDER"
    bool isOffline = false;
    bool rendersReleases = false; ///< Whether the command wants what HelmReleases render.
};

/// Adds --repo, --variables, --source and --offline.
void addFleetOptions(CLI::App &command, FleetArguments &arguments);

/// Opens snapshots of one fleet; the second costs only what differs from the first.
class FleetOpener
{
public:
    explicit FleetOpener(const FleetArguments &arguments)
        : m_arguments(arguments)
        , m_remotes(remoteStore(arguments.isOffline))
        , m_sources(sourceStore(arguments.isOffline))
    {
    }

    /// What to look at; "WORKTREE" or an empty revision is the files on disk.
    Result<reconcile::SnapshotRequest> request(const std::string &revision) const;
    Result<std::shared_ptr<const reconcile::Snapshot>> open(const std::string &revision);

    build::BuildCache &cache() { return m_cache; }
    Executor &executor() { return m_executor; }

private:
    FleetArguments m_arguments;
    std::shared_ptr<source::RemoteStore> m_remotes;
    std::shared_ptr<source::SourceStore> m_sources;
    build::BuildCache m_cache;
    ThreadExecutor m_executor;
};

/// The cluster of that path or name; NotFound lists the ones there are.
Result<const fleet::Cluster *> findCluster(const fleet::Fleet &fleet, const std::string &text);

/// The clusters that a command works on: all, or the one of that path or name.
Result<std::vector<std::string>> chosenClusters(const fleet::Fleet &fleet, const std::string &text);

} // namespace plumb::ctl
