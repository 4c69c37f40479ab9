// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/builder.h"
#include "core/files/memorytree.h"
#include "core/fleet/describe.h"

#include <cstdlib>

using namespace plumb;

namespace {

// "@path" lines start files.
files::MemoryTree treeOf(std::string_view text)
{
    files::MemoryTree tree;
    files::TreePath path =
        files::TreePath().resolveClamped("clusters/a/flux-system/gotk-sync.yaml");
    std::string content;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end);
        if (!line.starts_with('@')) {
            content += line;
            continue;
        }
        tree.add(path, std::move(content));
        content.clear();
        const auto next = files::TreePath::parse(line.substr(1, line.find('\n') - 1));
        path = next && !next->isRoot() ? *next : files::TreePath().child("x.yaml");
    }
    tree.add(path, std::move(content));
    return tree;
}

} // namespace

// Any repository is found, built and described without a crash; every unit is in the cluster that
// its id names, and every edge leads somewhere.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto tree = std::make_shared<const files::MemoryTree>(
        treeOf({reinterpret_cast<const char *>(data), size}));
    const auto artifact = source::Artifact::of(tree, std::nullopt, {});
    if (!artifact)
        return 0;
    build::BuildCache cache;
    InlineExecutor executor;
    const auto discovered = fleet::discoverClusters(**artifact, cache, {});
    if (!discovered)
        return 0;
    build::FleetRequest request{.artifact = *artifact};
    for (const fleet::Discovered &one : *discovered)
        request.entries.push_back(one.entry);
    const auto state = build::buildFleet(request, cache, executor, {});
    if (!state)
        std::abort();
    const fleet::Fleet fleet = fleet::describeFleet(*discovered, *state, {}, *cache.sources());
    for (const build::ClusterState &cluster : state->clusters) {
        for (const auto &unit : cluster.units) {
            if (unit->id.cluster != cluster.cluster)
                std::abort();
        }
    }
    for (const fleet::FluxNode &node : fleet.fluxObjects) {
        if ((node.parent && *node.parent >= fleet.fluxObjects.size())
            || (node.source && *node.source >= fleet.fluxObjects.size()))
            std::abort();
    }
    return 0;
}
