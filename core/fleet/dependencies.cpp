// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/dependencies.h"

#include "core/build/provenance.h"

#include <algorithm>

namespace plumb::fleet {

namespace {

std::string nameOf(const FluxNode &node)
{
    std::string_view inNamespace = node.object.namespaceName();
    if (inNamespace.empty() && node.unit)
        inNamespace = node.unit->namespaceName;
    return std::string(inNamespace) + '/' + std::string(node.object.name());
}

std::span<const yaml::Value> dependenciesOf(const FluxNode &node)
{
    const yaml::Value *list = node.object.fields().find({"spec", "dependsOn"});
    return list ? list->items() : std::span<const yaml::Value>();
}

/// "flux-system/apps" of an item of dependsOn.
std::string targetOf(const yaml::Value &item, const FluxNode &node)
{
    const std::string own = nameOf(node);
    const std::string_view inNamespace = item.textAt({"namespace"});
    return (inNamespace.empty() ? own.substr(0, own.find('/')) : std::string(inNamespace)) + '/'
           + std::string(item.textAt({"name"}));
}

class DependencyCheck
{
public:
    DependencyCheck(const std::vector<FluxNode> &nodes, const build::DesiredState &state,
                    const yaml::SourceTable &sources)
        : m_nodes(nodes)
        , m_state(state)
        , m_sources(sources)
        , m_progress(nodes.size(), Progress::New)
    {
    }

    std::vector<Diagnostic> run()
    {
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            reportMissing(m_nodes[i]);
            if (m_progress[i] == Progress::New)
                follow(i);
        }
        return std::move(m_found);
    }

private:
    enum class Progress : std::uint8_t { New, OnTheWay, Done };

    struct Step
    {
        std::size_t node;
        std::size_t next = 0; ///< Which of its dependencies comes next.
    };

    void follow(std::size_t start)
    {
        m_way = {{.node = start}};
        m_progress[start] = Progress::OnTheWay;
        while (!m_way.empty()) {
            Step &step = m_way.back();
            const std::vector<std::size_t> &dependencies = m_nodes[step.node].dependsOn;
            if (step.next == dependencies.size()) {
                m_progress[step.node] = Progress::Done;
                m_way.pop_back();
                continue;
            }
            const std::size_t target = dependencies[step.next++];
            if (m_progress[target] == Progress::OnTheWay) {
                reportCycle(target);
            } else if (m_progress[target] == Progress::New) {
                m_progress[target] = Progress::OnTheWay;
                m_way.push_back({.node = target});
            }
        }
    }

    SourcePosition whereWritten(const FluxNode &node, const std::string &target) const
    {
        for (const yaml::Value &item : dependenciesOf(node)) {
            if (targetOf(item, node) == target)
                return build::placeOf(item, m_sources);
        }
        return {};
    }

    void reportCycle(std::size_t first)
    {
        const auto begin = std::ranges::find(m_way, first, &Step::node);
        const FluxNode &start = m_nodes[first];
        Diagnostic cycle{.severity = Severity::Error,
                         .code = "dependency-cycle",
                         .object = std::string(start.object.kind()) + '/' + nameOf(start)};
        std::string way = nameOf(start);
        for (auto step = begin; step != m_way.end(); ++step) {
            const FluxNode &node = m_nodes[step->node];
            const auto after = step + 1;
            const std::string target = nameOf(m_nodes[after == m_way.end() ? first : after->node]);
            const SourcePosition where = whereWritten(node, target);
            way += " \u2192 " + target;
            if (!where.path.empty())
                way += " (" + where.path + ':' + std::to_string(where.line) + ')';
            if (step == begin)
                cycle.where = where;
        }
        cycle.message = start.cluster + ": " + std::string(start.object.kind())
                        + " objects wait for each other and are never applied: " + way;
        m_found.push_back(std::move(cycle));
    }

    // What cannot be built here may make what is missing.
    bool isComplete(const std::string &cluster) const
    {
        const build::ClusterState *state = m_state.cluster(cluster);
        return state && std::ranges::all_of(state->units, [](const auto &unit) {
                   return unit->objects && !unit->isExternal();
               });
    }

    void reportMissing(const FluxNode &node)
    {
        const auto items = dependenciesOf(node);
        if (items.size() <= node.dependsOn.size())
            return;
        for (const yaml::Value &item : items) {
            const std::string target = targetOf(item, node);
            const bool isKnown = std::ranges::any_of(
                node.dependsOn, [&](std::size_t one) { return nameOf(m_nodes[one]) == target; });
            if (isKnown)
                continue;
            const std::string kind(node.object.kind());
            m_found.push_back(
                {.severity = isComplete(node.cluster) ? Severity::Warning : Severity::Note,
                 .code = "dependency-missing",
                 .message = node.cluster + ": waits for " + kind + ' ' + target
                            + ", which nothing in this repository builds",
                 .where = build::placeOf(item, m_sources),
                 .object = kind + '/' + nameOf(node)});
        }
    }

    const std::vector<FluxNode> &m_nodes;
    const build::DesiredState &m_state;
    const yaml::SourceTable &m_sources;
    std::vector<Progress> m_progress;
    std::vector<Step> m_way;
    std::vector<Diagnostic> m_found;
};

} // namespace

std::vector<Diagnostic> checkDependencies(const std::vector<FluxNode> &nodes,
                                          const build::DesiredState &state,
                                          const yaml::SourceTable &sources)
{
    return DependencyCheck(nodes, state, sources).run();
}

} // namespace plumb::fleet
