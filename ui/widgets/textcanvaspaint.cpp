// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/textcanvas.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace plumb::ui {

namespace {

// Of the 16 ms of a frame, what may be spent on highlighting; lines beyond are plain until the next
// one.
constexpr qint64 highlightBudget = 5;

bool isPlainAscii(QStringView text)
{
    return std::ranges::all_of(text,
                               [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
}

/// Tabs and control signs take one place, so that they neither jump nor vanish.
QString printable(QStringView text)
{
    QString result = text.toString();
    for (QChar &letter : result) {
        if (letter.unicode() < 0x20)
            letter = letter == u'\t' ? QChar(u' ') : QChar(QChar::ReplacementCharacter);
    }
    return result;
}

} // namespace

double TextCanvas::xOf(QStringView text, int column) const
{
    const QStringView before = text.left(column);
    if (isPlainAscii(before))
        return double(before.size()) * m_letterWidth;
    return QFontMetricsF(m_font).horizontalAdvance(printable(before));
}

int TextCanvas::columnAt(QStringView text, double x) const
{
    if (x <= 0)
        return 0;
    if (isPlainAscii(text))
        return int(qMin<qsizetype>(text.size(), qRound(x / m_letterWidth)));
    int low = 0;
    int high = int(text.size());
    while (low < high) {
        const int middle = (low + high) / 2;
        if ((xOf(text, middle) + xOf(text, middle + 1)) / 2 < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void TextCanvas::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), themeColor(Theme::Color::Base));
    if (!m_hasContents)
        return;
    painter.setFont(m_font);
    m_paintTime.start();
    m_plainLinesLeft = false;
    const int last = qMin(lastVisibleRow(), rowCount() - 1);
    for (int row = firstVisibleRow(); row <= last; ++row) {
        const QRect place = rowRect(row);
        if (place.intersects(event->rect()))
            paintRow(painter, row, place);
    }
    if (m_plainLinesLeft)
        QTimer::singleShot(0, viewport(), qOverload<>(&QWidget::update));
}

/// Rows that stay visible are moved, not painted again. Sideways, the gutters stay where they are,
/// so all of it is painted.
void TextCanvas::scrollContentsBy(int dx, int dy)
{
    if (dx == 0)
        viewport()->scroll(0, dy);
    else
        viewport()->update();
}

const std::vector<SyntaxSpan> *TextCanvas::spansOf(LineRef line)
{
    LineHighlighter &highlighter = m_highlighters[std::size_t(line.side)];
    if (!highlighter.isReady(line.line)) {
        if (!LineHighlighter::isPrepared())
            return nullptr;
        if (m_paintTime.elapsed() >= highlightBudget) {
            m_plainLinesLeft = true;
            return nullptr;
        }
    }
    return &highlighter.spans(line.line);
}

int TextCanvas::paintText(QPainter &painter, int pane, int row, const LineLook &look)
{
    const LineRef line = lineAt(pane, row);
    const QRect place = rowRect(row);
    QRect area = textArea(pane);
    area.setTop(place.top());
    area.setHeight(place.height());
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    paintRanges(painter, pane, row, look);
    const QStringView text = textOf(line);
    paintLetters(painter, text, spansOf(line), area, place.top());

    const double start = area.left() + textPadding - horizontalScrollBar()->value();
    if (hasFocus() && m_caret.row == row && m_caret.pane == pane) {
        const int column = qMin<int>(m_caret.column, int(text.size()));
        painter.fillRect(
            QRectF(start + xOf(text, column), place.top() + 2, 1.5, place.height() - 4),
            themeColor(Theme::Color::Text));
    }
    painter.restore();
    return qRound(start + xOf(text, int(qMin<qsizetype>(text.size(), 4000))));
}

/// What lies under the letters: emphasised words, matches of the search, the selection.
void TextCanvas::paintRanges(QPainter &painter, int pane, int row, const LineLook &look)
{
    const LineRef line = lineAt(pane, row);
    const QStringView text = textOf(line);
    const QRect place = rowRect(row);
    const double start = textArea(pane).left() + textPadding - horizontalScrollBar()->value();
    const auto fill = [&](const TextRange &range, const QColor &color, int inset) {
        const double from = xOf(text, range.start);
        const double to = xOf(text, range.start + range.length);
        const QRectF box(start + from, place.top() + inset, to - from, place.height() - 2 * inset);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.setRenderHint(QPainter::Antialiasing, inset > 0);
        if (inset > 0)
            painter.drawRoundedRect(box, 2, 2);
        else
            painter.fillRect(box, color);
    };
    for (const TextRange &range : look.emphasis)
        fill(range, look.emphasisColor, 1);
    if (m_caret.pane == pane) {
        const TextRange selected = selectionIn(pane, row);
        if (selected.length > 0)
            fill(selected, themeColor(Theme::Color::TextSelection), 0);
    }
    if (m_query.isEmpty() || m_searchTimer.isActive())
        return;
    qsizetype at = text.indexOf(m_query, 0, Qt::CaseInsensitive);
    while (at >= 0) {
        const bool isCurrent =
            m_currentMatch >= 0 && m_matches[std::size_t(m_currentMatch)] == Match{line, int(at)};
        fill({int(at), int(m_query.size())},
             themeColor(isCurrent ? Theme::Color::CurrentMatch : Theme::Color::Match), 1);
        at = text.indexOf(m_query, at + m_query.size(), Qt::CaseInsensitive);
    }
}

void TextCanvas::paintLetters(QPainter &painter, QStringView text,
                              const std::vector<SyntaxSpan> *spans, const QRect &area, int top)
{
    const Theme &theme = Theme::current();
    const bool ascii = isPlainAscii(text);
    const int scrolled = horizontalScrollBar()->value();
    // Only the letters that can be seen are drawn; a line may be a whole certificate.
    const int first = ascii ? qMax(0, int((scrolled - textPadding) / m_letterWidth)) : 0;
    const int last = ascii ? int((scrolled + area.width()) / m_letterWidth) + 1 : int(text.size());
    const double start = area.left() + textPadding - scrolled;
    const auto draw = [&](int from, int to, SyntaxKind kind) {
        from = qMax(from, first);
        to = qMin(qMin(to, last), int(text.size()));
        if (from >= to)
            return;
        painter.setPen(theme.syntax(kind));
        const QStringView run = text.mid(from, to - from);
        painter.drawText(QPointF(start + xOf(text, from), top + m_ascent),
                         ascii ? run.toString() : printable(run));
    };
    int done = 0;
    static const std::vector<SyntaxSpan> none;
    for (const SyntaxSpan &span : spans ? *spans : none) {
        draw(done, span.start, SyntaxKind::Plain);
        draw(span.start, span.start + span.length, span.kind);
        done = span.start + span.length;
    }
    draw(done, int(text.size()), SyntaxKind::Plain);
}

TextRange TextCanvas::selectionIn(int pane, int row) const
{
    const auto [from, to] =
        std::minmax(m_anchor, m_caret, [](const Position &a, const Position &b) {
            return std::pair(a.row, a.column) < std::pair(b.row, b.column);
        });
    if (from == to || row < from.row || row > to.row)
        return {};
    const LineRef line = lineAt(pane, row);
    const int size = line.isValid() ? int(textOf(line).size()) : 0;
    const int start = row == from.row ? qMin(from.column, size) : 0;
    const int end = row == to.row ? qMin(to.column, size) : size;
    return {start, end - start};
}

} // namespace plumb::ui
