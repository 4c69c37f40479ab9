// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/discovery.h"

#include "core/fleet/instancepatches.h"
#include "core/fleet/kustomizationgraph.h"
#include "core/fleet/rootfolders.h"
#include "core/fleet/writtenobjects.h"
#include "core/flux/fluxinstance.h"
#include "core/flux/sourceobjects.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>

namespace plumb::fleet {

namespace {

using files::TreePath;
using yaml::Value;

constexpr std::string_view defaultName = "flux-system";

bool isDirectory(const source::Artifact &artifact, const TreePath &path)
{
    const auto kind = artifact.kindOf(path);
    return kind && *kind == files::EntryKind::Directory;
}

Value text(std::string_view value)
{
    return Value::string(yaml::Text(value));
}

/// The Kustomization that bootstrap or an operator would make.
flux::Kustomization makeKustomization(const flux::ObjectReference &name, std::string_view path,
                                      const flux::ObjectReference &source)
{
    Value fields = Value::mapping();
    fields.set("apiVersion", text("kustomize.toolkit.fluxcd.io/v1"));
    fields.set("kind", text("Kustomization"));
    Value &metadata = fields.ensureMapping("metadata");
    metadata.set("name", text(name.name));
    metadata.set("namespace", text(name.namespaceName));
    Value &spec = fields.ensureMapping("spec");
    spec.set("interval", text("10m"));
    spec.set("path", text(path));
    spec.set("prune", Value::boolean(true));
    Value &reference = spec.ensureMapping("sourceRef");
    reference.set("kind", text(source.kind));
    reference.set("name", text(source.name));
    // The fields are complete, so that this cannot fail.
    return Object::from(std::move(fields))
        .and_then(flux::Kustomization::from)
        .value_or(flux::Kustomization());
}

/// Which folder of the tree a sync path means, and where the root of its source is.
struct SyncFolder
{
    TreePath directory;
    TreePath sourceRoot;
};

// A repository may hold several others as folders: then the path is counted from the folder that,
// with the path, leads to where the file is.
SyncFolder locate(const source::Artifact &artifact, const TreePath &path, const TreePath &near)
{
    for (TreePath folder = near;; folder = folder.parent()) {
        const TreePath candidate = folder.resolveClamped(path.text());
        if (near.isWithin(candidate) && isDirectory(artifact, candidate))
            return {.directory = candidate, .sourceRoot = folder};
        if (folder.isRoot())
            break;
    }
    return {.directory = path, .sourceRoot = {}};
}

std::string urlIn(const WrittenObjects &written, const TreePath &file)
{
    const auto found = std::ranges::find(written.sources, file, &WrittenObject::file);
    if (found == written.sources.end())
        return {};
    const auto source = flux::Source::from(found->object);
    return source ? source->url() : std::string();
}

Discovered madeUp(fleet::EntryKind kind, const TreePath &directory)
{
    const flux::ObjectReference name{.kind = "GitRepository",
                                     .namespaceName = std::string(defaultName),
                                     .name = std::string(defaultName)};
    return {.kind = kind,
            .entry = {.cluster = directory.text(),
                      .kustomization = makeKustomization(name, "./" + directory.text(), name),
                      .directory = directory,
                      .isMadeUp = true}};
}

std::vector<Discovered> bootstrapped(const source::Artifact &artifact,
                                     const WrittenObjects &written)
{
    std::vector<Discovered> found;
    for (const TreePath &file : written.syncFiles) {
        const TreePath folder = file.parent().parent();
        const auto sync = std::ranges::find(written.kustomizations, file, &WrittenObject::file);
        const auto kustomization = sync == written.kustomizations.end()
                                       ? std::nullopt
                                       : std::optional(flux::Kustomization::from(sync->object));
        if (!kustomization || !*kustomization) {
            // The file is written by bootstrap; in an example it is empty until then.
            found.push_back(madeUp(fleet::EntryKind::BootstrapSync, folder));
            found.back().declaredIn = file.text();
            continue;
        }
        const SyncFolder place =
            locate(artifact, TreePath().resolveClamped((*kustomization)->path()), folder);
        if (!isDirectory(artifact, place.directory)) {
            // A template for clusters to come: its path is filled in when one is made.
            found.push_back(madeUp(fleet::EntryKind::BootstrapSync, folder));
            found.back().declaredIn = file.text();
            found.back().entry.kustomization = **kustomization;
            continue;
        }
        found.push_back({.kind = fleet::EntryKind::BootstrapSync,
                         .entry = {.cluster = place.directory.text(),
                                   .kustomization = **kustomization,
                                   .directory = place.directory,
                                   .sourceRoot = place.sourceRoot,
                                   .url = urlIn(written, file)},
                         .declaredIn = file.text()});
    }
    return found;
}

std::vector<Discovered> operated(const source::Artifact &artifact, const WrittenObjects &written,
                                 yaml::SourceTable &sources)
{
    std::vector<Discovered> found;
    for (const WrittenObject &one : written.instances) {
        const auto instance = flux::FluxInstance::from(one.object);
        const auto sync = instance ? instance->sync() : std::nullopt;
        if (!sync || sync->path.empty() || sync->path.contains("${"))
            continue;
        const SyncFolder place =
            locate(artifact, TreePath().resolveClamped(sync->path), one.file.parent());
        found.push_back({.kind = fleet::EntryKind::FluxInstance,
                         .entry = {.cluster = place.directory.text(),
                                   .kustomization = withInstancePatches(
                                       makeKustomization(sync->source, sync->path, sync->source),
                                       instance->patches(), sources),
                                   .directory = place.directory,
                                   .sourceRoot = place.sourceRoot,
                                   .url = sync->url},
                         .declaredIn = one.file.text()});
    }
    return found;
}

std::vector<Discovered> selfReferencing(const WrittenObjects &written,
                                        const KustomizationGraph &graph)
{
    std::vector<Discovered> found;
    for (const WrittenObject &candidate : written.kustomizations) {
        auto kustomization = flux::Kustomization::from(candidate.object);
        if (!kustomization || kustomization->path().empty()
            || kustomization->source().kind == "ExternalArtifact")
            continue;
        const TreePath path = TreePath().resolveClamped(kustomization->path());
        if (path.isRoot() || !graph.builds(path, candidate.file))
            continue;
        found.push_back({.kind = fleet::EntryKind::SelfReference,
                         .entry = {.cluster = path.text(),
                                   .kustomization = *std::move(kustomization),
                                   .directory = path},
                         .declaredIn = candidate.file.text()});
    }
    // One inside of another's folder is built by that other.
    const std::vector<Discovered> all = found;
    std::erase_if(found, [&all](const Discovered &inner) {
        return std::ranges::any_of(all, [&inner](const Discovered &outer) {
            return inner.entry.directory != outer.entry.directory
                   && inner.entry.directory.isWithin(outer.entry.directory);
        });
    });
    return found;
}

std::vector<Discovered> byLayout(const WrittenObjects &written, const KustomizationGraph &graph)
{
    std::vector<Discovered> found;
    for (const RootFolder &folder : findRootFolders(written, graph))
        found.push_back(madeUp(folder.isKustomization ? fleet::EntryKind::KustomizeRoot
                                                      : fleet::EntryKind::ClustersFolder,
                               folder.path));
    return found;
}

std::vector<Discovered> inOrder(std::vector<Discovered> found)
{
    std::ranges::stable_sort(found, {}, [](const Discovered &one) { return one.entry.cluster; });
    const auto repeated =
        std::ranges::unique(found, {}, [](const Discovered &one) { return one.entry.cluster; });
    found.erase(repeated.begin(), repeated.end());
    return found;
}

std::vector<Discovered> discover(const source::Artifact &artifact,
                                 const std::vector<FactsMemo::Facts> &facts,
                                 yaml::SourceTable &sources)
{
    const WrittenObjects written = collectWrittenObjects(facts);
    std::vector<Discovered> found = bootstrapped(artifact, written);
    for (Discovered &instance : operated(artifact, written, sources))
        found.push_back(std::move(instance));
    if (!found.empty())
        return inOrder(std::move(found));
    const KustomizationGraph graph(facts);
    found = selfReferencing(written, graph);
    if (found.empty())
        found = byLayout(written, graph);
    return inOrder(std::move(found));
}

/// The last result of a line of looks, and what it came from.
struct KeptDiscovery
{
    std::uint64_t serial = 0;
    std::vector<FactsMemo::Facts> facts = {};
    std::vector<Discovered> found = {};
};

struct DiscoveryMemo
{
    static constexpr std::size_t maximumLines = 4;

