// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/kindstore.h"
#include "core/cluster/livestate.h"
#include "core/cluster/watchevent.h"

#include <benchmark/benchmark.h>
#include <malloc.h>

using namespace plumb;
using namespace plumb::cluster;

namespace {

const ApiResource pods = {.gvk = {"", "v1", "Pod"}, .plural = "pods"};

std::string number(int value, int digits)
{
    std::string text = std::to_string(value);
    return std::string(
               static_cast<std::size_t>(digits) - std::min(text.size(), std::size_t(digits)), '0')
           + text;
}

std::string condition(const std::string &type, int i)
{
    return R"({"type":")" + type
           + R"(","status":"True","lastProbeTime":null,"lastTransitionTime":"2026-11-)"
           + number(1 + i % 28, 2) + "T10:" + number(i % 60, 2) + ':' + number(i % 59, 2)
           + "Z\",\"observedGeneration\":1}";
}

/// A pod as an API server writes it, of one of 800 apps: 4 kB of JSON with all that is in real
/// ones.
std::string pod(int i, int version)
{
    const std::string app = "app-" + std::to_string(i % 800);
    const std::string name = app + "-7d9c5b" + number(i % 4096, 4) + '-' + number(i, 6);
    const std::string uid = number(i, 8) + "-7c1e-4f0a-9d2b-" + number(i * 7 % 1000003, 12);
    const std::string owner = number(i % 2000, 8) + "-aaaa-4bbb-8ccc-" + number(i % 2000, 12);
    const std::string ip = "10." + std::to_string(i >> 16) + '.' + std::to_string(i >> 8 & 255)
                           + '.' + std::to_string(i & 255);
    std::string json =
        R"({"apiVersion":"v1","kind":"Pod","metadata":{"name":")" + name + R"(","namespace":"team-)"
        + std::to_string(i % 40) + R"(","uid":")" + uid + R"(","resourceVersion":")"
        + std::to_string(1'000'000 + i + version)
        + R"(","generation":1,"creationTimestamp":"2026-11-20T08:11:)" + number(i % 60, 2)
        + R"(Z","generateName":")" + app + R"(-7d9c5b-","labels":{"app.kubernetes.io/name":")" + app
        + R"(","app.kubernetes.io/part-of":"shop","pod-template-hash":"7d9c5b)"
        + number(i % 4096, 4) + R"("},"annotations":{"checksum/config":")" + number(i % 800, 64)
        + R"(","prometheus.io/scrape":"true"},"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":")"
        + app + "-7d9c5b" + number(i % 4096, 4) + R"(","uid":")" + owner
        + R"(","controller":true,"blockOwnerDeletion":true}],"managedFields":[{"manager":"kube-controller-manager","operation":"Update","apiVersion":"v1","time":"2026-11-20T08:11:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:generateName":{},"f:labels":{".":{},"f:app.kubernetes.io/name":{},"f:app.kubernetes.io/part-of":{},"f:pod-template-hash":{}},"f:ownerReferences":{".":{},"k:{\"uid\":\")"
        + owner
        + R"(\"}":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"main\"}":{".":{},"f:env":{".":{},"k:{\"name\":\"LOG_LEVEL\"}":{".":{},"f:name":{},"f:value":{}}},"f:image":{},"f:imagePullPolicy":{},"f:livenessProbe":{".":{},"f:failureThreshold":{},"f:httpGet":{".":{},"f:path":{},"f:port":{},"f:scheme":{}},"f:periodSeconds":{}},"f:name":{},"f:ports":{".":{},"k:{\"containerPort\":8080,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{},"f:name":{},"f:protocol":{}}},"f:resources":{".":{},"f:limits":{".":{},"f:cpu":{},"f:memory":{}},"f:requests":{".":{},"f:cpu":{},"f:memory":{}}},"f:terminationMessagePath":{},"f:terminationMessagePolicy":{}}},"f:dnsPolicy":{},"f:restartPolicy":{},"f:schedulerName":{},"f:terminationGracePeriodSeconds":{}}}},{"manager":"kubelet","operation":"Update","apiVersion":"v1","time":"2026-11-20T08:12:)"
        + number(i % 60, 2)
        + R"(Z","fieldsType":"FieldsV1","fieldsV1":{"f:status":{"f:conditions":{"k:{\"type\":\"Ready\"}":{".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},"f:status":{},"f:type":{}}},"f:containerStatuses":{},"f:hostIP":{},"f:phase":{},"f:podIP":{},"f:startTime":{}}},"subresource":"status"}]},"spec":{"containers":[{"name":"main","image":"registry.example.com/shop/)"
        + app + ":1." + std::to_string(i % 30)
        + R"(.0","ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],"env":[{"name":"LOG_LEVEL","value":"info"}],"resources":{"limits":{"cpu":"1","memory":"512Mi"},"requests":{"cpu":"100m","memory":"128Mi"}},"volumeMounts":[{"name":"kube-api-access-)"
        + number(i % 99991, 5)
        + R"(","readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],"livenessProbe":{"httpGet":{"path":"/healthz","port":"http","scheme":"HTTP"},"periodSeconds":10,"failureThreshold":3},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],"restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","serviceAccountName":"default","nodeName":"node-)"
        + std::to_string(i % 500)
        + R"(","schedulerName":"default-scheduler","tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],"priority":0,"enableServiceLinks":true,"preemptionPolicy":"PreemptLowerPriority"},"status":{"phase":"Running","conditions":[)";
    for (const char *type :
         {"PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady"})
        json += condition(type, i) + ',';
    json +=
        condition("PodScheduled", i) + R"(],"hostIP":"192.168.)" + std::to_string(i % 250)
        + R"(.4","podIP":")" + ip + R"(","podIPs":[{"ip":")" + ip
        + R"("}],"startTime":"2026-11-20T08:11:00Z","containerStatuses":[{"name":"main","state":{"running":{"startedAt":"2026-11-20T08:11:)"
        + number(i % 60, 2)
        + R"(Z"}},"ready":true,"restartCount":0,"image":"registry.example.com/shop/)" + app
        + R"(","imageID":"registry.example.com/shop/)" + app + "@sha256:" + number(i % 800, 64)
        + R"(","containerID":"containerd://)" + number(i, 64)
        + R"(","started":true}],"qosClass":"Burstable"}})";
    return json;
}

