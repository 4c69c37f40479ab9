// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/treetab.h"

#include "ui/pages/objectactions.h"
#include "ui/pages/treestate.h"
#include "ui/widgets/statusdelegate.h"

#include <QItemSelectionModel>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

namespace plumb::ui {

using namespace Qt::StringLiterals;

TreeTab::TreeTab(Session *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new FleetTreeModel(this))
    , m_view(new QTreeView)
{
    m_view->setObjectName("fleetTree"_L1);
    m_view->setAccessibleName(tr("Clusters and their objects"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new StatusDelegate(StatusDelegate::Density::OneLine, m_view));
    m_view->setHeaderHidden(true);
    m_view->setUniformRowHeights(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setExpandsOnDoubleClick(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_view);

    connect(session, &Session::snapshotChanged, this, &TreeTab::showSnapshot);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &TreeTab::selectRow);
    connect(m_view, &QTreeView::activated, this, &TreeTab::openRow);
    connect(m_view, &QWidget::customContextMenuRequested, this, &TreeTab::showMenu);
}

void TreeTab::showSnapshot()
{
    const TreeState state = TreeState::of(*m_view, FleetTreeModel::KeyRole);
    const bool isFirst = m_model->rowCount() == 0;
    m_model->setFleet(m_session->snapshot()->fleet, m_session->snapshot()->desired);
    if (isFirst && m_model->rowCount() == 1)
        m_view->expand(m_model->index(0, 0));
    state.restore(m_view, FleetTreeModel::KeyRole);
}

void TreeTab::focusList()
{
    m_view->setFocus();
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->index(0, 0));
}

std::optional<ObjectPlace> TreeTab::placeOf(const QModelIndex &index) const
{
    const FleetTreeModel::Place place = m_model->place(index);
    if (!place.object)
        return {};
    if (place.kind == FleetTreeModel::NodeKind::Object)
        return ObjectPlace{.unit = place.unit->id, .object = place.object->id()};
    // A Flux object belongs to the Kustomization above it; an entry point builds itself.
    const FleetTreeModel::Place parent = m_model->place(index.parent());
    const build::Unit *builder = parent.unit ? parent.unit : place.unit;
    if (!builder)
        return {};
    return ObjectPlace{.unit = builder->id, .object = place.object->id()};
}

void TreeTab::selectRow(const QModelIndex &index)
{
    if (const auto place = placeOf(index))
        m_session->select({.app = {}, .environment = {}, .object = place});
}

void TreeTab::openRow(const QModelIndex &index)
{
    if (m_model->place(index).kind != FleetTreeModel::NodeKind::Object && !m_view->isExpanded(index)
        && m_model->hasChildren(index)) {
        m_view->expand(index);
        return;
    }
    if (const auto place = placeOf(index))
        m_session->showObject(*place);
}

void TreeTab::showMenu(const QPoint &place)
{
    const auto object = placeOf(m_view->indexAt(place));
    if (!object)
        return;
    QMenu menu(this);
    addObjectActions(&menu, m_session, {.place = *object, .snapshot = m_session->snapshot()});
    if (!menu.isEmpty())
        menu.exec(m_view->viewport()->mapToGlobal(place));
}

} // namespace plumb::ui
