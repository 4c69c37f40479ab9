// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/roles/status.h"
#include "ui/session/repositorystate.h"

#include <QWidget>

class QMenu;
class QPushButton;
class QToolButton;

namespace plumb::ui {

class Actions;
class ChipLabel;

/// The bar under the menus: which fleet and branch, fetch, push, search, clusters, dry run.
class TopBar final : public QWidget
{
    Q_OBJECT

public:
    TopBar(Session *session, RepositoryState *repository, const Actions &actions,
           QWidget *parent = nullptr);

    /// "3 of 3 clusters compared"; an empty text hides the chip.
    void setClusters(const QString &text, Tone tone);

Q_SIGNALS:
    void revisionChosen(const QString &revision);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void update();
    void fillSwitcher(QMenu *menu);

    Session *m_session;
    RepositoryState *m_repository;
    const Actions &m_actions;
    QPushButton *m_switcher;
    QPushButton *m_push;
    QPushButton *m_search;
    ChipLabel *m_clusters;
};

} // namespace plumb::ui
