// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/scriptedapi.h"

#include <algorithm>

namespace plumb::test {

namespace {

const std::string kinds =
    R"({"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":""},"versions":[{"version":"v1","resources":[)"
    R"({"resource":"configmaps","responseKind":{"group":"","version":"v1","kind":"ConfigMap"},"scope":"Namespaced","verbs":["get","list","watch"]}]}]}]})";

bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != text.npos;
}

void respond(const LoopbackPeer &peer, int status, const std::string &body)
{
    peer.respond(status, "Content-Type: application/json\r\n", body);
}

} // namespace

ScriptedApi::ScriptedApi(int minor)
    : m_minor(minor)
    , m_server([this](LoopbackPeer &peer) { serve(peer); })
{
}

ScriptedApi::~ScriptedApi()
{
    setDown(true);
}

std::string ScriptedApi::kubeconfig() const
{
    return "current-context: c\nclusters: [{name: c, cluster: {server: '" + m_server.url()
           + "'}}]\nusers: [{name: me, user: {token: t}}]\n"
             "contexts: [{name: c, context: {cluster: c, user: me}}]\n";
}

void ScriptedApi::set(const std::string &name, const std::string &value)
{
    const std::lock_guard lock(m_mutex);
    const bool isNew = !m_objects.contains(name);
    m_objects[name] = {++m_version, value};
    tell(isNew ? "ADDED" : "MODIFIED", objectText(name));
}

void ScriptedApi::remove(const std::string &name)
{
    const std::lock_guard lock(m_mutex);
    m_objects[name].first = ++m_version;
    tell("DELETED", objectText(name));
    m_objects.erase(name);
}

void ScriptedApi::setUntold(const std::string &name, const std::string &value)
{
    const std::lock_guard lock(m_mutex);
    m_objects[name] = {++m_version, value};
}

void ScriptedApi::say(const std::string &text)
{
    const std::lock_guard lock(m_mutex);
    m_changes.push_back({.version = m_version, .text = text});
    m_changed.notify_all();
}

void ScriptedApi::tell(const std::string &type, const std::string &object)
{
    m_changes.push_back(
        {.version = m_version, .text = R"({"type":")" + type + R"(","object":)" + object + "}\n"});
    m_changed.notify_all();
}

void ScriptedApi::cutWatches()
{
    endWatches(true);
}

void ScriptedApi::endWatches()
{
    endWatches(false);
}

void ScriptedApi::endWatches(bool isCut)
{
    const std::lock_guard lock(m_mutex);
    m_isCut = isCut;
    ++m_generation;
    m_changed.notify_all();
}

void ScriptedApi::forgetHistory()
{
    const std::lock_guard lock(m_mutex);
    m_oldest = ++m_version;
}

void ScriptedApi::setDown(bool isDown)
{
    const std::lock_guard lock(m_mutex);
    m_isDown = isDown;
    m_isCut = true;
    ++m_generation;
    m_changed.notify_all();
}

void ScriptedApi::inject(const std::string &part, int times, Fault fault)
{
    const std::lock_guard lock(m_mutex);
    m_injections.push_back({.part = part, .times = times, .fault = std::move(fault)});
}

int ScriptedApi::asked(const std::string &part) const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(std::ranges::count_if(
        m_asked, [&part](const std::string &path) { return contains(path, part); }));
}

int ScriptedApi::watches() const
{
    const std::lock_guard lock(m_mutex);
    return m_watches;
}

void ScriptedApi::serve(LoopbackPeer &peer)
{
    for (std::string request; !(request = peer.readRequest()).empty();) {
        const std::string path = request.substr(4, request.find(' ', 4) - 4);
        {
            const std::lock_guard lock(m_mutex);
            m_asked.push_back(path);
            if (m_isDown)
                return;
        }
        if (meetsFault(peer, path))
            return;
        if (contains(path, "watch=1"))
            return watch(peer, path);
        if (path == "/version")
            respond(peer, 200, R"({"major":"1","minor":")" + std::to_string(m_minor) + "\"}");
        else if (path == "/api")
            respond(peer, 200, kinds);
        else if (path == "/apis")
            respond(peer, 200, R"({"kind":"APIGroupDiscoveryList","items":[]})");
        else
            list(peer);
    }
}

bool ScriptedApi::meetsFault(LoopbackPeer &peer, const std::string &path)
{
    Fault fault;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::ranges::find_if(m_injections, [&path](const Injection &each) {
            return each.times > 0 && contains(path, each.part);
        });
        if (found == m_injections.end())
            return false;
        --found->times;
        fault = found->fault;
    }
    fault(peer);
    return true;
}

std::string ScriptedApi::objectText(const std::string &name) const
{
    const auto &[version, value] = m_objects.at(name);
    return R"({"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"shop","name":")" + name
           + R"(","resourceVersion":")" + std::to_string(version) + R"("},"data":{"value":")"
           + value + "\"}}";
}

void ScriptedApi::list(LoopbackPeer &peer) const
{
    std::string body;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[name, object] : m_objects)
            body += (body.empty() ? "" : ",") + objectText(name);
        body = R"({"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":")"
               + std::to_string(m_version) + R"("},"items":[)" + body + "]}";
    }
    respond(peer, 200, body);
}

std::string ScriptedApi::beginWatch(const std::string &path, std::size_t &next) const
{
    const std::string parameter = "&resourceVersion=";
    const auto at = path.find(parameter);
    const int from = at == path.npos ? m_version : std::stoi(path.substr(at + parameter.size()));
    if (from < m_oldest) {
        next = m_changes.size();
        return R"({"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old resource version"}})";
    }
    next = static_cast<std::size_t>(std::ranges::count_if(
        m_changes, [from](const Change &each) { return each.version <= from; }));
    if (at != path.npos)
        return {};
    std::string text;
    for (const auto &[name, object] : m_objects)
        text += R"({"type":"ADDED","object":)" + objectText(name) + "}\n";
    return text
           + R"({"type":"BOOKMARK","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":")"
           + std::to_string(m_version)
           + R"(","annotations":{"k8s.io/initial-events-end":"true"}}}})" + "\n";
}

void ScriptedApi::watch(LoopbackPeer &peer, const std::string &path)
{
    std::unique_lock lock(m_mutex);
    const int generation = m_generation;
    std::size_t next = 0;
    std::string text = beginWatch(path, next);
    ++m_watches;
    m_changed.notify_all();
    peer.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + text);
    while (m_generation == generation) {
        text.clear();
        for (; next < m_changes.size(); ++next)
            text += m_changes[next].text;
        if (!text.empty())
            peer.write(text);
        m_changed.wait(lock);
    }
    if (m_isCut)
        peer.write(R"({"type":"MODI)");
    --m_watches;
    m_changed.notify_all();
}

} // namespace plumb::test
