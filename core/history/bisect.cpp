// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/bisect.h"

#include "core/build/buildcache.h"
#include "core/drift/diff.h"
#include "core/git/mainline.h"
#include "core/git/repository.h"
#include "core/object/schema.h"

#include <algorithm>
#include <set>

namespace plumb::history {

namespace {

constexpr std::size_t maximumCommits = 3000;

struct Found
{
    const build::Unit *unit = nullptr;
    const Object *object = nullptr;
};

Found findObject(const reconcile::Snapshot &snapshot, const ChangedObject &question)
{
    const build::ClusterState *const cluster = snapshot.desired->cluster(question.cluster);
    for (const auto &unit : cluster ? cluster->units : decltype(cluster->units)()) {
        for (const Object *const object : unit->everything()) {
            if (object->kind() == question.kind && object->name() == question.name
                && object->namespaceName() == question.namespaceName)
                return {.unit = unit.get(), .object = object};
        }
    }
    return {};
}

// The folders of what the object's Kustomization, and those above it, are built from: files come to
// and go from there.
std::set<files::TreePath> foldersOf(const reconcile::Snapshot &snapshot, const build::Unit *unit)
{
    std::set<files::TreePath> folders;
    constexpr int maximumDepth = 50;
    for (int depth = 0; unit && depth < maximumDepth; ++depth) {
        for (const files::TreePath &file : unit->filesRead)
            folders.insert(snapshot.folder.resolveClamped(file.text()).parent());
        unit = unit->parent ? snapshot.desired->find(*unit->parent) : nullptr;
    }
    return folders;
}

/// Builds older states and compares the object with what it is now.
class Bisection
{
public:
    Bisection(const HistoryContext &context, const ChangedObject &question, const Object &now,
              const Run &run)
        : m_context(context)
        , m_question(question)
        , m_now(now)
        , m_run(run)
    {
    }

    /// Whether the object was what it is now before the commit.
    Result<bool> wasSameBefore(const git::Commit &commit)
    {
        if (commit.parents.empty())
            return false;
        const auto before = PLUMB_TRY(objectAt(commit.parents.front()));
        return before && isSame(*before);
    }

    Result<std::optional<Object>> objectAt(const git::Oid &commit)
    {
        ++m_built;
        const auto snapshot = PLUMB_TRY(snapshotAt(m_context, commit, m_run));
        const Found found = findObject(*snapshot, m_question);
        return found.object ? std::optional(*found.object) : std::nullopt;
    }

    std::size_t built() const { return m_built; }

private:
    bool isSame(const Object &object) const
    {
        const yaml::Value *const before = m_question.field.find(object.fields());
        const yaml::Value *const now = m_question.field.find(m_now.fields());
        return before && now ? before->sameData(*now) : !before && !now;
    }

    const HistoryContext &m_context;
    const ChangedObject &m_question;
    const Object &m_now;
    const Run &m_run;
    std::size_t m_built = 0;
};

Result<std::vector<git::Oid>> candidatesFor(const git::Repository &repository,
                                            const git::Oid &newest,
                                            const std::set<files::TreePath> &folders,
                                            const Run &run)
{
    std::vector<git::Oid> candidates;
    git::Mainline mainline(repository, newest);
    for (std::size_t i = 0; i < maximumCommits; ++i) {
        const auto step = PLUMB_TRY(mainline.next(run));
        if (!step)
            break;
        if (std::ranges::any_of(step->files, [&folders](const git::ChangedFile &file) {
                return folders.contains(file.path.parent());
            }))
            candidates.push_back(step->commit);
    }
    return candidates;
}

// The first candidate before which the object was something else; their number when none is.
Result<std::size_t> firstDifferent(const git::Repository &repository,
                                   const std::vector<git::Oid> &candidates, Bisection &bisection)
{
    const auto wasSame = [&](std::size_t index) -> Result<bool> {
        return bisection.wasSameBefore(PLUMB_TRY(repository.commit(candidates[index])));
    };
    std::size_t same = 0; // everything in front of it
    std::size_t step = 1;
    std::size_t probe = 0;
    while (probe < candidates.size() && PLUMB_TRY(wasSame(probe))) {
        same = probe + 1;
        probe += step;
        step *= 2;
    }
    if (probe >= candidates.size()) {
        if (same >= candidates.size() || PLUMB_TRY(wasSame(candidates.size() - 1)))
            return candidates.size();
        probe = candidates.size() - 1;
    }
    while (same < probe) {
        const std::size_t middle = same + (probe - same) / 2;
        if (PLUMB_TRY(wasSame(middle)))
            same = middle + 1;
        else
            probe = middle;
    }
    return probe;
}

} // namespace

Result<std::optional<LastChange>> lastChangeOf(const HistoryContext &context,
                                               const reconcile::Snapshot &snapshot,
                                               const ChangedObject &question, const Run &run)
{
    const Found found = findObject(snapshot, question);
    if (!found.object) {
        return std::unexpected(
            Error(ErrorCode::NotFound,
                  question.cluster + " builds no " + question.kind + " '"
                      + (question.namespaceName.empty() ? "" : question.namespaceName + '/')
                      + question.name + "'; name it as NAMESPACE/NAME"));
    }
    const auto repository = PLUMB_TRY(git::Repository::open(snapshot.repository));
    const git::Oid newest = PLUMB_TRY(git::Oid::parse(snapshot.commit));
    const auto candidates =
        PLUMB_TRY(candidatesFor(repository, newest, foldersOf(snapshot, found.unit), run));
    Bisection bisection(context, question, *found.object, run);
    const std::size_t index = PLUMB_TRY(firstDifferent(repository, candidates, bisection));
    if (index == candidates.size())
        return std::nullopt;

    LastChange change{.commit = PLUMB_TRY(repository.commit(candidates[index])), .change = {}};
    std::optional<Object> before;
    if (!change.commit.parents.empty())
        before = PLUMB_TRY(bisection.objectAt(change.commit.parents.front()));
    ObjectSet older;
    if (before)
        PLUMB_TRY(older.add(*before));
    ObjectSet newer;
    PLUMB_TRY(newer.add(*found.object));
    auto changes = PLUMB_TRY(
        drift::diffObjects(newer, older, Schema::current(), {.mask = &context.mask}, run));
    if (!changes.objects.empty())
        change.change = std::move(changes.objects.front());
    change.built = bisection.built();
    return change;
}

} // namespace plumb::history
