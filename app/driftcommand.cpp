// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/fleetopener.h"
#include "app/kubeconfigfiles.h"
#include "app/randommask.h"
#include "core/cluster/httpclusterreader.h"
#include "core/cluster/httpclusterwriter.h"
#include "core/cluster/openapi.h"
#include "core/drift/drift.h"
#include "core/drift/render.h"
#include "core/drift/servercheck.h"
#include "core/reconcile/lag.h"
#include "core/yaml/json.h"

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
    bool showsAll = false;
    bool asksServer = false;
};

/// What was found in one cluster.
struct Finding
{
    drift::ChangeSet changes = {};
    std::vector<reconcile::Lag> lags = {};
};

// The cluster of the fleet whose entry point the Flux of this cluster applies.
Result<std::string> clusterAppliedBy(cluster::ClusterReader &reader, Executor &executor,
                                     const fleet::Fleet &fleet)
{
    const cluster::LiveState live = PLUMB_TRY(cluster::readLive(reader, {}, executor, {}));
    for (const auto &entry : live.kind(flux::kustomizeGroup, "Kustomization")) {
        const Object &object = live.unpacked(*entry);
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

// How the cluster describes the kinds that are applied.
Result<Schema> schemaFor(const build::ClusterState &desired, cluster::HttpClusterReader &reader,
                         Executor &executor)
{
    std::vector<GroupVersionKind> kinds;
    for (const cluster::WantedObject &wanted : drift::wantedObjects(desired))
        kinds.push_back(wanted.gvk);
    cluster::OpenApiCache cache;
    return cluster::readSchema(reader.connection(), kinds, cache, executor, {});
}

/// A cluster that was read, and how to ask it more.
struct Cluster
{
    cluster::HttpClusterReader &reader;
    Executor &executor;
    const cluster::LiveState &live;
};

Result<Finding> compare(const DriftArguments &arguments, FleetOpener &opener,
                        const reconcile::Snapshot &snapshot, const std::string &path,
                        const Cluster &cluster)
{
    const build::ClusterState &desired = *snapshot.desired->cluster(path);
    const drift::Mask mask = randomMask();
    const Schema schema = PLUMB_TRY(within("asking the cluster about its kinds",
                                           schemaFor(desired, cluster.reader, cluster.executor)));
    drift::DriftOptions options;
    options.mask = &mask;
    options.schema = &schema;
    options.shown = PLUMB_TRY(reconcile::shownRevision(snapshot, {}));
    options.applied = PLUMB_TRY(reconcile::appliedStates(
        snapshot, path, cluster.live, [&opener](const auto &commit) { return opener.open(commit); },
        {}));
    drift::ChangeSet changes = PLUMB_TRY(drift::detectDrift(desired, cluster.live, options, {}));
    if (arguments.asksServer) {
        cluster::HttpClusterWriter writer(cluster.reader.connection());
        PLUMB_TRY(drift::checkOnServer(changes,
                                       {.desired = desired,
                                        .live = cluster.live,
                                        .writer = writer,
                                        .executor = cluster.executor},
                                       options, {}));
    }
    return Finding{.changes = std::move(changes),
                   .lags = PLUMB_TRY(reconcile::lagOf(snapshot, path, cluster.live, {}))};
}

Result<Finding> findDrift(const DriftArguments &arguments)
{
    FleetOpener opener(arguments);
    const auto snapshot = PLUMB_TRY(opener.open(arguments.revision));
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
    return compare(arguments, opener, *snapshot, path,
                   {.reader = reader, .executor = executor, .live = live});
}

std::string toText(const Finding &finding, bool showsAll)
{
    std::string text =
        drift::toText(showsAll ? finding.changes : finding.changes.withoutExplained());
    for (const reconcile::Lag &lag : finding.lags) {
        if (const std::string line = reconcile::toText(lag); !line.empty())
            text += line + '\n';
    }
    const std::string explained = drift::toText(finding.changes.explained());
    if (!explained.empty() && !showsAll)
        text += "explained and not shown, see --all: " + explained + '\n';
    return text;
}

std::string toJson(const Finding &finding, bool showsAll)
{
    yaml::Value value =
        drift::toValue(showsAll ? finding.changes : finding.changes.withoutExplained());
    value.set("explained", drift::toValue(finding.changes.explained()));
    yaml::Value lags = yaml::Value::sequence();
    for (const reconcile::Lag &lag : finding.lags)
        lags.append(reconcile::toValue(lag));
    value.set("lag", std::move(lags));
    return yaml::toJsonPretty(value) + '\n';
}

int runDrift(const DriftArguments &arguments)
{
    const auto finding = findDrift(arguments);
    if (!finding)
        return fail(finding.error());
    warn(finding->changes.diagnostics);
    const int printed = print(arguments.output == "json" ? toJson(*finding, arguments.showsAll)
                                                         : toText(*finding, arguments.showsAll));
    if (printed != Same)
        return printed;
    return finding->changes.hasDifferences() ? Different : Same;
}

} // namespace

void addDriftCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "drift", "Prints where a cluster differs from what git builds for it, and why");
    const auto arguments = std::make_shared<DriftArguments>();
    arguments->rendersReleases = true;
    addFleetOptions(*command, *arguments);
    command->add_option("--rev", arguments->revision, "A revision instead of the files on disk");
    command->add_option("--cluster", arguments->cluster,
                        "The cluster of the fleet, by its path or name; found by what Flux applies "
                        "there when it is not given");
    command->add_option("--kubeconfig", arguments->kubeconfig,
                        "The kubeconfig file; $KUBECONFIG or ~/.kube/config when it is not given");
    command->add_option("--context", arguments->context, "A context other than the current one");
    command->add_flag("--all", arguments->showsAll,
                      "Also differences that are explained and stay as they are: owned by a "
                      "controller, rewritten by a webhook, left alone by a rule in git");
    command->add_flag("--server-dry-run", arguments->asksServer,
                      "Also asks the API server what applying would make of each object that "
                      "differs, without writing anything; needs the permission to patch");
    command->add_option("-o,--output", arguments->output, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->footer(
        "Exits with 0 when nothing differs that Flux or a person has to resolve, with 1 "
        "when something does, with 2 when it cannot be told. What is explained does "
        "not count, with or without --all, nor do commits that Flux has not applied "
        "where they make no difference.");
    command->callback(
        [&chosen, arguments] { chosen = [arguments] { return runDrift(*arguments); }; });
}

} // namespace plumb::ctl
