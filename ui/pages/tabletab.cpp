// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/tabletab.h"

#include "ui/pages/objectactions.h"
#include "ui/roles/text.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/statusdelegate.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>
#include <QTableView>
#include <QVBoxLayout>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto headerKey = "fleet/tableHeader"_L1;

} // namespace

TableTab::TableTab(Session *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new ObjectTableModel(this))
    , m_view(new QTableView)
    , m_count(new ThemedLabel({}, ThemedLabel::Look::Small))
{
    makeView();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_view, 1);
    m_count->setContentsMargins(12, 4, 12, 4);
    column->addWidget(m_count);

    connect(session, &Session::snapshotChanged, this, [this] {
        m_table.reset();
        arrange();
    });
    connect(m_view, &QWidget::customContextMenuRequested, this, &TableTab::showMenu);
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const auto place = placeOf(index))
            m_session->showObject(*place);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) {
                // A view that gets the focus makes its first row current without selecting it.
                m_view->selectionModel()->select(index, QItemSelectionModel::ClearAndSelect
                                                            | QItemSelectionModel::Rows);
                if (const auto place = placeOf(index))
                    m_session->select({.app = {}, .environment = {}, .object = place});
            });
}

void TableTab::makeView()
{
    m_view->setObjectName("objectTable"_L1);
    m_view->setAccessibleName(tr("All objects"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new StatusDelegate(StatusDelegate::Density::OneLine, m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    // A fixed height keeps a table of 100,000 rows from measuring any of them.
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 10);
    QHeaderView *header = m_view->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSectionsMovable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(0, Qt::AscendingOrder);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    if (!header->restoreState(m_session->settings()->state(headerKey).toByteArray())) {
        const int widths[] = {150, 130, 220, 120, 110, 140, 140};
        for (int column = 0; column < objectColumnCount; ++column)
            header->resizeSection(column, widths[column]);
    }
    m_arrangement.sortBy = static_cast<ObjectColumn>(header->sortIndicatorSection());
    m_arrangement.order = header->sortIndicatorOrder();
    connect(header, &QHeaderView::sortIndicatorChanged, this,
            [this](int section, Qt::SortOrder order) {
                m_arrangement.sortBy = static_cast<ObjectColumn>(section);
                m_arrangement.order = order;
                arrange();
            });
    connect(header, &QWidget::customContextMenuRequested, this, &TableTab::showColumnsMenu);
}

void TableTab::saveState()
{
    m_session->settings()->setState(headerKey, m_view->horizontalHeader()->saveState());
}

void TableTab::setScope(const FleetScope &scope)
{
    m_arrangement.scope = scope;
    arrange();
}

void TableTab::setFilter(const QString &text)
{
    m_arrangement.filter = text;
    arrange();
}

void TableTab::focusList()
{
    m_view->setFocus();
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->index(0, 0));
}

void TableTab::arrange()
{
    const SnapshotPointer snapshot = m_session->snapshot();
    if (!snapshot)
        return;
    m_job.start(
        [snapshot, table = m_table,
         arrangement = m_arrangement](const Run &) -> Result<ArrangedObjects> {
            return ArrangedObjects::arrange(
                table ? table : ObjectTable::of(snapshot->fleet, snapshot->desired), arrangement);
        },
        [this](Result<ArrangedObjects> objects) {
            if (!objects)
                return;
            m_table = objects->table;
            m_model->setObjects(*std::move(objects));
            const auto shown = static_cast<qsizetype>(m_model->objects().order.size());
            const auto all = static_cast<qsizetype>(m_table->rows.size());
            m_count->setText(
                shown == all
                    ? counted(all, tr("object"), tr("objects"))
                    : tr("%1 of %2").arg(shown).arg(counted(all, tr("object"), tr("objects"))));
        });
}

std::optional<ObjectPlace> TableTab::placeOf(const QModelIndex &index) const
{
    const ObjectRow *row = m_model->row(index);
    if (!row)
        return {};
    return ObjectPlace{.unit = row->unit->id, .object = row->object->id()};
}

void TableTab::showMenu(const QPoint &place)
{
    const auto object = placeOf(m_view->indexAt(place));
    if (!object)
        return;
    QMenu menu(this);
    addObjectActions(&menu, m_session, {.place = *object, .snapshot = m_session->snapshot()});
    if (!menu.isEmpty())
        menu.exec(m_view->viewport()->mapToGlobal(place));
}

void TableTab::showColumnsMenu(const QPoint &place)
{
    QMenu menu(this);
    QHeaderView *header = m_view->horizontalHeader();
    for (int column = 0; column < objectColumnCount; ++column) {
        QAction *action =
            menu.addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        action->setEnabled(column != static_cast<int>(ObjectColumn::Name));
        connect(action, &QAction::toggled, header,
                [header, column](bool shown) { header->setSectionHidden(column, !shown); });
    }
    menu.exec(header->mapToGlobal(place));
}

} // namespace plumb::ui
