// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/diff.h"
#include "core/object/schema.h"
#include "core/yaml/parser.h"

#include <benchmark/benchmark.h>

using namespace plumb;

namespace {

/// Deployments as fleets have them; every tenth differs in its image when @p isChanged.
ObjectSet deployments(int count, bool isChanged)
{
    ObjectSet objects;
    for (int i = 0; i < count; ++i) {
        const std::string name = "app-" + std::to_string(i);
        const std::string tag = isChanged && i % 10 == 0 ? "2" : "1";
        const auto document = yaml::parse(
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: " + name
                + "\n  namespace: shop\n  labels: {app: " + name
                + ", team: a, tier: web}\nspec:\n  replicas: 3\n  selector: {matchLabels: {app: "
                + name + "}}\n  template:\n    metadata: {labels: {app: " + name
                + "}}\n    spec:\n      containers:\n      - name: web\n        image: "
                  "registry.example.com/"
                + name + ":" + tag
                + "\n        ports: [{containerPort: 8080, name: http}, {containerPort: 9090, "
                  "name: metrics}]\n"
                  "        env: [{name: A, value: b}, {name: C, value: d}, {name: E, value: f}]\n"
                  "        resources: {limits: {cpu: 1000m, memory: 1Gi}, requests: {cpu: 100m, "
                  "memory: 128Mi}}\n"
                  "      - name: proxy\n        image: envoy:1\n        args: [--config, "
                  "/etc/envoy.yaml]\n"
                  "      volumes: [{name: config, configMap: {name: config}}, {name: data, "
                  "emptyDir: {}}]\n",
            "bench.yaml");
        if (document) {
            if (auto object = Object::from(*document))
                static_cast<void>(objects.add(*std::move(object)));
        }
    }
    return objects;
}

void compare(benchmark::State &state, drift::Comparison comparison)
{
    const int count = static_cast<int>(state.range(0));
    const ObjectSet desired = deployments(count, true);
    const ObjectSet live = deployments(count, false);
    for (auto _ : state) {
        auto set =
            drift::diffObjects(desired, live, Schema::current(), {.comparison = comparison}, Run());
        benchmark::DoNotOptimize(set);
    }
    state.SetItemsProcessed(state.iterations() * count);
}

} // namespace

BENCHMARK_CAPTURE(compare, two_states, drift::Comparison::States)
    ->Arg(1000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(compare, with_a_cluster, drift::Comparison::Live)
    ->Arg(1000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond);
