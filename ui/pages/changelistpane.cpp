// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/changelistpane.h"

#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/statusdelegate.h"

#include <QItemSelectionModel>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

// "2 created · 5 configured · 1 pruned"
QString summaryOf(const ChangeList &changes)
{
    QStringList parts;
    for (const drift::Action action :
         {drift::Action::Created, drift::Action::Configured, drift::Action::Deleted}) {
        if (const std::size_t count = changes.count(action); count > 0)
            parts << u"%1 %2"_s.arg(count).arg(statusText(changeStatus(action)));
    }
    return parts.isEmpty() ? ChangeListPane::tr("No changes") : parts.join(u" · "_s);
}

} // namespace

ChangeListPane::ChangeListPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new ChangeModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_summary(new SectionHeader(tr("No changes")))
    , m_filter(new SearchField(tr("Filter objects")))
    , m_list(new QListView)
    , m_empty(new EmptyState(Glyph::Check, {}, {}))
    , m_stack(new QStackedLayout)
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setObjectName("changeFilter"_L1);
    m_filter->setAccessibleName(tr("Filter objects"));
    m_filter->setKeyHint(u"Ctrl L"_s);
    m_list->setObjectName("changeList"_L1);
    m_list->setAccessibleName(tr("Changed objects"));
    m_list->setModel(m_filtered);
    m_list->setItemDelegate(new StatusDelegate(StatusDelegate::Density::TwoLines, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(10, 2, 10, 6);
    filterRow->addWidget(m_filter);
    column->addWidget(m_summary);
    column->addLayout(filterRow);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    column->addLayout(m_stack, 1);

    connect(m_filter, &QLineEdit::textChanged, m_filtered,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_filter, &SearchField::leftDownwards, this, &ChangeListPane::focusList);
    connect(m_filter, &SearchField::dismissed, this, &ChangeListPane::focusList);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ChangeListPane::tellCurrent);
    connect(m_list, &QListView::activated, this, &ChangeListPane::activated);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        const QModelIndex index = m_filtered->mapToSource(m_list->indexAt(place));
        if (const ChangeRow *row = m_model->row(index))
            Q_EMIT menuRequested(*row, m_list->viewport()->mapToGlobal(place));
    });
}

const ChangeRow *ChangeListPane::current() const
{
    return m_model->row(m_filtered->mapToSource(m_list->currentIndex()));
}

void ChangeListPane::setChanges(const std::shared_ptr<const ChangeList> &changes)
{
    m_model->setChanges(changes);
    m_summary->setTitle(summaryOf(*changes));
    // Selected before it is shown: a list that gets the focus makes its first row current without
    // selecting it.
    if (!m_list->currentIndex().isValid() && m_filtered->rowCount() > 0)
        m_list->setCurrentIndex(m_filtered->index(0, 0));
    else
        tellCurrent();
    m_stack->setCurrentIndex(changes->rows.empty() ? 1 : 0);
    m_filter->setVisible(!changes->rows.empty());
}

void ChangeListPane::setEmptyText(Glyph glyph, const QString &title, const QString &text)
{
    m_empty->setGlyph(glyph);
    m_empty->setTitle(title);
    m_empty->setText(text);
}

void ChangeListPane::focusList()
{
    m_list->setFocus();
}

void ChangeListPane::focusFilter()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

bool ChangeListPane::clearFilter()
{
    if (m_filter->text().isEmpty())
        return false;
    m_filter->clear();
    return true;
}

void ChangeListPane::tellCurrent()
{
    Q_EMIT currentChanged(current());
}

} // namespace plumb::ui
