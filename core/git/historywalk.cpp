// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/historywalk.h"

#include <utility>

namespace plumb::git {

namespace {

constexpr std::size_t lookAhead = 1000;

} // namespace

HistoryWalk::HistoryWalk(Repository repository, LogQuery query)
    : m_repository(std::move(repository))
    , m_query(std::move(query))
    , m_history(m_repository.objects())
{
}

Result<> HistoryWalk::start()
{
    if (m_query.from.empty()) {
        const Head head = PLUMB_TRY(m_repository.head());
        if (!head.commit) {
            return std::unexpected(
                Error(ErrorCode::NotFound, "the branch '" + head.branch + "' has no commits yet"));
        }
        m_query.from = {*head.commit};
    }
    for (const Oid &commit : m_query.from) {
        Node *node = PLUMB_TRY(load(commit, m_query.path));
        if (!node) {
            return std::unexpected(
                Error(ErrorCode::NotFound, "there is no commit " + commit.text()));
        }
        if (!std::exchange(node->isQueued, true))
            enqueue(m_unexplored, *node);
    }
    return {};
}

void HistoryWalk::enqueue(Queue &queue, const Node &node)
{
    queue.push({.time = node.links.time, .order = m_order++, .commit = node.step.commit});
}

/// Makes a commit known, without going there yet; null when a shallow clone does not have it.
Result<HistoryWalk::Node *> HistoryWalk::load(const Oid &commit, const files::TreePath &path)
{
    const auto known = m_nodes.find(commit);
    // A commit that another branch goes to already keeps the name that the path has there.
    if (known != m_nodes.end() && (known->second.isQueued || known->second.step.path == path))
        return &known->second;
    Node node;
    if (known != m_nodes.end()) {
        node.links = known->second.links;
    } else {
        Result<CommitLinks> links = m_repository.objects()->commitLinks(commit);
        if (!links && links.error().code() == ErrorCode::NotFound
            && m_repository.objects()->isShallow()) {
            return nullptr;
        }
        node.links = PLUMB_TRY(std::move(links));
    }
    node.step.commit = commit;
    node.step.path = path;
    node.step.state = PLUMB_TRY(m_history.stateOf(node.links.tree, path));
    return &m_nodes.insert_or_assign(commit, std::move(node)).first->second;
}

/// Decides whether a commit changed the path, and which parents the walk goes on to.
Result<> HistoryWalk::chooseParents(HistoryStep &step, const CommitLinks &links)
{
    const bool isWhole = m_query.path.isRoot();
    bool wasThere = false;
    for (const Oid &id : links.parents) {
        const Node *parent = PLUMB_TRY(load(id, step.path));
        if (!parent)
            continue;
        const PathState state = parent->step.path == step.path
                                    ? parent->step.state
                                    : PLUMB_TRY(m_history.stateOf(parent->links.tree, step.path));
        if (state == step.state && !isWhole) {
            step.parents = {id};
            return {};
        }
        wasThere = wasThere || state.exists();
        step.parents.push_back(id);
    }
    step.changesPath = isWhole || !step.parents.empty() || step.state.exists();
    if (m_query.followRenames && step.parents.size() == 1 && !wasThere && step.state.isFile())
        return followRename(step, links);
    return {};
}

Result<> HistoryWalk::followRename(HistoryStep &step, const CommitLinks &links)
{
    Node *parent = PLUMB_TRY(load(step.parents.front(), step.path));
    if (parent->isQueued)
        return {};
    const RepositoryHandle handle = PLUMB_TRY(openHandle(m_repository));
    const auto before =
        PLUMB_TRY(nameBefore(handle.get(), parent->links.tree, links.tree, step.path));
    if (!before)
        return {};
    step.renamedFrom = *before;
    static_cast<void>(PLUMB_TRY(load(step.parents.front(), *before)));
    return {};
}

Result<> HistoryWalk::explore(const Run &run)
{
    const Oid commit = m_unexplored.top().commit;
    PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching,
                              .done = static_cast<int>(m_explored),
                              .subject = m_query.path.text()}));
    HistoryStep step = m_nodes.at(commit).step;
    const CommitLinks links = m_nodes.at(commit).links;
    PLUMB_TRY(chooseParents(step, links));

    m_unexplored.pop();
    ++m_explored;
    ++m_waiting;
    for (const Oid &id : step.parents) {
        Node &parent = m_nodes.at(id);
        ++parent.children;
        if (!std::exchange(parent.isQueued, true))
            enqueue(m_unexplored, parent);
    }
    Node &node = m_nodes.at(commit);
    node.step = std::move(step);
    node.isExplored = true;
    if (node.children == 0)
        enqueue(m_ready, node);
    return {};
}

Result<const HistoryStep *> HistoryWalk::advance(const Run &run)
{
    for (;;) {
        while (!m_unexplored.empty() && (m_waiting < lookAhead || m_ready.empty()))
            PLUMB_TRY(explore(run));
        if (m_ready.empty())
            return nullptr;
        Node &node = m_nodes.at(m_ready.top().commit);
        m_ready.pop();
        // It may have been found to have another child since.
        if (node.hadItsTurn || node.children > 0)
            continue;
        node.hadItsTurn = true;
        --m_waiting;
        for (const Oid &id : node.step.parents) {
            Node &parent = m_nodes.at(id);
            if (--parent.children == 0 && parent.isExplored && !parent.hadItsTurn)
                enqueue(m_ready, parent);
        }
        return &node.step;
    }
}

} // namespace plumb::git
