// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/reconcile/lag.h"

#include "core/drift/drift.h"
#include "core/git/commitrange.h"
#include "core/git/status.h"

#include <algorithm>
#include <map>

namespace plumb::reconcile {

using yaml::Value;

namespace {

// Enough for a person to read; the rest is counted.
constexpr std::size_t listedCommits = 50;
constexpr std::size_t shortLength = 7;
// Kustomizations that stopped at different times may be at as many commits.
constexpr std::size_t mostAppliedStates = 4;

/// Kustomizations of one cluster mostly have applied the same commit.
class RangeCache
{
public:
    RangeCache(const git::Repository &repository, git::Oid head, const Run &run)
        : m_repository(repository)
        , m_head(head)
        , m_run(run)
    {
    }

    /// Null when the repository does not have the commit.
    Result<const git::CommitRange *> from(const std::string &commit)
    {
        const auto [found, isNew] = m_ranges.try_emplace(commit);
        if (isNew) {
            auto range = git::commitsBetween(m_repository, PLUMB_TRY(git::Oid::parse(commit)),
                                             m_head, listedCommits, m_run);
            if (range)
                found->second = *std::move(range);
            else if (range.error().code() != ErrorCode::NotFound)
                return std::unexpected(std::move(range).error());
        }
        return found->second ? &*found->second : nullptr;
    }

private:
    const git::Repository &m_repository;
    git::Oid m_head;
    const Run &m_run;
    std::map<std::string, std::optional<git::CommitRange>> m_ranges;
};

std::string counted(std::size_t count)
{
    return std::to_string(count) + (count == 1 ? " commit" : " commits");
}

} // namespace

Result<drift::ShownRevision> shownRevision(const Snapshot &snapshot, const Run &run)
{
    drift::ShownRevision shown = {.commit = snapshot.commit};
    if (!snapshot.isWorkingTree || snapshot.commit.empty())
        return shown;
    const auto repository = PLUMB_TRY(git::Repository::open(snapshot.repository));
    shown.isEdited = !PLUMB_TRY(git::status(repository, run)).empty();
    return shown;
}

Result<std::vector<Lag>> lagOf(const Snapshot &snapshot, std::string_view cluster,
                               const cluster::LiveState &live, const Run &run)
{
    std::vector<Lag> lags;
    const build::ClusterState *state = snapshot.desired->cluster(cluster);
    if (!state || snapshot.commit.empty())
        return lags;
    const auto repository = PLUMB_TRY(git::Repository::open(snapshot.repository));
    RangeCache ranges(repository, PLUMB_TRY(git::Oid::parse(snapshot.commit)), run);
    for (const auto &unit : state->units) {
        const Object *object = drift::kustomizationIn(live, unit->id);
        if (!object || unit->isExternal())
            continue;
        Lag lag = {.owner = unit->id.namespaceName + '/' + unit->id.name,
                   .revision =
                       std::string(object->fields().textAt({"status", "lastAppliedRevision"})),
                   .head = snapshot.commit};
        const std::string applied(drift::commitOf(lag.revision));
        const git::CommitRange *range = applied.empty() ? nullptr : PLUMB_TRY(ranges.from(applied));
        if (range) {
            lag.isKnown = true;
            lag.count = range->count;
            lag.ahead = range->behind;
            lag.commits = range->commits;
        }
        lags.push_back(std::move(lag));
    }
    return lags;
}

Result<drift::AppliedStates> appliedStates(const Snapshot &snapshot, std::string_view cluster,
                                           const cluster::LiveState &live, const CommitOpener &open,
                                           const Run &run)
{
    drift::AppliedStates states;
    const build::ClusterState *state = snapshot.desired->cluster(cluster);
    if (!state || snapshot.commit.empty())
        return states;
    std::map<std::string, std::size_t, std::less<>> counts;
    for (const auto &unit : state->units) {
        const Object *object = drift::kustomizationIn(live, unit->id);
        if (object && !unit->isExternal())
            ++counts[std::string(
                drift::commitOf(object->fields().textAt({"status", "lastAppliedRevision"})))];
    }
    counts.erase("");
    if (!PLUMB_TRY(shownRevision(snapshot, run)).isEdited)
        counts.erase(snapshot.commit);
    std::vector<std::pair<std::size_t, std::string>> commits;
    for (const auto &[commit, count] : counts)
        commits.emplace_back(count, commit);
    std::ranges::sort(commits, std::greater());
    if (commits.size() > mostAppliedStates)
        commits.resize(mostAppliedStates);
    for (const auto &[count, commit] : commits) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = commit}));
        // A commit that was never fetched cannot be built.
        if (const auto applied = open(commit))
            states.emplace(commit, (*applied)->desired);
    }
    return states;
}

std::string toText(const Lag &lag)
{
    const std::string name = "Kustomization/" + lag.owner;
    const std::string head = lag.head.substr(0, shortLength);
    if (lag.revision.empty())
        return name + " has applied nothing yet";
    if (!lag.isKnown)
        return name + " applied " + lag.revision + ", which is no commit of this repository";
    if (lag.count == 0 && lag.ahead == 0)
        return {};
    std::string text = name + " is ";
    if (lag.count > 0)
        text += counted(lag.count) + " behind ";
    if (lag.count > 0 && lag.ahead > 0)
        text += "and ";
    if (lag.ahead > 0)
        text += counted(lag.ahead) + " ahead of ";
    return text + head + ", it applied " + lag.revision;
}

Value toValue(const Lag &lag)
{
    Value value = Value::mapping();
    value.set("owner", Value::string(lag.owner));
    value.set("lastAppliedRevision", Value::string(lag.revision));
    value.set("head", Value::string(lag.head));
    if (!lag.isKnown)
        return value;
    value.set("behind", Value::integer(static_cast<std::int64_t>(lag.count)));
    value.set("ahead", Value::integer(static_cast<std::int64_t>(lag.ahead)));
    Value commits = Value::sequence();
    for (const git::Commit &commit : lag.commits) {
        Value entry = Value::mapping();
        entry.set("commit", Value::string(commit.id.text()));
        entry.set("author", Value::string(commit.author.name));
        entry.set("summary", Value::string(commit.summary()));
        commits.append(std::move(entry));
    }
    value.set("commits", std::move(commits));
    return value;
}

} // namespace plumb::reconcile
