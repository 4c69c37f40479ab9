// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/textcanvas.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScrollBar>

#include <limits>

namespace plumb::ui {

namespace {

constexpr int farAway = std::numeric_limits<int>::max() / 2;

bool isWordLetter(QChar letter)
{
    return letter.isLetterOrNumber() || letter == u'_' || letter == u'-' || letter == u'.';
}

} // namespace

int TextCanvas::paneAt(int x) const
{
    int pane = paneCount() - 1;
    while (pane > 0 && x < textArea(pane).left())
        --pane;
    return pane;
}

TextCanvas::Position TextCanvas::positionAt(const QPoint &point) const
{
    const int pane = m_dragging ? m_anchor.pane : paneAt(point.x());
    const int row = qBound(0, rowAt(point.y()), qMax(0, rowCount() - 1));
    const LineRef line = lineAt(pane, row);
    const double x =
        point.x() - textArea(pane).left() - textPadding + double(horizontalScrollBar()->value());
    return {pane, row, line.isValid() ? columnAt(textOf(line), x) : 0};
}

void TextCanvas::setCaret(Position position, bool selects)
{
    position.row = qBound(0, position.row, qMax(0, rowCount() - 1));
    const bool moved = position != m_caret;
    m_caret = position;
    if (!selects)
        m_anchor = position;
    ensureVisible(position);
    viewport()->update();
    if (moved)
        Q_EMIT caretMoved();
}

void TextCanvas::goToRow(int row, bool centre)
{
    setCaret({m_caret.pane, row, 0}, false);
    if (centre)
        verticalScrollBar()->setValue(row * lineHeight() - viewport()->height() / 3);
}

void TextCanvas::ensureVisible(const Position &position)
{
    const QRect place = rowRect(position.row);
    QScrollBar *bar = verticalScrollBar();
    if (place.top() < 0)
        bar->setValue(bar->value() + place.top());
    else if (place.bottom() >= viewport()->height())
        bar->setValue(bar->value() + place.bottom() - viewport()->height() + 1);

    const LineRef line = lineAt(position.pane, position.row);
    if (!line.isValid())
        return;
    const QStringView text = textOf(line);
    const int x = int(xOf(text, qMin(position.column, int(text.size()))));
    const int width = textArea(position.pane).width() - 2 * textPadding;
    QScrollBar *sideways = horizontalScrollBar();
    if (x < sideways->value())
        sideways->setValue(qMax(0, x - width / 4));
    else if (x > sideways->value() + width)
        sideways->setValue(x - width * 3 / 4);
}

void TextCanvas::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (event->matches(QKeySequence::ZoomIn) || event->key() == Qt::Key_Equal) {
        zoom(1);
    } else if (event->matches(QKeySequence::ZoomOut)) {
        zoom(-1);
    } else if (event->key() == Qt::Key_0 && event->modifiers() == Qt::ControlModifier) {
        resetZoom();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        activateRow(m_caret.row);
    } else {
        moveCaret(event);
    }
}

void TextCanvas::moveCaret(QKeyEvent *event)
{
    // Alt with arrows belongs to the view's own commands.
    if (event->modifiers() & Qt::AltModifier) {
        event->ignore();
        return;
    }
    const Position next = moved(*event);
    if (next == m_caret && event->key() != Qt::Key_Home && event->key() != Qt::Key_End) {
        event->ignore();
        return;
    }
    setCaret(next, event->modifiers() & Qt::ShiftModifier);
}

TextCanvas::Position TextCanvas::moved(const QKeyEvent &event) const
{
    const bool control = event.modifiers() & Qt::ControlModifier;
    const int page = qMax(1, viewport()->height() / m_lineHeight - 1);
    const int lastRow = qMax(0, rowCount() - 1);
    const LineRef line = lineAt(m_caret.pane, m_caret.row);
    const int size = line.isValid() ? int(textOf(line).size()) : 0;
    Position next = m_caret;
    switch (event.key()) {
    case Qt::Key_Down: next.row = qMin(lastRow, next.row + 1); break;
    case Qt::Key_Up: next.row = qMax(0, next.row - 1); break;
    case Qt::Key_PageDown: next.row = qMin(lastRow, next.row + page); break;
    case Qt::Key_PageUp: next.row = qMax(0, next.row - page); break;
    case Qt::Key_Home:
        next.column = 0;
        next.row = control ? 0 : next.row;
        break;
    case Qt::Key_End:
        next.column = control ? farAway : size;
        next.row = control ? lastRow : next.row;
        break;
    case Qt::Key_Left:
        if (control)
            next.pane = qMax(0, next.pane - 1);
        else
            next.column = qMax(0, qMin(next.column, size) - 1);
        break;
    case Qt::Key_Right:
        if (control)
            next.pane = qMin(paneCount() - 1, next.pane + 1);
        else
            next.column = qMin(size, next.column + 1);
        break;
    default: break;
    }
    return next;
}

void TextCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressedAt = event->position().toPoint();
    if (rowAt(m_pressedAt.y()) >= rowCount())
        return;
    const Position position = positionAt(m_pressedAt);
    const bool selects = (event->modifiers() & Qt::ShiftModifier) && position.pane == m_anchor.pane;
    setCaret(position, selects);
    m_dragging = true;
}

void TextCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragging)
        return;
    const QPoint point = event->position().toPoint();
    if ((point - m_pressedAt).manhattanLength() < QApplication::startDragDistance() / 2)
        return;
    setCaret(positionAt(point), true);
}

void TextCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const bool clicked = m_dragging && event->position().toPoint() == m_pressedAt;
    m_dragging = false;
    const int row = rowAt(m_pressedAt.y());
    if (clicked && row < rowCount() && !lineAt(m_caret.pane, row).isValid())
        activateRow(row);
}

void TextCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Position position = positionAt(event->position().toPoint());
    const LineRef line = lineAt(position.pane, position.row);
    if (!line.isValid())
        return;
    const QStringView text = textOf(line);
    int start = qMin(position.column, int(text.size()));
    int end = start;
    while (start > 0 && isWordLetter(text[start - 1]))
        --start;
    while (end < text.size() && isWordLetter(text[end]))
        ++end;
    m_anchor = {position.pane, position.row, start};
    setCaret({position.pane, position.row, end}, true);
}

} // namespace plumb::ui
