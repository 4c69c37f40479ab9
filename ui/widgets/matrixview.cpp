// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/matrixview.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/matrixdelegate.h"

#include <QApplication>
#include <QDrag>
#include <QDragMoveEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

constexpr int smallestApp = 150;
constexpr int largestApp = 260;
constexpr int smallestCell = 144; // "v2.13.1" beside "behind"
constexpr QLatin1StringView cellFormat = "application/x-plumbline-cell"_L1;

void prepareHeader(QHeaderView *header)
{
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
}

} // namespace

/// The app column drawn once more above the view's own, so that it stays when the cells scroll.
class MatrixView::FrozenColumn final : public QTableView
{
public:
    explicit FrozenColumn(MatrixView *view)
        : QTableView(view)
    {
        setFocusPolicy(Qt::NoFocus);
        setFrameShape(NoFrame);
        setShowGrid(false);
        setItemDelegate(view->itemDelegate());
        verticalHeader()->hide();
        prepareHeader(horizontalHeader());
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setVerticalScrollMode(ScrollPerPixel);
        setSelectionMode(SingleSelection);
        setMouseTracking(true);
        setAccessibleName(view->accessibleName());
    }

    void showOnlyApps()
    {
        for (int column = 1; model() && column < model()->columnCount(); ++column)
            setColumnHidden(column, true);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QTableView::paintEvent(event);
        QPainter painter(viewport());
        painter.setPen(themeColor(Theme::Color::Border));
        const int right = viewport()->width() - 1;
        const int rows = model() ? model()->rowCount() : 0;
        const int end = rows > 0 ? rowViewportPosition(rows - 1) + rowHeight(rows - 1) : 0;
        painter.drawLine(right, 0, right, qMin(end, viewport()->height()) - 1);
        for (int row = qMax(0, rowAt(0)); row < rows; ++row) {
            const int bottom = rowViewportPosition(row) + rowHeight(row) - 1;
            if (bottom > viewport()->height())
                break;
            painter.drawLine(0, bottom, right, bottom);
        }
    }
};

MatrixView::MatrixView(QWidget *parent)
    : QTableView(parent)
{
    setObjectName(u"matrix"_s);
    setAccessibleName(tr("Apps and environments"));
    setItemDelegate(new MatrixDelegate(this));
    setFrameShape(NoFrame);
    setSelectionMode(SingleSelection);
    setSelectionBehavior(SelectItems);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setShowGrid(true);
    setMouseTracking(true);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDragDropMode(DragDrop);
    setTabKeyNavigation(false);
    setWordWrap(false);
    verticalHeader()->hide();
    prepareHeader(horizontalHeader());

    m_frozen = new FrozenColumn(this);
    const int rowHeight = 2 * fontMetrics().height() + 14;
    for (QTableView *table :
         {static_cast<QTableView *>(this), static_cast<QTableView *>(m_frozen)}) {
        table->verticalHeader()->setDefaultSectionSize(rowHeight);
        table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        table->horizontalHeader()->setFixedHeight(fontMetrics().height() + 14);
    }
    connect(verticalScrollBar(), &QScrollBar::valueChanged, m_frozen->verticalScrollBar(),
            &QScrollBar::setValue);
    connect(m_frozen->verticalScrollBar(), &QScrollBar::valueChanged, verticalScrollBar(),
            &QScrollBar::setValue);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this,
            [this](int column, int, int size) {
                if (column == 0)
                    m_frozen->setColumnWidth(0, size);
                placeFrozenColumn();
            });
    connect(this, &QTableView::activated, this, &MatrixView::cellActivated);
    connect(m_frozen, &QTableView::activated, this, &MatrixView::cellActivated);
    connect(&Theme::current(), &Theme::changed, this, [this] {
        viewport()->update();
        m_frozen->viewport()->update();
    });
}

MatrixView::~MatrixView() = default;

void MatrixView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    m_frozen->setModel(model);
    if (!model)
        return;
    m_frozen->setSelectionModel(selectionModel());
    const auto refit = [this] {
        m_frozen->showOnlyApps();
        fitColumns();
    };
    connect(model, &QAbstractItemModel::modelReset, this, refit);
    connect(model, &QAbstractItemModel::columnsInserted, this, refit);
    connect(model, &QAbstractItemModel::columnsRemoved, this, refit);
    connect(model, &QAbstractItemModel::rowsInserted, this, refit);
    refit();
}

void MatrixView::setSelectionModel(QItemSelectionModel *selection)
{
    QTableView::setSelectionModel(selection);
    if (m_frozen && m_frozen->model() == model())
        m_frozen->setSelectionModel(selection);
}

void MatrixView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (index.column() > 0)
        QTableView::scrollTo(index, hint);
    else if (index.isValid())
        QTableView::scrollTo(index.siblingAtColumn(qMax(1, columnAt(columnWidth(0) + 1))), hint);
    // What lies under the app column is not visible.
    const int hidden = columnWidth(0) - visualRect(index).left();
    if (index.column() > 0 && hidden > 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - hidden);
}

QModelIndex MatrixView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex next = QTableView::moveCursor(action, modifiers);
    if (next.isValid())
        scrollTo(next);
    return next;
}

void MatrixView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT cellSelected(current);
}