    std::mutex lock;
    std::map<std::uint64_t, KeptDiscovery> lines;
};

// Beside what files say, it is asked which folders there are.
bool hasSameFolders(const source::Artifact &artifact, std::uint64_t serial)
{
    const auto isFile = [&artifact](const TreePath &path) {
        const auto kind = artifact.kindOf(path);
        return kind && *kind == files::EntryKind::File;
    };
    const std::vector<TreePath> *changes = artifact.changesSince(serial);
    return changes && std::ranges::all_of(*changes, isFile);
}

} // namespace

Result<std::vector<Discovered>> discoverClusters(const source::Artifact &artifact,
                                                 build::BuildCache &cache, const Run &run)
{
    const std::vector<FactsMemo::Facts> facts =
        PLUMB_TRY(cache.memo<FactsMemo>()->read(artifact, cache, run));
    const auto memo = cache.memo<DiscoveryMemo>();
    const std::lock_guard guard(memo->lock);
    if (memo->lines.size() >= DiscoveryMemo::maximumLines && !memo->lines.contains(artifact.line()))
        memo->lines.clear();
    KeptDiscovery &kept = memo->lines[artifact.line()];
    if (kept.facts != facts || !hasSameFolders(artifact, kept.serial)) {
        kept.found = discover(artifact, facts, *cache.sources());
        kept.facts = facts;
    }
    kept.serial = artifact.serial();
    return kept.found;
}

} // namespace plumb::fleet
