// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// dryruncomparison KUBECONFIG OBJECTS: compares, for every object of a file with one JSON object a
// line, what the local dry run computes with what the API server answers to the same apply.

#include "core/cluster/httpclusterreader.h"
#include "core/cluster/httpclusterwriter.h"
#include "core/cluster/openapi.h"
#include "core/drift/diff.h"
#include "core/ssa/localdryrun.h"
#include "core/ssa/serverdryrun.h"
#include "core/yaml/json.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

using namespace plumb;
using yaml::Value;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t shownDifferences = 40;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

Result<std::vector<ssa::ToApply>> readObjects(const char *path)
{
    std::vector<ssa::ToApply> objects;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        objects.push_back(
            {.object = PLUMB_TRY(Object::from(PLUMB_TRY(yaml::parseJson(line, path))))});
    }
    return objects;
}

Result<std::map<ResourceId, Object>> readLive(cluster::ClusterReader &reader,
                                              const cluster::ApiResources &resources,
                                              const std::vector<ssa::ToApply> &wanted)
{
    std::map<ResourceId, Object> live;
    std::set<GroupVersionKind> kinds;
    for (const ssa::ToApply &each : wanted)
        kinds.insert(each.object.gvk());
    for (const GroupVersionKind &gvk : kinds) {
        const cluster::ApiResource *resource = resources.find(gvk);
        if (!resource)
            return std::unexpected(Error(ErrorCode::NotFound, "no kind " + gvk.kind));
        const auto list = PLUMB_TRY(reader.list(*resource, {}, Run()));
        for (const Object &object : list.objects)
            live.emplace(object.id(), object);
    }
    return live;
}

/// The fields that differ, as drift sees them, either way; what only the server knows left out.
std::vector<std::string> differences(const ssa::DryRun &local, const Object &server,
                                     const Schema &schema)
{
    const drift::DiffOptions options = {.comparison = drift::Comparison::Live};
    std::vector<std::string> result;
    const auto add = [&](const Object &one, const Object &other, const char *side) {
        for (const auto &change : drift::diffObject(one, other, schema, options).changes) {
            const bool isUnknown = std::ranges::any_of(
                local.unknown, [&](const FieldPath &path) { return change.path.isWithin(path); });
            if (!isUnknown)
                result.push_back(side + change.path.toString());
        }
    };
    add(server, local.object, "server has ");
    add(local.object, server, "local has ");
    return result;
}

Result<int> compare(const char *kubeconfig, const char *path)
{
    std::ifstream file(kubeconfig);
    std::stringstream text;
    text << file.rdbuf();
    const auto config = PLUMB_TRY(cluster::Kubeconfig::parse(text.str(), kubeconfig));
    ThreadExecutor executor(8);
    cluster::HttpClusterReader reader(PLUMB_TRY(cluster::Connection::open(config, "", {})),
                                      executor);
    const auto objects = PLUMB_TRY(readObjects(path));
    const auto resources = PLUMB_TRY(reader.discover(Run()));
    const auto live = PLUMB_TRY(readLive(reader, resources, objects));
    std::vector<GroupVersionKind> kinds;
    for (const ssa::ToApply &each : objects)
        kinds.push_back(each.object.gvk());
    cluster::OpenApiCache cache;
    const Schema schema =
        PLUMB_TRY(cluster::readSchema(reader.connection(), kinds, cache, executor, Run()));

    auto start = Clock::now();
    std::vector<ssa::DryRun> local;
    for (const ssa::ToApply &each : objects) {
        const auto found = live.find(each.object.id());
        local.push_back(ssa::dryRunLocally(
            each.object, found == live.end() ? nullptr : &found->second, {.schema = &schema}));
    }
    const double localSeconds = secondsSince(start);

    start = Clock::now();
    cluster::HttpClusterWriter writer(reader.connection());
    const auto answers = ssa::dryRunOnServer(writer, resources, objects, executor, Run());
    const double serverSeconds = secondsSince(start);

    std::size_t equal = 0;
    std::size_t refused = 0;
    std::size_t created = 0;
    std::size_t shown = 0;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const std::string name = objects[i].object.displayName();
        if (!answers[i]) {
            ++refused;
            if (shown++ < shownDifferences)
                std::printf("refused %s: %s\n", name.c_str(),
                            answers[i].error().toString().c_str());
            continue;
        }
        created += local[i].isCreated ? 1 : 0;
        const auto found = differences(local[i], *answers[i], schema);
        equal += found.empty() ? 1 : 0;
        if (!found.empty() && shown++ < shownDifferences) {
            std::printf("%s:", name.c_str());
            for (const std::string &each : found)
                std::printf(" %s;", each.c_str());
            std::printf("\n");
        }
    }
    const std::size_t answered = objects.size() - refused;
    const double share =
        answered == 0 ? 0 : 100.0 * static_cast<double>(equal) / static_cast<double>(answered);
    std::printf("objects %zu, kinds %zu, not live yet %zu, refused by the server %zu\n",
                objects.size(), std::set(kinds.begin(), kinds.end()).size(), created, refused);
    std::printf("local dry run: %.3f s, server dry run: %.3f s (8 at a time)\n", localSeconds,
                serverSeconds);
    std::printf("equal: %zu of %zu, %.2f %%\n", equal, answered, share);
    return share >= 99.5 && refused * 100 <= objects.size() ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: dryruncomparison KUBECONFIG OBJECTS\n");
        return 2;
    }
    const auto result = compare(argv[1], argv[2]);
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().toString().c_str());
        return 2;
    }
    return *result;
}