void MatrixView::keyPressEvent(QKeyEvent *event)
{
    const bool carries = event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    if (carries && (event->key() == Qt::Key_Right || event->key() == Qt::Key_Left)) {
        carry(event->key() == Qt::Key_Right ? 1 : -1);
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (currentIndex().isValid())
            Q_EMIT cellActivated(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

// Apps are looked for by their names, whichever column one stands in.
void MatrixView::keyboardSearch(const QString &text)
{
    const bool goesOn =
        m_typing.isValid() && m_typing.elapsed() < QApplication::keyboardInputInterval();
    m_typed = goesOn ? m_typed + text : text;
    m_typing.start();
    if (!model() || model()->rowCount() == 0)
        return;
    const QModelIndex current = currentIndex();
    // A new word begins below where one is; a longer one may still mean the same row.
    const int start = current.isValid() ? current.row() + (goesOn ? 0 : 1) : 0;
    const QModelIndexList found =
        model()->match(model()->index(start % model()->rowCount(), 0), Qt::DisplayRole, m_typed, 1,
                       Qt::MatchStartsWith | Qt::MatchWrap);
    if (!found.isEmpty())
        setCurrentIndex(found.front().siblingAtColumn(qMax(0, current.column())));
}

void MatrixView::carry(int step)
{
    const QModelIndex from = currentIndex();
    const QModelIndex to = from.siblingAtColumn(from.column() + step);
    if (from.isValid() && from.column() > 0 && to.isValid() && to.column() > 0)
        Q_EMIT promoteRequested(from, to);
}

void MatrixView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void MatrixView::updateGeometries()
{
    QTableView::updateGeometries();
    if (m_frozen)
        placeFrozenColumn();
}

/// The widths follow the window: apps as wide as their names need, environments share the rest.
void MatrixView::fitColumns()
{
    const int columns = model() ? model()->columnCount() : 0;
    if (columns == 0 || m_fitting)
        return;
    m_fitting = true;
    const int app = qBound(smallestApp, sizeHintForColumn(0) + 12, largestApp);
    setColumnWidth(0, app);
    m_frozen->setColumnWidth(0, app);
    const int environments = columns - 1;
    int rest = viewport()->width() - app;
    for (int column = 1; column < columns; ++column) {
        const int width = qMax(smallestCell, rest / (environments - column + 1));
        setColumnWidth(column, width);
        rest -= width;
    }
    m_fitting = false;
    placeFrozenColumn();
}

void MatrixView::placeFrozenColumn()
{
    m_frozen->setGeometry(frameWidth(), frameWidth(), columnWidth(0),
                          viewport()->height() + horizontalHeader()->height());
    m_frozen->setVisible(model() && model()->columnCount() > 0);
}

void MatrixView::startDrag(Qt::DropActions)
{
    const QModelIndex from = currentIndex();
    if (!from.isValid() || from.column() == 0 || from.data().toString().isEmpty())
        return;
    auto *content = new QMimeData;
    content->setData(cellFormat, QByteArray::number(from.row()));
    content->setText(from.data().toString());
    auto *drag = new QDrag(this);
    drag->setMimeData(content);
    const Chip chip{.text =
                        from.siblingAtColumn(0).data().toString() + u' ' + from.data().toString(),
                    .tone = Tone::Accent,
                    .glyph = Glyph::Promote};
    QPixmap picture(chipSize(chip) * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintChip(painter, QRect({0, 0}, chipSize(chip)), chip);
    painter.end();
    drag->setPixmap(picture);
    m_dragged = from;
    drag->exec(Qt::CopyAction);
    m_dragged = QModelIndex();
    m_dropTarget = QModelIndex();
    viewport()->update();
}

bool MatrixView::acceptsDrop(const QModelIndex &target) const
{
    return m_dragged.isValid() && target.isValid() && target.row() == m_dragged.row()
           && target.column() > 0 && target.column() != m_dragged.column();
}

void MatrixView::dragEnterEvent(QDragEnterEvent *event)
{
    event->setAccepted(m_dragged.isValid() && event->mimeData()->hasFormat(cellFormat));
}

void MatrixView::dragMoveEvent(QDragMoveEvent *event)
{
    const QModelIndex target = indexAt(event->position().toPoint());
    const bool accepted = acceptsDrop(target);
    m_dropTarget = accepted ? target : QModelIndex();
    event->setAccepted(accepted);
    viewport()->update();
}

void MatrixView::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropTarget = QModelIndex();
    viewport()->update();
}

void MatrixView::dropEvent(QDropEvent *event)
{
    const QModelIndex target = indexAt(event->position().toPoint());
    if (!acceptsDrop(target))
        return;
    event->acceptProposedAction();
    const QModelIndex from = m_dragged;
    // The page may open a review; the drag has to end first.
    QMetaObject::invokeMethod(
        this,
        [this, from = QPersistentModelIndex(from), to = QPersistentModelIndex(target)] {
            if (from.isValid() && to.isValid())
                Q_EMIT promoteRequested(from, to);
        },
        Qt::QueuedConnection);
}

void MatrixView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!m_dropTarget.isValid())
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(themeColor(Theme::Color::Accent), 2, Qt::DashLine));
    painter.drawRoundedRect(QRectF(visualRect(m_dropTarget)).adjusted(2, 2, -3, -3), 4, 4);
}

} // namespace plumb::ui
