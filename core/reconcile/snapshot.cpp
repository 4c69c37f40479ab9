// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/reconcile/snapshot.h"

#include "core/build/builder.h"
#include "core/files/directorytree.h"
#include "core/fleet/describe.h"
#include "core/fleet/discovery.h"
#include "core/fleet/workspace.h"
#include "core/git/repository.h"
#include "core/source/artifactsource.h"
#include "core/source/chartsource.h"
#include "core/source/remotestore.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <filesystem>

namespace plumb::reconcile {

namespace {

/// The files of one look, and which revision they are.
struct Look
{
    std::shared_ptr<const files::FileTree> tree;
    files::TreePath folder = {};
    std::string revision = {};
    std::string commit = {};
    bool isInGit = true;
};

// Which folder of the repository was opened: its root, unless somebody wants to see less.
files::TreePath folderIn(const git::Repository &repository, const std::string &opened)
{
    if (repository.isBare())
        return {};
    std::error_code ignored;
    const auto root = std::filesystem::weakly_canonical(repository.worktree(), ignored);
    const auto place = std::filesystem::weakly_canonical(opened, ignored);
    return files::TreePath::parse(place.lexically_relative(root).generic_string())
        .value_or(files::TreePath());
}

Result<Look> lookAtRevision(const git::Repository &repository, const std::string &revision,
                            files::TreePath folder)
{
    const git::Oid commit = PLUMB_TRY(repository.resolve(revision));
    const std::string id = commit.text();
    return Look{.tree = PLUMB_TRY(repository.treeAt(commit, folder)),
                .folder = std::move(folder),
                .revision = revision + "@sha1:" + id,
                .commit = id};
}

// In a folder inside of a repository, what git ignores is looked at as well.
Result<std::shared_ptr<const files::FileTree>>
filesOf(const std::string &opened, const git::Repository &repository, const files::TreePath &folder)
{
    if (folder.isRoot())
        return repository.workingTree();
    return PLUMB_TRY(files::DirectoryTree::open(opened));
}

Result<Look> lookAtFiles(const std::string &opened, const git::Repository &repository,
                         files::TreePath folder)
{
    Look look{.tree = PLUMB_TRY(filesOf(opened, repository, folder)), .folder = std::move(folder)};
    const Result<git::Head> head = repository.head();
    if (head && head->commit) {
        look.commit = head->commit->text();
        look.revision = (head->isDetached() ? "HEAD" : head->branch) + "@sha1:" + look.commit;
    }
    return look;
}

Result<Look> look(const SnapshotRequest &request)
{
    const Result<git::Repository> repository = git::Repository::open(request.repository);
    if (!repository) {
        if (!request.revision.empty() || repository.error().code() != ErrorCode::NotFound)
            return std::unexpected(repository.error());
        return Look{.tree = PLUMB_TRY(files::DirectoryTree::open(request.repository)),
                    .isInGit = false};
    }
    files::TreePath folder = folderIn(*repository, request.repository);
    if (!request.revision.empty())
        return lookAtRevision(*repository, request.revision, std::move(folder));
    if (repository->isBare())
        return lookAtRevision(*repository, "HEAD", std::move(folder));
    return lookAtFiles(request.repository, *repository, std::move(folder));
}

Result<std::vector<Object>> readVariableFiles(const std::vector<std::string> &paths,
                                              yaml::SourceTable &sources)
{
    std::vector<Object> objects;
    for (const std::string &path : paths) {
        const std::filesystem::path place(path);
        const auto folder = PLUMB_TRY(files::DirectoryTree::open(
            place.has_parent_path() ? place.parent_path().string() : "."));
        const files::Bytes bytes =
            PLUMB_TRY(folder->read(PLUMB_TRY(files::TreePath::parse(place.filename().string()))));
        for (const yaml::Value &document :
             PLUMB_TRY(yaml::parseAll(*bytes, path, {.source = sources.add(path)}))) {
            if (document.isNull())
                continue;
            const yaml::Value *items = document.find("items");
            if (!items) {
                objects.push_back(PLUMB_TRY(within("reading " + path, Object::from(document))));
                continue;
            }
            for (const yaml::Value &item : items->items())
                objects.push_back(PLUMB_TRY(within("reading " + path, Object::from(item))));
        }
    }
    return objects;
}

Result<build::FleetRequest> fleetRequest(const SnapshotRequest &request,
                                         std::shared_ptr<const source::Artifact> artifact,
                                         yaml::SourceTable &sources, const Run &run)
{
    build::FleetRequest fleet{.artifact = std::move(artifact)};
    fleet.clusterObjects = PLUMB_TRY(readVariableFiles(request.variableFiles, sources));
    for (const auto &[name, folder] : request.standIns) {
        const std::shared_ptr<const files::FileTree> tree = PLUMB_TRY(
            within("opening what stands in for " + name, files::DirectoryTree::open(folder)));
        fleet.standIns.emplace(name, PLUMB_TRY(source::Artifact::of(tree, std::nullopt, run)));
    }
    return fleet;
}

void collectDiagnostics(Snapshot &snapshot)
{
    std::vector<Diagnostic> &all = snapshot.diagnostics;
    for (const build::ClusterState &cluster : snapshot.desired->clusters) {
        for (const auto &unit : cluster.units) {
            for (Diagnostic diagnostic : unit->diagnostics) {
                if (diagnostic.object.empty())
                    diagnostic.object =
                        "Kustomization/" + unit->id.namespaceName + '/' + unit->id.name;
                diagnostic.message = unit->id.cluster + ": " + diagnostic.message;
                all.push_back(std::move(diagnostic));
            }
        }
        for (const auto &release : cluster.releases) {
            for (Diagnostic diagnostic : release->rendered->diagnostics) {
                // That a chart is not at hand is worth knowing of the release alone.
                if (diagnostic.severity == Severity::Note)
                    continue;
                if (diagnostic.object.empty())
                    diagnostic.object =
                        "HelmRelease/" + release->id.namespaceName + '/' + release->id.name;
                diagnostic.message = release->id.cluster + ": " + diagnostic.message;
                all.push_back(std::move(diagnostic));
            }
        }
    }
    for (const auto *more : {&snapshot.desired->diagnostics, &snapshot.fleet->diagnostics})
        all.insert(all.end(), more->begin(), more->end());
    std::ranges::stable_sort(all, std::ranges::greater(), &Diagnostic::severity);
}

// Looks of one kind mostly follow each other and are alike.
std::string_view kindOfLook(const SnapshotRequest &request)
{
    if (!request.edits.empty())
        return "edits";
    return request.revision.empty() ? "files" : "revision";
}

} // namespace

Result<std::shared_ptr<const Snapshot>> openSnapshot(const SnapshotRequest &request,
                                                     build::BuildCache &cache, Executor &executor,
                                                     const Run &run)
{
    Look found = PLUMB_TRY(within("opening " + request.repository, look(request)));
    if (!request.edits.empty())
        found.tree = std::make_shared<const files::OverlayTree>(found.tree, request.edits);
    const std::shared_ptr<yaml::SourceTable> sources = cache.sources();
    const auto artifact = PLUMB_TRY(source::Artifact::of(found.tree, std::nullopt, run,
                                                         cache.lastArtifact(kindOfLook(request))));
    cache.remember(kindOfLook(request), artifact);
    const auto discovered = PLUMB_TRY(fleet::discoverClusters(*artifact, cache, run));

    fleet::Workspace workspace;
    if (Result<fleet::Workspace> read = fleet::Workspace::read(*artifact))
        workspace = *std::move(read);
    else
        workspace.diagnostics.push_back({.severity = Severity::Error,
                                         .code = "workspace-file",
                                         .message = read.error().description(),
                                         .where = read.error().where()});

    build::FleetRequest fleetRequested = PLUMB_TRY(fleetRequest(request, artifact, *sources, run));
    std::optional<source::RemoteBases> remotes;
    if (request.remotes)
        fleetRequested.remotes = &remotes.emplace(*request.remotes, run);
    fleetRequested.rendersReleases = request.rendersReleases;
    fleetRequested.charts = request.charts.get();
    std::optional<source::RunArtifacts> artifacts;
    if (request.artifacts)
        fleetRequested.artifacts = &artifacts.emplace(*request.artifacts, run);
    fleetRequested.placedSources = workspace.sources;
    fleetRequested.commit = found.commit;
    for (const fleet::Discovered &one : discovered)
        fleetRequested.entries.push_back(one.entry);

    auto snapshot = std::make_shared<Snapshot>();
    snapshot->request = request;
    snapshot->repository = request.repository;
    snapshot->folder = std::move(found.folder);
    snapshot->isInGit = found.isInGit;
    snapshot->revision = std::move(found.revision);
    snapshot->commit = std::move(found.commit);
    snapshot->isWorkingTree = request.revision.empty();
    snapshot->tree = std::move(found.tree);
    snapshot->sources = sources;
    snapshot->desired = std::make_shared<const build::DesiredState>(
        PLUMB_TRY(build::buildFleet(fleetRequested, cache, executor, run)));
    snapshot->fleet = cache.memo<fleet::FleetMemo>()->describe(discovered, snapshot->desired,
                                                               workspace, *sources);
    collectDiagnostics(*snapshot);
    return snapshot;
}

} // namespace plumb::reconcile
