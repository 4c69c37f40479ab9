// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/undo.h"
#include "ui/session/session.h"

#include <QObject>

#include <optional>

namespace plumb::ui {

/// The last commit that Plumbline made in the open repository, and taking it back.
class LocalUndo final : public QObject
{
    Q_OBJECT

public:
    explicit LocalUndo(Session *session, QObject *parent = nullptr);

    /// Nothing when Plumbline has committed nothing here.
    const std::optional<git::UndoStep> &step() const { return m_state.step; }
    /// Why it cannot be taken back now.
    const std::optional<Error> &obstacle() const { return m_state.obstacle; }

    void refresh();
    /// Takes the commit of step() back. Nothing but that: when it is not the last one any more,
    /// undoing fails and says so.
    void undo();

Q_SIGNALS:
    void changed();
    void undone(const plumb::git::UndoStep &step);
    void failed(const plumb::Error &error);

private:
    struct State
    {
        std::optional<git::UndoStep> step = {};
        std::optional<Error> obstacle = {};
    };

    static Result<State> read(const std::string &folder, const Run &run);
    void show(State state);

    Session *m_session;
    State m_state;
    LatestJob<State> m_readJob;
    TaskJob<git::Undone> m_undoJob;
};

} // namespace plumb::ui
