// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/livemarks.h"
#include "ui/models/scopemodel.h"
#include "ui/pages/pagewidget.h"
#include "ui/session/session.h"

class QListView;
class QStackedWidget;
class QTabBar;

namespace plumb::ui {

class Inspector;
class MatrixTab;
class SearchField;
class TableTab;
class TreeTab;
class YamlTab;

/// What the fleet is: scopes at the left, matrix, tree, table and YAML in the centre, details at
/// the right.
class FleetPage final : public PageWidget
{
    Q_OBJECT

public:
    explicit FleetPage(Session *session, QWidget *parent = nullptr);

    void setLiveMarks(const LiveMarks &marks);
    /// What clusters run, by their paths.
    void setOwners(const OwnersByCluster &owners);
    /// Shows "tree", "table" or "yaml" (of the first app), the matrix for any other name.
    void showTab(const QString &name);

    void openSearch() override;
    void focusFilter() override;
    bool goBack() override;
    void focusContent() override;
    void saveState() override;

private:
    enum Tab { Matrix, Tree, Table, Yaml };

    QWidget *makeSidebar();
    QWidget *makeCentre();
    void setTab(int tab);
    void setScope(const QModelIndex &index);
    void updateScopes();

    Session *m_session;
    ScopeModel *m_scopes;
    QListView *m_sidebar = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
    SearchField *m_filter = nullptr;
    MatrixTab *m_matrix = nullptr;
    TreeTab *m_tree = nullptr;
    TableTab *m_table = nullptr;
    YamlTab *m_yaml = nullptr;
    Inspector *m_inspector;
    int m_listTab = Matrix; ///< Where Esc in the YAML leads back to.
};

} // namespace plumb::ui
