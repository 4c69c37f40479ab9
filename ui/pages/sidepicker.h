// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/repositorystate.h"
#include "ui/session/selection.h"

#include <QPushButton>

namespace plumb::ui {

/// Chooses one side of a comparison: a revision, the working tree, or an environment.
class SidePicker final : public QPushButton
{
    Q_OBJECT

public:
    SidePicker(Session *session, RepositoryState *repository, QWidget *parent = nullptr);

    const ComparisonSide &side() const { return m_side; }
    void setSide(const ComparisonSide &side);

Q_SIGNALS:
    void sideChosen(const plumb::ui::ComparisonSide &side);

private:
    void fill(QMenu *menu);
    void add(QMenu *menu, const ComparisonSide &side);
    void chooseFromHistory();

    Session *m_session;
    RepositoryState *m_repository;
    ComparisonSide m_side;
};

/// "HEAD", "working tree", "production": how a side is called in a heading.
QString sideText(const ComparisonSide &side);

} // namespace plumb::ui
