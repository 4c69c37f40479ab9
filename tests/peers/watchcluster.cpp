// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// watchcluster KUBECONFIG [VERSION/KIND | GROUP/VERSION/KIND]...: watches these kinds beside Flux's
// and prints a JSON line for every view: how the cluster is reached, and the data of the ConfigMaps
// called "watched…". A line on standard input asks for all objects as they are known, one a line
// with "end" after the last; the end of standard input ends the program.

#include "core/cluster/clusterwatcher.h"
#include "core/yaml/json.h"

#include <cstdio>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>

using namespace plumb;
using namespace plumb::cluster;
using yaml::Value;

namespace {

std::string_view nameOf(LinkStatus::State state)
{
    switch (state) {
    case LinkStatus::State::Connecting: return "connecting";
    case LinkStatus::State::Connected: return "connected";
    case LinkStatus::State::Reconnecting: return "reconnecting";
    case LinkStatus::State::Unreachable: return "unreachable";
    case LinkStatus::State::Forbidden: return "forbidden";
    }
    return {};
}

Value summaryOf(const ClusterView &view)
{
    Value summary = Value::mapping();
    summary.set("state", Value::string(nameOf(view.link.state)));
    summary.set("reason", Value::string(view.link.reason));
    summary.set("requests", Value::integer(static_cast<std::int64_t>(view.requests)));
    summary.set("isComplete", Value::boolean(view.live != nullptr));
    Value &data = summary.set("data", Value::mapping());
    if (!view.live)
        return summary;
    for (const LiveObjectPointer &entry : view.live->kind("", "ConfigMap")) {
        if (entry->id.name.starts_with("watched"))
            data.set(entry->id.name,
                     Value::string(view.live->unpacked(*entry).fields().textAt({"data", "value"})));
    }
    return summary;
}

/// Prints whole lines, from any thread.
class Printer
{
public:
    void print(const std::string &line)
    {
        const std::lock_guard lock(m_mutex);
        std::puts(line.c_str());
        std::fflush(stdout);
    }
    void take(std::shared_ptr<const ClusterView> view)
    {
        // Known before it is told of: whoever reads the line may ask for the objects at once.
        {
            const std::lock_guard lock(m_mutex);
            m_view = view;
        }
        print(yaml::toJson(summaryOf(*view)));
    }
    void dump()
    {
        std::shared_ptr<const ClusterView> view;
        {
            const std::lock_guard lock(m_mutex);
            view = m_view;
        }
        if (view && view->live) {
            for (const LiveObject &entry : view->live->objects())
                print(yaml::toJson(entry.unpack().fields(), yaml::HtmlEscaping::Off));
        }
        print("end");
    }

private:
    std::mutex m_mutex;
    std::shared_ptr<const ClusterView> m_view;
};

WantedObject wantedOf(const std::string &kind)
{
    const auto slash = kind.rfind('/');
    const auto gvk = GroupVersionKind::from(kind.substr(0, slash), kind.substr(slash + 1));
    return {.gvk = gvk,
            .id = {.group = gvk.group, .kind = gvk.kind, .namespaceName = "none", .name = "none"}};
}

} // namespace

int main(int count, char **arguments)
{
    const auto config = Kubeconfig::load({count > 1 ? arguments[1] : ""}, MissingFile::Fails);
    if (!config) {
        std::cerr << config.error().toString() << '\n';
        return 2;
    }
    const auto now = [] { return std::chrono::system_clock::now(); };
    auto connection = Connection::open(*config, "", {.now = now, .requestsPerSecond = 20});
    if (!connection) {
        std::cerr << connection.error().toString() << '\n';
        return 2;
    }
    ThreadExecutor executor(2);
    ClusterWatcher watcher(*std::move(connection), executor, {.reflectors = {.now = now}});
    std::vector<WantedObject> wanted;
    for (int i = 2; i < count; ++i)
        wanted.push_back(wantedOf(arguments[i]));
    watcher.want(std::move(wanted));

    Printer printer;
    const std::jthread thread([&](const std::stop_token &stop) {
        watcher.run([&printer](std::shared_ptr<const ClusterView> view) { printer.take(view); },
                    stop);
    });
    for (std::string line; std::getline(std::cin, line);)
        printer.dump();
    return 0;
}
