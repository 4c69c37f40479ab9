// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/comparison.h"

namespace plumb::ui {

namespace {

// Everything a worker needs, so that it holds on to nothing of the session.
struct Question
{
    ComparisonSides sides;
    std::string revision; ///< Of snapshot.
    SnapshotPointer snapshot;
    SnapshotPointer workingTree;
    std::shared_ptr<build::BuildCache> cache;
    drift::Mask mask;
};

using Answer = Result<std::shared_ptr<const ComparisonResult>>;

Result<SnapshotPointer> sideOf(const Question &question, const ComparisonSide &side, const Run &run)
{
    if (side.kind == ComparisonSide::Kind::WorkingTree && question.workingTree)
        return question.workingTree;
    const std::string revision =
        side.kind == ComparisonSide::Kind::Revision ? side.name.toStdString() : "";
    if (!revision.empty() && revision == question.revision)
        return question.snapshot;
    reconcile::SnapshotRequest request = question.snapshot->request;
    request.revision = revision;
    ThreadExecutor executor;
    return reconcile::openSnapshot(request, *question.cache, executor, run);
}

Answer answer(const Question &question, const Run &run)
{
    ComparisonResult result{.sides = question.sides};
    std::vector<reconcile::ClusterChanges> changes;
    if (question.sides.before.kind == ComparisonSide::Kind::Environment) {
        result.before = result.after = question.snapshot;
        changes = PLUMB_TRY(reconcile::compareEnvironments(
            *question.snapshot, question.sides.after.name.toStdString(),
            question.sides.before.name.toStdString(), question.mask, run));
    } else {
        result.before = PLUMB_TRY(sideOf(question, question.sides.before, run));
        result.after = PLUMB_TRY(sideOf(question, question.sides.after, run));
        changes = PLUMB_TRY(
            reconcile::compareRevisions(*result.before, *result.after, question.mask, run));
    }
    result.changes =
        std::make_shared<const std::vector<reconcile::ClusterChanges>>(std::move(changes));
    return std::make_shared<const ComparisonResult>(std::move(result));
}

bool isWorkingTree(const ComparisonSides &sides)
{
    return sides.before.kind == ComparisonSide::Kind::WorkingTree
           || sides.after.kind == ComparisonSide::Kind::WorkingTree;
}

} // namespace

Comparison::Comparison(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_job(session->tasks())
{
    connect(session, &Session::snapshotChanged, this, &Comparison::compareAgain);
    connect(session, &Session::workingTreeChanged, this, [this] {
        if (m_sides && isWorkingTree(*m_sides))
            compareAgain();
    });
    connect(session, &Session::stateChanged, this, [this] {
        if (m_session->state() == Session::State::Closed)
            clear();
    });
}

void Comparison::start(const ComparisonSides &sides)
{
    m_sides = sides;
    m_error.reset();
    compareAgain();
    Q_EMIT changed();
}

void Comparison::clear()
{
    m_job.cancel();
    m_sides.reset();
    m_result.reset();
    m_error.reset();
    Q_EMIT changed();
}

void Comparison::compareAgain()
{
    if (!m_sides || !m_session->snapshot())
        return;
    if (isWorkingTree(*m_sides) && !m_session->workingTree())
        return; // asked again as soon as it is there
    Question question{.sides = *m_sides,
                      .revision = m_session->revision().toStdString(),
                      .snapshot = m_session->snapshot(),
                      .workingTree = m_session->workingTree(),
                      .cache = m_session->buildCache(),
                      .mask = m_session->mask()};
    m_job.start(
        tr("Comparing"),
        [question = std::move(question)](const Run &run) { return answer(question, run); },
        [this](Answer result) {
            if (!m_sides || (!result && result.error().code() == ErrorCode::Cancelled))
                return;
            if (result) {
                m_result = *std::move(result);
                m_error.reset();
            } else {
                m_error = std::move(result).error();
            }
            Q_EMIT changed();
        });
}

} // namespace plumb::ui
