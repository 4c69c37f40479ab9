// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/diffcanvas.h"

#include "ui/text/difffields.h"
#include "ui/widgets/diffaccessible.h"
#include "ui/widgets/diffruler.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

// How many hidden lines one step of a fold brings back.
constexpr int foldStep = 20;

} // namespace

DiffCanvas::DiffCanvas(QWidget *parent)
    : TextCanvas(parent)
    , m_document(std::make_shared<DiffDocument>())
    , m_header(new DiffHeader(this))
    , m_ruler(new DiffRuler(this))
{
    installDiffAccessible();
    setObjectName(u"comparison"_s);
    setAccessibleName(tr("Comparison"));
    setViewportMargins(0, m_header->sizeHint().height(), m_ruler->sizeHint().width(), 0);
    connect(this, &TextCanvas::caretMoved, this, &DiffCanvas::followCaret);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, m_ruler, qOverload<>(&QWidget::update));
    connect(this, &DiffCanvas::layoutChanged, m_ruler, qOverload<>(&QWidget::update));
}

const AnnotatedText &DiffCanvas::side(int index) const
{
    return index == 0 ? m_document->left : m_document->right;
}

QString DiffCanvas::pathAtCaret() const
{
    const LineRef line = caretLine();
    return line.isValid() ? side(line.side).paths.value(line.line) : QString();
}

QString DiffCanvas::spoken() const
{
    if (m_current >= 0 && m_current < int(m_document->hunks.size()))
        return spokenChange(*m_document, m_document->hunks[std::size_t(m_current)]);
    const LineRef line = caretLine();
    return line.isValid() ? textOf(line).trimmed().toString() : QString();
}

void DiffCanvas::setDocument(std::shared_ptr<const DiffDocument> document, bool keepsPlace)
{
    const int scrolled = verticalScrollBar()->value();
    m_document = document ? std::move(document) : std::make_shared<const DiffDocument>();
    m_words.clear();
    m_current = -1;
    if (!keepsPlace)
        m_options.reveals.clear();
    m_layout = layOut(*m_document, m_options);
    resetContents({m_document->left.lines, m_document->right.lines});
    verticalScrollBar()->setValue(keepsPlace ? scrolled : 0);
    setAccessibleDescription(tr("%n changes", nullptr, int(m_layout.changes.size())));
    m_header->update();
    Q_EMIT layoutChanged();
}

void DiffCanvas::setArrangement(DiffArrangement arrangement)
{
    if (arrangement == m_options.arrangement)
        return;
    changeRows([this, arrangement] {
        m_options.arrangement = arrangement;
        m_layout = layOut(*m_document, m_options);
    });
    m_header->update();
    Q_EMIT layoutChanged();
}

void DiffCanvas::setContextLines(int count)
{
    m_options.context = count;
    m_options.reveals.clear();
    relayOut();
}

void DiffCanvas::relayOut()
{
    changeRows([this] { m_layout = layOut(*m_document, m_options); });
    Q_EMIT layoutChanged();
}

void DiffCanvas::goToChange(int index)
{
    if (index < 0 || index >= int(m_layout.changes.size()))
        return;
    const DiffLayout::Change &change = m_layout.changes[std::size_t(index)];
    const int visible = viewport()->height() / qMax(1, lineHeight());
    const bool fits = change.firstRow >= firstVisibleRow() + 1
                      && change.firstRow + change.rowCount < firstVisibleRow() + visible - 1;
    goToRow(change.firstRow, !fits);
    if (m_current != index) {
        m_current = index;
        Q_EMIT currentChangeChanged(index);
    }
    if (QAccessible::isActive())
        announce(this, spoken());
}

void DiffCanvas::goToLeftLine(int line)
{
    reveal({0, line});
    goToRow(rowOf({0, line}), true);
}

void DiffCanvas::scrollToRow(int row)
{
    verticalScrollBar()->setValue(row * lineHeight() - viewport()->height() / 2);
}

/// The change that the caret is in is the current one; between changes the last one stays.
void DiffCanvas::followCaret()
{
    if (caret().row >= rowCount())
        return;
    const DiffRow &row = m_layout.rows[std::size_t(caret().row)];
    if (row.kind == DiffRow::Kind::Same || row.kind == DiffRow::Kind::Fold
        || row.group == m_current)
        return;
    m_current = row.group;
    Q_EMIT currentChangeChanged(m_current);
}

int DiffCanvas::paneCount() const
{
    return isInline() ? 1 : 2;
}

int DiffCanvas::lineCount(int index) const
{
    return int(side(index).lines.size());
}

LineRef DiffCanvas::lineAt(int pane, int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const DiffRow &entry = m_layout.rows[std::size_t(row)];
    if (entry.kind == DiffRow::Kind::Fold)
        return {};
    if (!isInline())
        return {pane, pane == 0 ? entry.left : entry.right};
    return entry.kind == DiffRow::Kind::Removed ? LineRef{0, entry.left} : LineRef{1, entry.right};
}

QStringView DiffCanvas::textOf(LineRef line) const
{
    return line.isValid() ? QStringView(side(line.side).lines[line.line]) : QStringView();
}

int DiffCanvas::rowOf(LineRef line) const
{
    return line.side == 0 ? m_layout.rowOfLeft(line.line) : m_layout.rowOfRight(line.line);
}

int DiffCanvas::paneOf(LineRef line) const
{
    return isInline() ? 0 : line.side;
}

bool DiffCanvas::isSearched(LineRef line) const
{
    if (!isInline() || line.side == 1)
        return true;
    const int row = rowOf(line);
    return row >= 0 && lineAt(0, row) == line;
}

