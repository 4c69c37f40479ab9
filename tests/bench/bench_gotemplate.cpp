// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/template.h"

#include <benchmark/benchmark.h>

using namespace plumb::gotemplate;

namespace {

// What charts do all day: labels from a helper, conditions, lists of maps.
const char *const source = R"({{- define "labels" -}}
app.kubernetes.io/name: {{ .Values.name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}
{{- range $i, $port := .Values.ports }}
apiVersion: v1
kind: Service
metadata:
  name: {{ $.Values.name }}-{{ $i }}
  labels: {{- template "labels" $ }}
spec:
  {{- if and $port.enabled (eq $port.type "ClusterIP") }}
  type: {{ $port.type }}
  {{- end }}
  {{- with $port.annotations }}
  annotations: {{ range $k, $v := . }}
    {{ $k }}: {{ printf "%q" $v }}
  {{- end }}
  {{- end }}
  ports:
    - port: {{ $port.number }}
      targetPort: {{ or $port.target "http" }}
---
{{- end }}
)";

Value sampleData()
{
    const Value annotations = Value::map();
    annotations.set("prometheus.io/scrape", Value::string("true"));
    annotations.set("prometheus.io/port", Value::string("9090"));
    const Value ports = Value::list();
    for (int i = 0; i < 100; ++i) {
        const Value port = Value::map();
        port.set("enabled", Value::boolean(i % 2 == 0));
        port.set("type", Value::string("ClusterIP"));
        port.set("number", Value::floating(8000 + i));
        port.set("annotations", annotations);
        ports.append(port);
    }
    const Value values = Value::map();
    values.set("name", Value::string("a-service-of-some-name"));
    values.set("ports", ports);
    const Value release = Value::map();
    release.set("Name", Value::string("release"));
    const Value data = Value::map();
    data.set("Values", values);
    data.set("Release", release);
    return data;
}

void parsesATemplate(benchmark::State &state)
{
    const auto functions = std::make_shared<FunctionTable>();
    for (auto _ : state) {
        TemplateSet templates(functions);
        benchmark::DoNotOptimize(templates.parse("bench", source));
    }
}
BENCHMARK(parsesATemplate);

void executesATemplate(benchmark::State &state)
{
    TemplateSet templates(std::make_shared<FunctionTable>());
    if (!templates.parse("bench", source)) {
        state.SkipWithError("the template does not parse");
        return;
    }
    const Value data = sampleData();
    std::size_t bytes = 0;
    for (auto _ : state) {
        std::string output;
        benchmark::DoNotOptimize(templates.execute("bench", data, output));
        bytes += output.size();
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(executesATemplate);

} // namespace
