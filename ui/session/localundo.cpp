// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/localundo.h"

#include "ui/roles/text.h"

namespace plumb::ui {

LocalUndo::LocalUndo(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_undoJob(session->tasks())
{
    connect(session, &Session::snapshotChanged, this, &LocalUndo::refresh);
    connect(session, &Session::workingTreeChanged, this, &LocalUndo::refresh);
    connect(session, &Session::referencesChanged, this, &LocalUndo::refresh);
    connect(session, &Session::stateChanged, this, [this] {
        if (m_session->state() != Session::State::Closed)
            return;
        m_readJob.cancel();
        show({});
    });
}

Result<LocalUndo::State> LocalUndo::read(const std::string &folder, const Run &run)
{
    const git::Repository repository = PLUMB_TRY(git::Repository::open(folder));
    const auto steps = PLUMB_TRY(git::undoSteps(repository));
    if (steps.empty())
        return State{};
    State state{.step = steps.front()};
    if (auto possible = git::checkUndo(repository, steps.front(), run); !possible)
        state.obstacle = std::move(possible).error();
    return state;
}

void LocalUndo::show(State state)
{
    m_state = std::move(state);
    Q_EMIT changed();
}

void LocalUndo::refresh()
{
    if (!m_session->isGit() || m_session->state() == Session::State::Closed)
        return;
    m_readJob.start(
        [folder = m_session->folder().toStdString()](const Run &run) { return read(folder, run); },
        [this](Result<State> state) {
            // A repository that is just being written is looked at again with its next change.
            if (state && m_session->state() != Session::State::Closed)
                show(*std::move(state));
        });
}

void LocalUndo::undo()
{
    if (!m_state.step)
        return;
    m_undoJob.start(
        tr("Undoing %1").arg(toQt(m_state.step->summary)),
        [folder = m_session->folder().toStdString(),
         step = *m_state.step](const Run &run) -> Result<git::Undone> {
            return git::undo(PLUMB_TRY(git::Repository::open(folder)), step, run);
        },
        [this, step = *m_state.step](const Result<git::Undone> &done) {
            if (done)
                Q_EMIT undone(step);
            else if (done.error().code() != ErrorCode::Cancelled)
                Q_EMIT failed(done.error());
            refresh();
        });
}

} // namespace plumb::ui
