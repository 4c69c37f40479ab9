// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/fleetopener.h"

namespace plumb::ctl {

void addFleetOptions(CLI::App &command, FleetArguments &arguments)
{
    command.add_option("--repo", arguments.repository, "The repository's folder")
        ->capture_default_str();
    command.add_option("--variables", arguments.variableFiles,
                       "A YAML file with ConfigMaps and Secrets for substituteFrom");
    command.add_option("--source", arguments.standIns,
                       "A folder that stands in for a source, as KIND/NAMESPACE/NAME=FOLDER or "
                       "NAME=FOLDER; for a HelmRepository, one with charts");
    command.add_flag("--offline", arguments.isOffline,
                     "Takes charts and remote bases from the cache and fetches nothing");
}

Result<reconcile::SnapshotRequest> FleetOpener::request(const std::string &revision) const
{
    reconcile::SnapshotRequest request = {.repository = m_arguments.repository,
                                          .revision = revision == "WORKTREE" ? "" : revision,
                                          .variableFiles = m_arguments.variableFiles,
                                          .remotes = m_remotes,
                                          .rendersReleases = m_arguments.rendersReleases,
                                          .charts = m_sources,
                                          .artifacts = m_sources};
    for (const std::string &standIn : m_arguments.standIns) {
        const auto equals = standIn.find('=');
        if (equals == std::string::npos) {
            return std::unexpected(
                Error(ErrorCode::InvalidInput, "'" + standIn
                                                   + "' is neither KIND/NAMESPACE/NAME=FOLDER nor "
                                                     "NAME=FOLDER"));
        }
        request.standIns.emplace_back(standIn.substr(0, equals), standIn.substr(equals + 1));
    }
    return request;
}

Result<std::shared_ptr<const reconcile::Snapshot>> FleetOpener::open(const std::string &revision)
{
    return reconcile::openSnapshot(PLUMB_TRY(request(revision)), m_cache, m_executor, {});
}

Result<const fleet::Cluster *> findCluster(const fleet::Fleet &fleet, const std::string &text)
{
    const std::size_t start = text.starts_with("./") ? 2 : 0;
    const std::string path = text.substr(start, text.find_last_not_of('/') + 1 - start);
    std::string known;
    for (const fleet::Cluster &cluster : fleet.clusters) {
        if (cluster.path == path || cluster.name == path)
            return &cluster;
        known += (known.empty() ? "" : ", ") + cluster.path;
    }
    return std::unexpected(Error(ErrorCode::NotFound,
                                 known.empty() ? "no cluster is found in this repository"
                                               : "no cluster '" + text + "'; there are: " + known));
}

Result<std::vector<std::string>> chosenClusters(const fleet::Fleet &fleet, const std::string &text)
{
    if (!text.empty())
        return std::vector{PLUMB_TRY(findCluster(fleet, text))->path};
    std::vector<std::string> all;
    for (const fleet::Cluster &cluster : fleet.clusters)
        all.push_back(cluster.path);
    return all;
}

} // namespace plumb::ctl
