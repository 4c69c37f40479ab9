// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/driftmodel.h"
#include "ui/pages/pagewidget.h"
#include "ui/session/driftcheck.h"
#include "ui/session/fieldorigin.h"

class QAction;
class QCheckBox;
class QComboBox;
class QStackedLayout;
class QTreeView;
class QVBoxLayout;

namespace plumb::ui {

class CausePanel;
class DiffPane;
class EmptyState;
class RemedyBar;
class SectionHeader;
class ThemedLabel;

/// Where the clusters are not as git says: the objects at the left, git against live, why git wants
/// it so, and why it is not. What is explained is counted and one click away.
class DriftPage final : public PageWidget
{
    Q_OBJECT

public:
    /// @p access opens the choice of clusters, @p check compares again.
    DriftPage(Session *session, DriftCheck *drift, QAction *access, QAction *check);

    void openSearch() override;
    void nextChange() override;
    void previousChange() override;
    void focusContent() override;

private:
    QWidget *makeList();
    QWidget *makeExplained();
    QWidget *makeCentre();
    void showDrift();
    void showTree();
    void showExplained();
    void showLag();
    void showClusters();
    void showEmptyState();
    void showCurrent();
    void askForOrigin(const QString &field);
    void showCause(const QString &field);
    void showMenu(const QPoint &place);
    std::optional<ObjectPlace> placeOf(const DriftRow &row) const;

    Session *m_session;
    DriftCheck *m_drift;
    QAction *m_access;
    QAction *m_check;
    FieldOriginLookup *m_origins;
    DriftModel *m_model;
    SectionHeader *m_summary = nullptr;
    QComboBox *m_grouping = nullptr;
    QTreeView *m_tree = nullptr;
    QCheckBox *m_explained = nullptr;
    ThemedLabel *m_explainedCounts = nullptr;
    ThemedLabel *m_lag = nullptr;
    CausePanel *m_causes = nullptr;
    RemedyBar *m_remedies = nullptr;
    QVBoxLayout *m_clusters = nullptr;
    EmptyState *m_empty;
    DiffPane *m_diff = nullptr;
    QStackedLayout *m_stack;
};

} // namespace plumb::ui
