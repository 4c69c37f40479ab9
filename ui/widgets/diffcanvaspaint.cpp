// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/chip.h"
#include "ui/widgets/diffcanvas.h"

#include <QPainter>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

using Color = Theme::Color;
using Kind = DiffRow::Kind;

constexpr int markWidth = 3;
constexpr int markRoom = 10; // left of the numbers
constexpr int signRoom = 14; // right of the numbers
constexpr int chipGap = 14;

QString signOf(Kind kind, int side)
{
    if (kind == Kind::Same || kind == Kind::Fold)
        return {};
    return side == 0 ? u"−"_s : u"+"_s;
}

} // namespace

int DiffCanvas::gutterWidth() const
{
    const auto lines = qMax(m_document->left.lines.size(), m_document->right.lines.size());
    const auto digits = qMax(3, int(QString::number(lines).size()));
    return markRoom + int(digits * letterWidth()) + signRoom + 4;
}

QRect DiffCanvas::paneRect(int pane) const
{
    const int width = viewport()->width();
    if (isInline())
        return {0, 0, width, viewport()->height()};
    const int half = width / 2;
    return pane == 0 ? QRect(0, 0, half, viewport()->height())
                     : QRect(half, 0, width - half, viewport()->height());
}

QRect DiffCanvas::textArea(int pane) const
{
    return paneRect(pane).adjusted(gutterWidth(), 0, 0, 0);
}

QColor DiffCanvas::background(const DiffRow &row, int side) const
{
    if (row.kind == Kind::Same)
        return themeColor(Color::Base);
    return themeColor(side == 0 ? Color::RemovedLine : Color::AddedLine);
}

void DiffCanvas::paintRow(QPainter &painter, int row, const QRect &place)
{
    if (m_layout.rows[std::size_t(row)].kind == Kind::Fold) {
        paintFold(painter, row, place);
    } else {
        for (int pane = 0; pane < paneCount(); ++pane)
            paintPane(painter, pane, row, place);
    }
    if (!isInline())
        painter.fillRect(QRect(paneRect(1).left(), place.top(), 1, place.height()),
                         themeColor(Color::Border));
}

void DiffCanvas::paintPane(QPainter &painter, int pane, int row, const QRect &place)
{
    const DiffRow &entry = m_layout.rows[std::size_t(row)];
    const LineRef line = lineAt(pane, row);
    const QRect whole(paneRect(pane).left(), place.top(), paneRect(pane).width(), place.height());
    const QRect gutter(whole.left(), whole.top(), gutterWidth(), whole.height());
    if (!line.isValid()) {
        painter.fillRect(gutter, themeColor(Color::Gutter));
        paintFiller(painter, whole.adjusted(gutter.width(), 0, 0, 0));
        painter.fillRect(QRect(gutter.right(), gutter.top(), 1, gutter.height()),
                         themeColor(Color::Border));
        return;
    }
    QColor fill = background(entry, line.side);
    if (entry.kind == Kind::Same && caret().row == row && hasFocus())
        fill = themeColor(Color::CurrentLine);
    painter.fillRect(whole, fill);
    paintGutter(painter, line, entry, gutter);

    LineLook look;
    const bool paired = entry.left >= 0 && entry.right >= 0 && entry.kind != Kind::Same;
    if (paired) {
        const WordDiff &words = wordsOf(row);
        look.emphasis = line.side == 0 ? words.left : words.right;
        look.emphasisColor = themeColor(line.side == 0 ? Color::RemovedWord : Color::AddedWord);
    }
    const int end = paintText(painter, pane, row, look);
    const LineNote *note = noteOf(line);
    if (note && !note->chip.isEmpty()) {
        const QRect room(end + chipGap, place.top(), whole.right() - end - chipGap - 4,
                         place.height());
        painter.save();
        paintChip(painter, room, {.text = note->chip, .tone = note->tone});
        painter.restore();
    }
}

void DiffCanvas::paintGutter(QPainter &painter, LineRef line, const DiffRow &row,
                             const QRect &gutter) const
{
    const bool changed = row.kind != Kind::Same;
    if (!changed)
        painter.fillRect(gutter, themeColor(Color::Gutter));
    painter.fillRect(QRect(gutter.right(), gutter.top(), 1, gutter.height()),
                     themeColor(Color::Border));
    if (changed && row.group == m_current)
        painter.fillRect(QRect(gutter.left(), gutter.top(), markWidth, gutter.height()),
                         themeColor(Color::Accent));
    const LineNote *note = noteOf(line);
    if (note && note->marked) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::current().toneText(note->tone));
        painter.drawEllipse(QPointF(gutter.left() + 8, gutter.center().y() + 0.5), 2.5, 2.5);
        painter.restore();
    }
    painter.setPen(themeColor(Color::GutterText));
    const QRect numbers = gutter.adjusted(0, 0, -signRoom - 2, 0);
    painter.drawText(numbers, Qt::AlignRight | Qt::AlignVCenter, QString::number(line.line + 1));
    const QString sign = signOf(row.kind, line.side);
    if (sign.isEmpty())
        return;
    painter.setPen(themeColor(line.side == 0 ? Color::RemovedText : Color::AddedText));
    painter.drawText(QRect(numbers.right() + 1, gutter.top(), signRoom, gutter.height()),
                     Qt::AlignCenter, sign);
}

void DiffCanvas::paintFold(QPainter &painter, int row, const QRect &place) const
{
    const DiffRow &fold = m_layout.rows[std::size_t(row)];
    painter.fillRect(place, themeColor(Color::FoldLine));
    painter.setPen(themeColor(Color::FoldText));
    const QString text = u"⋯ "_s + tr("%n unchanged lines", nullptr, fold.hidden);
    for (int pane = 0; pane < paneCount(); ++pane) {
        const QRect area(textArea(pane).left() + textPadding, place.top(), textArea(pane).width(),
                         place.height());
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
    if (caret().row == row && hasFocus()) {
        painter.setPen(QPen(themeColor(Color::Focus), 1, Qt::DotLine));
        painter.drawRect(place.adjusted(0, 0, -1, -1));
    }
}

void DiffCanvas::paintFiller(QPainter &painter, const QRect &place) const
{
    painter.fillRect(place, themeColor(Color::FillerLine));
    // The hatching moves with the text, not with the window.
    painter.setBrushOrigin(0, -verticalScrollBar()->value());
    painter.fillRect(place, QBrush(themeColor(Color::FillerHatch), Qt::BDiagPattern));
    painter.setBrushOrigin(0, 0);
}

const WordDiff &DiffCanvas::wordsOf(int row)
{
    const DiffRow &entry = m_layout.rows[std::size_t(row)];
    const std::pair key(entry.left, entry.right);
    auto known = m_words.find(key);
    if (known == m_words.end())
        known = m_words.insert(key, diffWords(m_document->left.lines[entry.left],
                                              m_document->right.lines[entry.right]));
    return *known;
}

} // namespace plumb::ui
