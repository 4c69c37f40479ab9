// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/fleetopener.h"
#include "app/kubeconfigfiles.h"
#include "app/randommask.h"
#include "core/cluster/httpclusterreader.h"
#include "core/drift/drift.h"
#include "core/drift/render.h"

#include <algorithm>

namespace plumb::ctl {

namespace {

// Requests that wait for a distant API server at the same time.
constexpr std::size_t parallelRequests = 8;

struct DriftArguments : FleetArguments
{
    std::string revision = {};
    std::string cluster = {};
    std::string kubeconfig = {};
    std::string context = {};
    std::string output = "text";
};

// The cluster of the fleet whose entry point the Flux of this cluster applies.
Result<std::string> clusterAppliedBy(cluster::ClusterReader &reader, Executor &executor,
                                     const fleet::Fleet &fleet)
{
    const cluster::LiveState live = PLUMB_TRY(cluster::readLive(reader, {}, executor, {}));
    for (const Object &object : live.objects()) {
        if (!flux::Kustomization::matches(object))
            continue;
        const auto path =
            files::TreePath().resolveClamped(object.fields().textAt({"spec", "path"}));
        for (const fleet::Cluster &each : fleet.clusters) {
            if (each.path == path.text())
                return each.path;
        }
    }
    std::string known;
    for (const fleet::Cluster &each : fleet.clusters)
        known += (known.empty() ? "" : ", ") + each.path;
    return std::unexpected(
        Error(ErrorCode::NotFound, "no Kustomization in the cluster applies one of " + known
                                       + "; name the one to compare with --cluster"));
}

Result<drift::ChangeSet> findDrift(const DriftArguments &arguments)
{
    const auto snapshot = PLUMB_TRY(FleetOpener(arguments).open(arguments.revision));
    const fleet::Fleet &fleet = *snapshot->fleet;
    if (fleet.clusters.empty()) {
        return std::unexpected(
            Error(ErrorCode::NotFound, "no cluster is found in '" + arguments.repository + "'"));
    }

    const auto config = PLUMB_TRY(loadKubeconfig(arguments.kubeconfig));
    auto connection =
        PLUMB_TRY(cluster::Connection::open(config, arguments.context, processSurroundings()));
    warn(connection->diagnostics());
    ThreadExecutor executor(parallelRequests);
    cluster::HttpClusterReader reader(std::move(connection), executor);

    std::string path;
    if (!arguments.cluster.empty())
        path = PLUMB_TRY(findCluster(fleet, arguments.cluster))->path;
    else if (fleet.clusters.size() == 1)
        path = fleet.clusters.front().path;
    else
        path = PLUMB_TRY(clusterAppliedBy(reader, executor, fleet));

    const build::ClusterState &desired = *snapshot->desired->cluster(path);
    const auto live =
        PLUMB_TRY(within("reading " + reader.connection().server(),
                         cluster::readLive(reader, drift::wantedObjects(desired), executor, {})));
    const drift::Mask mask = randomMask();
    return drift::detectDrift(desired, live, {.mask = &mask}, {});
}

int runDrift(const DriftArguments &arguments)
{
    const auto changes = findDrift(arguments);
    if (!changes)
        return fail(changes.error());
    warn(changes->diagnostics);
    const int printed =
        print(arguments.output == "json" ? drift::toJson(*changes) : drift::toText(*changes));
    if (printed != Same)
        return printed;
    return changes->hasDifferences() ? Different : Same;
}

} // namespace

void addDriftCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "drift", "Prints where a cluster differs from what git builds for it");
    const auto arguments = std::make_shared<DriftArguments>();
    addFleetOptions(*command, *arguments);
    command->add_option("--rev", arguments->revision, "A revision instead of the files on disk");
    command->add_option("--cluster", arguments->cluster,
                        "The cluster of the fleet, by its path or name; found by what Flux applies "
                        "there when it is not given");
    command->add_option("--kubeconfig", arguments->kubeconfig,
                        "The kubeconfig file; $KUBECONFIG or ~/.kube/config when it is not given");
    command->add_option("--context", arguments->context, "A context other than the current one");
    command->add_option("-o,--output", arguments->output, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->callback(
        [&chosen, arguments] { chosen = [arguments] { return runDrift(*arguments); }; });
}

} // namespace plumb::ctl