TextCanvas::HiddenLines DiffCanvas::hiddenLines(int pane, int row) const
{
    const DiffRow &fold = m_layout.rows[std::size_t(row)];
    if (fold.kind != DiffRow::Kind::Fold)
        return {};
    const int side = isInline() ? 1 : pane;
    return {{side, side == 0 ? fold.left : fold.right}, fold.hidden};
}

void DiffCanvas::reveal(LineRef line)
{
    const int row = rowOf(line);
    if (row < 0 || m_layout.rows[std::size_t(row)].kind != DiffRow::Kind::Fold)
        return;
    const DiffRow fold = m_layout.rows[std::size_t(row)];
    const int offset = line.line - (line.side == 0 ? fold.left : fold.right);
    DiffReveal &shown = m_options.reveals[fold.group];
    if (offset < fold.hidden / 2)
        shown.top += offset + 3;
    else
        shown.bottom += fold.hidden - offset + 2;
    relayOut();
}

void DiffCanvas::activateRow(int row)
{
    expandFold(row, QApplication::keyboardModifiers() & Qt::ShiftModifier);
}

void DiffCanvas::expandFold(int row, bool whole)
{
    if (row < 0 || row >= rowCount() || m_layout.rows[std::size_t(row)].kind != DiffRow::Kind::Fold)
        return;
    const DiffRow fold = m_layout.rows[std::size_t(row)];
    const bool atStart = fold.group == 0;
    const bool atEnd = fold.group == int(m_document->hunks.size());
    DiffReveal &shown = m_options.reveals[fold.group];
    if (whole || fold.hidden <= foldStep + m_options.smallestFold) {
        shown.top += fold.hidden;
    } else {
        shown.top += atStart ? 0 : atEnd ? foldStep : foldStep / 2;
        shown.bottom += atEnd ? 0 : atStart ? foldStep : foldStep / 2;
    }
    relayOut();
}

const LineNote *DiffCanvas::noteOf(LineRef line) const
{
    if (!line.isValid())
        return nullptr;
    const auto note = side(line.side).notes.constFind(line.line);
    return note == side(line.side).notes.constEnd() ? nullptr : &*note;
}

LineRef DiffCanvas::gutterAt(const QPoint &position) const
{
    const int row = rowAt(position.y());
    for (int pane = 0; pane < paneCount(); ++pane) {
        const QRect place = paneRect(pane);
        if (position.x() >= place.left() && position.x() < place.left() + gutterWidth())
            return lineAt(pane, row);
    }
    return {};
}

QString DiffCanvas::toolTipAt(const QPoint &position) const
{
    const LineNote *note = noteOf(gutterAt(position));
    if (!note) {
        const int row = rowAt(position.y());
        const bool fold =
            row < rowCount() && m_layout.rows[std::size_t(row)].kind == DiffRow::Kind::Fold;
        return fold ? tr("Click to show more, Shift+click to show all") : QString();
    }
    QStringList parts;
    if (!note->tooltip.isEmpty())
        parts += note->tooltip;
    if (!note->file.isEmpty())
        parts += tr("Set in %1:%2. Click to open.").arg(note->file).arg(note->line);
    return parts.join(u'\n');
}

void DiffCanvas::resizeEvent(QResizeEvent *event)
{
    TextCanvas::resizeEvent(event);
    const QRect inside = viewport()->geometry();
    const int header = m_header->sizeHint().height();
    m_header->setGeometry(inside.left(), inside.top() - header,
                          inside.width() + m_ruler->sizeHint().width(), header);
    m_ruler->setGeometry(inside.right() + 1, inside.top(), m_ruler->sizeHint().width(),
                         inside.height());
}

void DiffCanvas::mousePressEvent(QMouseEvent *event)
{
    const LineNote *note = noteOf(gutterAt(event->position().toPoint()));
    TextCanvas::mousePressEvent(event);
    if (event->button() == Qt::LeftButton && note && !note->file.isEmpty())
        Q_EMIT provenanceActivated(note->file, note->line);
}

void DiffCanvas::mouseMoveEvent(QMouseEvent *event)
{
    TextCanvas::mouseMoveEvent(event);
    const QPoint position = event->position().toPoint();
    const int row = rowAt(position.y());
    const LineNote *note = noteOf(gutterAt(position));
    const bool fold =
        row < rowCount() && m_layout.rows[std::size_t(row)].kind == DiffRow::Kind::Fold;
    viewport()->setCursor(fold || (note && !note->file.isEmpty()) ? Qt::PointingHandCursor
                                                                  : Qt::IBeamCursor);
}

void DiffCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu;
    menu.addAction(tr("Copy"), this, &TextCanvas::copy)->setEnabled(rowCount() > 0);
    const QString path = pathAtCaret();
    menu.addAction(tr("Copy field path"), this,
                   [path] { QApplication::clipboard()->setText(path); })
        ->setEnabled(!path.isEmpty());
    const LineNote *note = noteOf(caretLine());
    if (note && !note->file.isEmpty()) {
        const QString file = note->file;
        const int line = note->line;
        menu.addAction(tr("Open %1:%2").arg(file).arg(line), this,
                       [this, file, line] { Q_EMIT provenanceActivated(file, line); });
    }
    if (note && note->secret)
        menu.addAction(tr("Reveal value…"), this, [this, path] { Q_EMIT revealRequested(path); });
    menu.addSeparator();
    menu.addAction(tr("Select all"), this, &TextCanvas::selectAll);
    menu.exec(event->globalPos());
}

} // namespace plumb::ui
