// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/matrixtab.h"

#include "ui/pages/objectactions.h"
#include "ui/roles/text.h"
#include "ui/session/behindcheck.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/matrixview.h"

#include <QItemSelectionModel>
#include <QMenu>
#include <QStackedLayout>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

MatrixTab::MatrixTab(Session *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_behind(new BehindCheck(session, this))
    , m_model(new FleetMatrixModel(this))
    , m_filter(new MatrixFilter(this))
    , m_view(new MatrixView)
    , m_empty(new EmptyState(Glyph::Fleet, {}, {}))
    , m_stack(new QStackedLayout)
{
    m_filter->setSourceModel(m_model);
    m_view->setModel(m_filter);
    m_view->setObjectName("fleetMatrix"_L1);
    m_view->setAccessibleName(tr("Apps and environments"));
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_stack->setContentsMargins({});
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    setLayout(m_stack);

    connect(session, &Session::snapshotChanged, this, &MatrixTab::showSnapshot);
    connect(m_behind, &BehindCheck::changed, this,
            [this] { m_model->setVersionsBehind(m_behind->counts()); });
    connect(m_view, &MatrixView::cellSelected, this, &MatrixTab::selectCell);
    connect(m_view, &MatrixView::cellActivated, this, &MatrixTab::openCell);
    connect(m_view, &MatrixView::promoteRequested, this, &MatrixTab::promote);
    connect(m_view, &QWidget::customContextMenuRequested, this, &MatrixTab::showMenu);
}

void MatrixTab::showSnapshot()
{
    const QString selected = m_session->selection().app;
    m_model->setFleet(m_session->snapshot()->fleet);
    if (!selected.isEmpty() && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_filter->mapFromSource(m_model->find(selected)));
    updateEmptyState();
}

void MatrixTab::updateEmptyState()
{
    const bool nothingFound = m_filter->rowCount() == 0;
    if (nothingFound && m_model->rowCount() == 0) {
        const bool noCluster =
            m_session->snapshot() && m_session->snapshot()->fleet->clusters.empty();
        m_empty->setTitle(noCluster ? tr("No cluster found") : tr("No apps found"));
        m_empty->setText(
            noCluster ? tr("No folder here is a Flux entry point: there is no gotk-sync.yaml, no "
                           "FluxInstance and no Kustomization that builds its own folder. Check "
                           "that this is "
                           "the repository that your clusters sync.")
                      : tr("The clusters of this fleet build no HelmRelease, workload or "
                           "Kustomization yet."));
    } else if (nothingFound) {
        m_empty->setTitle(tr("Nothing matches"));
        m_empty->setText(tr("No app is left by the scope at the left and the filter above."));
    }
    m_stack->setCurrentIndex(nothingFound ? 1 : 0);
}

HealthCounts MatrixTab::healthCounts() const
{
    HealthCounts counts;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        for (int column = 1; column < m_model->columnCount(); ++column)
            ++counts[m_model->status(row, static_cast<std::size_t>(column - 1))];
    }
    return counts;
}

void MatrixTab::setScope(const FleetScope &scope)
{
    m_filter->setScope(scope);
    updateEmptyState();
}

void MatrixTab::setFilter(const QString &text)
{
    m_filter->setText(text);
    updateEmptyState();
}

void MatrixTab::focusList()
{
    m_view->setFocus();
    if (!m_view->currentIndex().isValid() && m_filter->rowCount() > 0)
        m_view->setCurrentIndex(m_filter->index(0, 0));
}

void MatrixTab::openFirst()
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        for (int column = 1; column < m_filter->columnCount(); ++column) {
            const QModelIndex cell = m_filter->index(row, column);
            if (cell.data().toString().isEmpty())
                continue;
            m_view->setCurrentIndex(cell);
            openCell(cell);
            return;
        }
    }
}

void MatrixTab::selectCell(const QModelIndex &shown)
{
    const QModelIndex cell = m_filter->mapToSource(shown);
    const fleet::App *app = m_model->app(cell);
    if (!app)
        return;
    m_session->select({.app = cell.data(FleetMatrixModel::KeyRole).toString(),
                       .environment = cell.data(FleetMatrixModel::EnvironmentRole).toString()});
}

void MatrixTab::openCell(const QModelIndex &shown)
{
    const QModelIndex cell = m_filter->mapToSource(shown);
    const fleet::App *app = m_model->app(cell);
    if (!app)
        return;
    const auto environment = m_model->environment(cell);
    // From the app's name, the first environment that has it opens.
    const auto chosen = environment ? app->cells.begin() + static_cast<std::ptrdiff_t>(*environment)
                                    : std::ranges::find_if_not(app->cells, &fleet::Cell::empty);
    if (chosen == app->cells.end() || chosen->empty())
        return;
    const fleet::Instance &instance = chosen->instances.front();
    m_session->showObject({.unit = instance.unit, .object = instance.object});
}

void MatrixTab::promote(const QModelIndex &from, const QModelIndex &to)
{
    const QModelIndex cell = m_filter->mapToSource(from);
    if (const fleet::App *app = m_model->app(cell))
        m_session->promote({.from = from.data(FleetMatrixModel::EnvironmentRole).toString(),
                            .to = to.data(FleetMatrixModel::EnvironmentRole).toString(),
                            .app = toQt(app->name)});
}

void MatrixTab::showMenu(const QPoint &place)
{
    const QModelIndex shown = m_view->indexAt(place);
    const QModelIndex cell = m_filter->mapToSource(shown);
    const fleet::App *app = m_model->app(cell);
    if (!app)
        return;
    QMenu menu(this);
    const auto environment = m_model->environment(cell);
    if (environment && !app->cells[*environment].empty()) {
        const fleet::Instance &instance = app->cells[*environment].instances.front();
        if (*environment + 1 < app->cells.size()) {
            const QString from = cell.data(FleetMatrixModel::EnvironmentRole).toString();
            const QString to = cell.siblingAtColumn(cell.column() + 1)
                                   .data(FleetMatrixModel::EnvironmentRole)
                                   .toString();
            menu.addAction(icon(Glyph::Promote), tr("Promote to %1…").arg(to), this,
                           [this, from, to, name = toQt(app->name)] {
                               m_session->promote({.from = from, .to = to, .app = name});
                           });
        }
        addObjectActions(&menu, m_session,
                         {.place = {.unit = instance.unit, .object = instance.object},
                          .snapshot = m_session->snapshot()});
    }
    if (!menu.isEmpty())
        menu.exec(m_view->viewport()->mapToGlobal(place));
}

} // namespace plumb::ui
