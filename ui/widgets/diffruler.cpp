// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/diffruler.h"

#include "ui/widgets/diffcanvas.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

using Color = Theme::Color;

constexpr int smallestMark = 4;

QColor markColor(const DiffLayout &layout, const DiffLayout::Change &change)
{
    bool added = false;
    bool removed = false;
    const int end = qMin(change.firstRow + change.rowCount, int(layout.rows.size()));
    for (int row = change.firstRow; row < end && !(added && removed); ++row) {
        const DiffRow::Kind kind = layout.rows[std::size_t(row)].kind;
        added |= kind != DiffRow::Kind::Removed;
        removed |= kind != DiffRow::Kind::Added;
    }
    return themeColor(added && removed ? Color::RulerMark
                      : added          ? Color::AddedText
                                       : Color::RemovedText);
}

/// Title, monospaced revision and dim remark in one line.
void paintTitle(QPainter &painter, const QRect &place, const AnnotatedText &text)
{
    int x = place.left();
    const auto draw = [&](const QString &part, Theme::Font font, Color color) {
        if (part.isEmpty() || x >= place.right())
            return;
        painter.setFont(themeFont(font));
        painter.setPen(themeColor(color));
        const QFontMetrics metrics = painter.fontMetrics();
        const QString shown = metrics.elidedText(part, Qt::ElideMiddle, place.right() - x);
        painter.drawText(QRect(x, place.top(), place.right() - x, place.height()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        x += metrics.horizontalAdvance(shown) + 8;
    };
    draw(text.title, Theme::Font::Body, Color::MutedText);
    draw(text.revision, Theme::Font::MonospaceSmall, Color::Text);
    draw(text.remark.isEmpty() ? QString() : QString(u"· "_s + text.remark), Theme::Font::Body,
         Color::MutedText);
}

} // namespace

DiffRuler::DiffRuler(DiffCanvas *canvas)
    : QWidget(canvas)
    , m_canvas(canvas)
{
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Overview of the changes"));
}

void DiffRuler::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColor(Color::Panel));
    painter.fillRect(QRect(0, 0, 1, height()), themeColor(Color::Border));
    const DiffLayout &layout = m_canvas->diffLayout();
    const auto rows = double(layout.rows.size());
    if (rows < 1)
        return;
    const QScrollBar *bar = m_canvas->verticalScrollBar();
    // Short comparisons are marked where their rows are, long ones in proportion.
    const double content = bar->maximum() + m_canvas->viewport()->height();
    const double shown = bar->maximum() > 0
                             ? height()
                             : height() * qMin(1.0, rows * m_canvas->rowHeight() / content);
    if (bar->maximum() > 0) {
        const double top = height() * bar->value() / content;
        const double part = double(height()) * m_canvas->viewport()->height() / content;
        painter.fillRect(QRectF(1, top, width() - 1, qMax(8.0, part)), themeColor(Color::Pressed));
    }
    int painted = -1;
    for (const DiffLayout::Change &change : layout.changes) {
        const int top = int(shown * change.firstRow / rows);
        const int length = qMax(smallestMark, int(shown * change.rowCount / rows));
        if (top + length <= painted)
            continue;
        painter.fillRect(QRect(3, top, width() - 6, length), markColor(layout, change));
        painted = top + length;
    }
}

void DiffRuler::mousePressEvent(QMouseEvent *event)
{
    jump(event->position().toPoint().y());
}

void DiffRuler::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        jump(event->position().toPoint().y());
}

void DiffRuler::jump(int y)
{
    const auto rows = int(m_canvas->diffLayout().rows.size());
    m_canvas->scrollToRow(int(qint64(rows) * y / qMax(1, height())));
}

DiffHeader::DiffHeader(DiffCanvas *canvas)
    : QWidget(canvas)
    , m_canvas(canvas)
{
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize DiffHeader::sizeHint() const
{
    return {0, fontMetrics().height() + 14};
}

void DiffHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColor(Color::Panel));
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColor(Color::Border));
    const DiffDocument &document = m_canvas->document();
    const auto paint = [&](const QRect &pane, const AnnotatedText &text) {
        paintTitle(painter, QRect(pane.left() + 12, 0, pane.width() - 20, height() - 1), text);
    };
    if (m_canvas->arrangement() == DiffArrangement::SideBySide) {
        paint(m_canvas->paneRect(0), document.left);
        paint(m_canvas->paneRect(1), document.right);
        painter.fillRect(QRect(m_canvas->paneRect(1).left(), 0, 1, height()),
                         themeColor(Color::Border));
        return;
    }
    const QRect whole = m_canvas->paneRect(0);
    const QRect first(whole.left(), 0, whole.width() / 2, whole.height());
    const QRect second(first.right(), 0, whole.width() - first.width(), whole.height());
    paint(first, document.left);
    if (document.left.title != document.right.title
        || document.left.revision != document.right.revision)
        paint(second, document.right);
}

} // namespace plumb::ui
