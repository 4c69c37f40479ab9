// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/fleetpage.h"

#include "ui/pages/inspector.h"
#include "ui/pages/matrixtab.h"
#include "ui/pages/tabletab.h"
#include "ui/pages/treestate.h"
#include "ui/pages/treetab.h"
#include "ui/pages/yamltab.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/statusdelegate.h"
#include "ui/widgets/yamlview.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QListView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>

namespace plumb::ui {

using namespace Qt::StringLiterals;

FleetPage::FleetPage(Session *session, QWidget *parent)
    : PageWidget(parent)
    , m_session(session)
    , m_scopes(new ScopeModel(this))
    , m_inspector(new Inspector(session))
{
    setObjectName("fleetPage"_L1);
    auto *splitter = new QSplitter;
    splitter->addWidget(makeSidebar());
    splitter->addWidget(makeCentre());
    splitter->addWidget(m_inspector);
    splitter->setStretchFactor(1, 1);
    rememberSizes(splitter, session->settings(), u"fleet/splitter"_s, {262, 784, 318});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(splitter);

    connect(session, &Session::snapshotChanged, this, &FleetPage::updateScopes);
    connect(session, &Session::objectRequested, this, [this](const ObjectPlace &place) {
        m_yaml->show(place);
        setTab(Yaml);
        m_yaml->view()->setFocus();
    });
    setTab(session->settings()->state(u"fleet/tab"_s).toInt());
}

QWidget *FleetPage::makeSidebar()
{
    m_sidebar = new QListView;
    m_sidebar->setObjectName("scopes"_L1);
    m_sidebar->setAccessibleName(tr("Environments, health and groups"));
    m_sidebar->setModel(m_scopes);
    m_sidebar->setItemDelegate(new StatusDelegate(StatusDelegate::Density::OneLine, m_sidebar));
    m_sidebar->setFrameShape(QFrame::NoFrame);
    m_sidebar->setMinimumWidth(160);
    m_sidebar->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_sidebar->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &FleetPage::setScope);
    return m_sidebar;
}

QWidget *FleetPage::makeCentre()
{
    m_tabs = new QTabBar;
    m_tabs->setObjectName("fleetTabs"_L1);
    m_tabs->setAccessibleName(tr("Views of the fleet"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const QString &text : {tr("Matrix"), tr("Tree"), tr("Table"), tr("YAML")})
        m_tabs->addTab(text);
    m_filter = new SearchField(tr("Filter apps and objects"));
    m_filter->setObjectName("fleetFilter"_L1);
    m_filter->setAccessibleName(tr("Filter apps and objects"));
    m_filter->setKeyHint(u"Ctrl L"_s);
    m_filter->setMinimumWidth(230); // the hint and the key beside it
    m_filter->setMaximumWidth(280);

    m_matrix = new MatrixTab(m_session);
    m_tree = new TreeTab(m_session);
    m_table = new TableTab(m_session);
    m_yaml = new YamlTab(m_session);
    m_stack = new QStackedWidget;
    for (QWidget *tab : {static_cast<QWidget *>(m_matrix), static_cast<QWidget *>(m_tree),
                         static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_yaml)})
        m_stack->addWidget(tab);

    auto *centre = new QWidget;
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(0, 0, 8, 0);
    bar->addWidget(m_tabs);
    bar->addStretch();
    bar->addWidget(m_filter);
    column->addLayout(bar);
    column->addWidget(m_stack, 1);

    connect(m_tabs, &QTabBar::currentChanged, this, &FleetPage::setTab);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_matrix->setFilter(text);
        m_table->setFilter(text);
    });
    connect(m_filter, &SearchField::leftDownwards, this, &FleetPage::focusContent);
    connect(m_filter, &SearchField::dismissed, this, &FleetPage::focusContent);
    return centre;
}

void FleetPage::setTab(int tab)
{
    if (tab != Yaml)
        m_listTab = tab;
    m_tabs->setCurrentIndex(tab);
    m_stack->setCurrentIndex(tab);
    m_filter->setVisible(tab == Matrix || tab == Table);
}

void FleetPage::setScope(const QModelIndex &index)
{
    const FleetScope scope = m_scopes->scope(index);
    m_matrix->setScope(scope);
    m_table->setScope(scope);
}

void FleetPage::updateScopes()
{
    const FleetScope scope = m_scopes->scope(m_sidebar->currentIndex());
    m_scopes->setFleet(m_session->snapshot()->fleet, m_matrix->healthCounts());
    if (!m_sidebar->currentIndex().isValid())
        m_sidebar->setCurrentIndex(m_scopes->find(scope));
}

void FleetPage::setLiveMarks(const LiveMarks &marks)
{
    m_matrix->setLiveMarks(marks);
    m_tree->setLiveMarks(marks);
    m_inspector->setLiveMarks(marks);
    if (m_session->snapshot())
        updateScopes();
}

void FleetPage::setOwners(const OwnersByCluster &owners)
{
    m_tree->setOwners(owners);
}

void FleetPage::showTab(const QString &name)
{
    if (name == "yaml"_L1) {
        m_matrix->openFirst();
        return;
    }
    setTab(name == "tree"_L1 ? Tree : name == "table"_L1 ? Table : Matrix);
    focusContent();
}

void FleetPage::openSearch()
{
    if (m_stack->currentIndex() == Yaml)
        m_yaml->view()->openSearch();
    else
        focusFilter();
}

void FleetPage::focusFilter()
{
    if (m_filter->isHidden())
        setTab(Matrix);
    m_filter->setFocus();
    m_filter->selectAll();
}

bool FleetPage::goBack()
{
    if (m_stack->currentIndex() == Yaml) {
        setTab(m_listTab);
        focusContent();
        return true;
    }
    if (!m_filter->text().isEmpty()) {
        m_filter->clear();
        return true;
    }
    const QModelIndex everything = m_scopes->find({});
    if (m_sidebar->currentIndex() == everything)
        return false;
    m_sidebar->setCurrentIndex(everything);
    return true;
}

void FleetPage::focusContent()
{
    switch (m_stack->currentIndex()) {
    case Matrix: m_matrix->focusList(); break;
    case Tree: m_tree->focusList(); break;
    case Table: m_table->focusList(); break;
    default: m_yaml->view()->setFocus(); break;
    }
}

void FleetPage::saveState()
{
    m_session->settings()->setState(u"fleet/tab"_s, m_listTab);
    m_table->saveState();
}

} // namespace plumb::ui