std::string event(int i, int version)
{
    return R"({"type":"MODIFIED","object":)" + pod(i, version) + '}';
}

KindStore storeOf(int count, const std::shared_ptr<yaml::Packer> &packer)
{
    KindStore store;
    for (int i = 0; i < count; ++i) {
        if (const auto read = readWatchEvent(event(i, 0), pods))
            store.set(packed(read->object, packer, {}));
    }
    return store;
}

/// A hundred thousand objects, made once.
struct Cluster
{
    static constexpr int count = 100'000;

    static Cluster &shared()
    {
        static Cluster cluster;
        return cluster;
    }

    std::shared_ptr<yaml::Packer> packer = std::make_shared<yaml::Packer>();
    KindStore store = storeOf(count, packer);
};

LiveState stateOf(KindStore &store)
{
    return LiveState({.kinds = {store.share()}});
}

std::size_t usedBytes()
{
    return mallinfo2().uordblks + mallinfo2().hblkhd;
}

} // namespace

/// How much memory a state takes: counters MB and bytes an object.
static void BM_memory(benchmark::State &state)
{
    const auto count = static_cast<int>(state.range(0));
    for (auto _ : state) {
        const std::size_t before = usedBytes();
        KindStore store = storeOf(count, std::make_shared<yaml::Packer>());
        const LiveState live = stateOf(store);
        const std::size_t used = usedBytes() - before;
        state.counters["MB"] = static_cast<double>(used) / 1e6;
        state.counters["each"] = static_cast<double>(used) / count;
        state.counters["json"] = static_cast<double>(pod(count - 1, 0).size());
        benchmark::DoNotOptimize(live.objects().size());
    }
}
BENCHMARK(BM_memory)->Arg(100'000)->Iterations(1)->Unit(benchmark::kSecond);

/// Events that are read, kept and published in a state of 100,000, a state every 1,250 as at 5,000
/// events a second.
static void BM_events(benchmark::State &state)
{
    auto &[packer, store] = Cluster::shared();
    std::vector<std::string> events;
    for (int i = 0; i < 1250; ++i)
        events.push_back(event(i * 79 % Cluster::count, 5));
    LiveState live = stateOf(store);
    for (auto _ : state) {
        for (const std::string &text : events) {
            if (const auto read = readWatchEvent(text, pods))
                store.set(packed(read->object, packer, {}));
        }
        live = stateOf(store);
    }
    state.SetItemsProcessed(state.iterations() * 1250);
}
BENCHMARK(BM_events)->Unit(benchmark::kMillisecond);

/// An object of a state of 100,000 as a page asks for it.
static void BM_find(benchmark::State &state)
{
    KindStore &store = Cluster::shared().store;
    const LiveState live = stateOf(store);
    const ResourceId id = store.share()->at(77'777)->id;
    for (auto _ : state)
        benchmark::DoNotOptimize(live.entry(id)->unpack());
}
BENCHMARK(BM_find)->Unit(benchmark::kMicrosecond);
