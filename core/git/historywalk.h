// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/log.h"
#include "core/git/pathhistory.h"

#include <queue>

namespace plumb::git {

/// One commit on the way through the history of a path.
struct HistoryStep
{
    Oid commit;
    files::TreePath path; ///< What the path is called here.
    PathState state;
    files::TreePath renamedFrom;
    bool changesPath = false;
    std::vector<Oid> parents; ///< Those that the walk goes on to.
};

/// Walks the commits that matter for a path, children first, newest first.
///
/// Plain data between two calls: it can be kept for later or handed to another thread.
class HistoryWalk
{
public:
    HistoryWalk(Repository repository, LogQuery query);

    Result<> start();

    /// The next commit, or null at the end. Stays valid.
    Result<const HistoryStep *> advance(const Run &run);
    /// A commit that was seen already, as the parent of an earlier step.
    const HistoryStep &step(const Oid &commit) const { return m_nodes.at(commit).step; }

    const Repository &repository() const { return m_repository; }
    const LogQuery &query() const { return m_query; }
    /// How many commits were looked at so far.
    std::size_t explored() const { return m_explored; }

private:
    struct Node
    {
        HistoryStep step;
        CommitLinks links;
        std::size_t children = 0; ///< Known ones that did not have their turn.
        bool isQueued = false;
        bool isExplored = false;
        bool hadItsTurn = false;
    };
    struct Turn
    {
        std::int64_t time = 0;
        std::size_t order = 0; ///< Among equal times, who was seen first.
        Oid commit;

        bool operator<(const Turn &other) const
        {
            return time != other.time ? time < other.time : order > other.order;
        }
    };
    using Queue = std::priority_queue<Turn>;

    Result<> explore(const Run &run);
    Result<> chooseParents(HistoryStep &step, const CommitLinks &links);
    Result<> followRename(HistoryStep &step, const CommitLinks &links);
    Result<Node *> load(const Oid &commit, const files::TreePath &path);
    void enqueue(Queue &queue, const Node &node);

    Repository m_repository;
    LogQuery m_query;
    PathHistory m_history;
    std::unordered_map<Oid, Node> m_nodes;
    Queue m_unexplored;
    Queue m_ready;
    std::size_t m_order = 0;
    std::size_t m_explored = 0;
    std::size_t m_waiting = 0; ///< Explored, but did not have their turn.
};

} // namespace plumb::git
