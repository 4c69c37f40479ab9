// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/edit.h"
#include "core/yaml/emitter.h"
#include "core/yaml/json.h"
#include "core/yaml/parser.h"

#include <benchmark/benchmark.h>

using namespace plumb::yaml;

namespace {

// What a fleet holds most of: a Deployment, its comments and a ConfigMap with a file in it.
const std::string &manifests()
{
    static const std::string text = [] {
        std::string all;
        for (int i = 0; i < 2000; ++i) {
            const std::string name = "app-" + std::to_string(i);
            all += "# The application " + name
                   + ", its limits are measured every month\n"
                     "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: "
                   + name + "\n  namespace: default\n  labels:\n    app.kubernetes.io/name: " + name
                   + "\n    app.kubernetes.io/managed-by: flux\nspec:\n  replicas: 3\n"
                     "  selector:\n    matchLabels:\n      app.kubernetes.io/name: "
                   + name
                   + "\n  template:\n    spec:\n      containers:\n      - name: main\n"
                     "        image: registry.example.org/team/"
                   + name
                   + ":v1.2.3\n"
                     "        args: [\"--log-level\", info]\n        ports:\n"
                     "        - containerPort: 8080\n          name: http\n        resources:\n"
                     "          requests:\n            cpu: 100m\n            memory: 128Mi\n"
                     "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "
                   + name
                   + "\ndata:\n  application.properties: |\n"
                     "    server.port=8080\n    logging.level.root=INFO\n"
                     "    spring.datasource.url=jdbc:postgresql://db/app\n---\n";
        }
        return all;
    }();
    return text;
}

std::vector<Value> parsed()
{
    return parseAll(manifests(), "manifests.yaml").value_or(std::vector<Value>());
}

void parseManifests(benchmark::State &state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(parseAll(manifests(), "manifests.yaml"));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * manifests().size()));
}
BENCHMARK(parseManifests)->Unit(benchmark::kMillisecond);

void printManifests(benchmark::State &state)
{
    const std::vector<Value> documents = parsed();
    std::size_t bytes = 0;
    for (auto _ : state)
        bytes += toYamlStream(documents).size();
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(printManifests)->Unit(benchmark::kMillisecond);

void parseJsonManifests(benchmark::State &state)
{
    const std::string text = toJson(Value::sequence(parsed()));
    for (auto _ : state)
        benchmark::DoNotOptimize(parseJson(text, "manifests.json"));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(parseJsonManifests)->Unit(benchmark::kMillisecond);

void editOneValue(benchmark::State &state)
{
    const std::string text = manifests().substr(0, manifests().find("---\n"));
    const EditTarget target{.file = "app.yaml",
                            .path = NodePath::parse("spec.replicas").value_or(NodePath())};
    for (auto _ : state)
        benchmark::DoNotOptimize(setValue(text, target, Value::integer(5)));
}
BENCHMARK(editOneValue)->Unit(benchmark::kMicrosecond);

} // namespace
