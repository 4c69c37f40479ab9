// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/yamlcanvas.h"

#include "ui/widgets/chip.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

using Color = Theme::Color;

constexpr int foldsWidth = 18;
constexpr int margin = 8;
constexpr int longestShownOrigin = 44;

} // namespace

YamlCanvas::YamlCanvas(QWidget *parent)
    : TextCanvas(parent)
{
    setObjectName(u"yaml"_s);
    setAccessibleName(tr("YAML"));
}

QString YamlCanvas::pathAtCaret() const
{
    const LineRef line = caretLine();
    return line.isValid() ? m_text.paths.value(line.line) : QString();
}

void YamlCanvas::setText(AnnotatedText text)
{
    const bool same =
        text.title == m_text.title && text.revision == m_text.revision && !m_text.title.isEmpty();
    const int scrolled = verticalScrollBar()->value();
    m_text = std::move(text);
    if (m_text.paths.size() != m_text.lines.size())
        m_text.paths = YamlOutline::paths(m_text.lines);
    m_outline = YamlOutline::of(m_text.lines);
    if (!same)
        m_folded.clear();
    m_longestOrigin = 0;
    for (auto note = m_text.notes.cbegin(); note != m_text.notes.cend(); ++note)
        m_longestOrigin = qMax(m_longestOrigin, int(originOf(note.key()).size()));
    m_showsOrigins = m_longestOrigin > 0;
    layOutRows();
    resetContents({m_text.lines});
    verticalScrollBar()->setValue(same ? scrolled : 0);
}

void YamlCanvas::setOriginsVisible(bool visible)
{
    m_showsOrigins = visible && m_longestOrigin > 0;
    contentsChanged();
}

void YamlCanvas::goToLine(int line)
{
    if (line < 0 || line >= m_text.lines.size())
        return;
    reveal({0, line});
    goToRow(rowOf({0, line}), true);
}

void YamlCanvas::foldAll()
{
    changeRows([this] {
        m_folded.clear();
        for (const FoldRange &fold : m_outline.folds())
            m_folded.insert(fold.header);
        layOutRows();
    });
}

void YamlCanvas::unfoldAll()
{
    changeRows([this] {
        m_folded.clear();
        layOutRows();
    });
}

void YamlCanvas::layOutRows()
{
    m_rows.clear();
    m_rows.reserve(std::size_t(m_text.lines.size()));
    for (int line = 0; line < int(m_text.lines.size()); ++line) {
        m_rows.push_back(line);
        if (!m_folded.contains(line))
            continue;
        if (const FoldRange *fold = m_outline.foldAt(line))
            line = fold->last;
    }
}

void YamlCanvas::toggleFold(int line)
{
    if (!m_outline.foldAt(line))
        return;
    changeRows([this, line] {
        if (!m_folded.erase(line))
            m_folded.insert(line);
        layOutRows();
    });
}

int YamlCanvas::lineCount(int) const
{
    return int(m_text.lines.size());
}

LineRef YamlCanvas::lineAt(int, int row) const
{
    return row >= 0 && row < rowCount() ? LineRef{0, m_rows[std::size_t(row)]} : LineRef();
}

QStringView YamlCanvas::textOf(LineRef line) const
{
    return line.isValid() ? QStringView(m_text.lines[line.line]) : QStringView();
}

int YamlCanvas::rowOf(LineRef line) const
{
    // A hidden line is where its fold's header is.
    const auto after = std::ranges::upper_bound(m_rows, line.line);
    return int(after - m_rows.begin()) - 1;
}

TextCanvas::HiddenLines YamlCanvas::hiddenLines(int, int row) const
{
    const int line = m_rows[std::size_t(row)];
    const int next = row + 1 < rowCount() ? m_rows[std::size_t(row + 1)] : int(m_text.lines.size());
    return {{0, line + 1}, next - line - 1};
}

void YamlCanvas::reveal(LineRef line)
{
    changeRows([this, line] {
        std::erase_if(m_folded, [&](int header) {
            const FoldRange *fold = m_outline.foldAt(header);
            return fold && line.line > fold->header && line.line <= fold->last;
        });
        layOutRows();
    });
}

int YamlCanvas::numbersWidth() const
{
    const auto digits = qMax(3, int(QString::number(m_text.lines.size()).size()));
    return margin + int(digits * letterWidth()) + 6;
}

int YamlCanvas::originsWidth() const
{
    if (!m_showsOrigins)
        return 0;
    const int wanted =
        int(qMin(m_longestOrigin, longestShownOrigin) * letterWidth() * 0.92) + 2 * margin;
    return qMin(wanted, viewport()->width() * 2 / 5);
}

QRect YamlCanvas::textArea(int) const
{
    const int left = numbersWidth() + foldsWidth;
    return {left, 0, qMax(0, viewport()->width() - left - originsWidth()), viewport()->height()};
}

YamlCanvas::Part YamlCanvas::partAt(int x) const
{
    if (x < numbersWidth())
        return Part::Numbers;
    if (x < numbersWidth() + foldsWidth)
        return Part::Folds;
    return x >= textArea(0).right() + 1 && m_showsOrigins ? Part::Origins : Part::Text;
}

QString YamlCanvas::originOf(int line) const
{
    const LineNote note = m_text.notes.value(line);
    return note.file.isEmpty() ? QString() : QString(note.file + u':' + QString::number(note.line));
}

const LineNote *YamlCanvas::noteAt(int row) const
{
    const LineRef line = lineAt(0, row);
    const auto note = m_text.notes.constFind(line.line);
    return line.isValid() && note != m_text.notes.constEnd() ? &*note : nullptr;
}

void YamlCanvas::paintRow(QPainter &painter, int row, const QRect &place)
{
    const bool current = caret().row == row && hasFocus();
    painter.fillRect(place, themeColor(current ? Color::CurrentLine : Color::Base));
    paintMargin(painter, row, place);
    int end = paintText(painter, 0, row, {});
    const LineNote *note = noteAt(row);
    const int line = m_rows[std::size_t(row)];
    const QRect area = textArea(0);
    if (m_folded.contains(line)) {
        const FoldRange *fold = m_outline.foldAt(line);
        const Chip chip{.text = tr("%n lines", nullptr, fold ? fold->last - fold->header : 0)};
        painter.save();
        paintChip(painter,
                  QRect(end + margin, place.top(), area.right() - end - margin, place.height()),
                  chip);
        painter.restore();
        end += chipSize(chip).width() + margin;
    }
    if (note && !note->chip.isEmpty()) {
        painter.save();
        paintChip(painter,
                  QRect(end + margin, place.top(), area.right() - end - margin, place.height()),
                  {.text = note->chip, .tone = note->tone});
        painter.restore();
    }
    if (m_showsOrigins)
        paintOrigin(painter, row, place);
}

void YamlCanvas::paintMargin(QPainter &painter, int row, const QRect &place) const
{
    const int line = m_rows[std::size_t(row)];
    const QRect gutter(place.left(), place.top(), numbersWidth() + foldsWidth, place.height());
    painter.fillRect(gutter, themeColor(Color::Gutter));
    painter.fillRect(QRect(gutter.right(), place.top(), 1, place.height()),
                     themeColor(Color::Border));
    painter.setPen(themeColor(Color::GutterText));
    painter.drawText(QRect(0, place.top(), numbersWidth(), place.height()),
                     Qt::AlignRight | Qt::AlignVCenter, QString::number(line + 1));
    if (m_outline.foldAt(line))
        paintGlyph(painter,
                   QRectF(numbersWidth() + 3, place.top() + (place.height() - 12) / 2.0, 12, 12),
                   m_folded.contains(line) ? Glyph::ChevronRight : Glyph::ChevronDown,
                   themeColor(Color::FaintText));
}

/// As in a blame column, lines that were set by the same file and line in a row name it once.
void YamlCanvas::paintOrigin(QPainter &painter, int row, const QRect &place) const
{
    const QRect column(textArea(0).right() + 1, place.top(), originsWidth(), place.height());
    painter.fillRect(column, themeColor(Color::Gutter));
    painter.fillRect(QRect(column.left(), column.top(), 1, column.height()),
                     themeColor(Color::Border));
    const QString origin = originOf(m_rows[std::size_t(row)]);
    if (origin.isEmpty() || (row > 0 && originOf(m_rows[std::size_t(row - 1)]) == origin))
        return;
    painter.save();
    painter.setFont(themeFont(Theme::Font::MonospaceSmall));
    painter.setPen(themeColor(Color::FaintText));
    const QRect text = column.adjusted(margin, 0, -margin, 0);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(origin, Qt::ElideMiddle, text.width()));
    painter.restore();
}

void YamlCanvas::activateRow(int row)
{
    if (row >= 0 && row < rowCount())
        toggleFold(m_rows[std::size_t(row)]);
}

QString YamlCanvas::toolTipAt(const QPoint &position) const
{
    const Part part = partAt(position.x());
    const LineNote *note = noteAt(rowAt(position.y()));
    if (!note || part == Part::Text)
        return {};
    QStringList parts;
    if (!note->tooltip.isEmpty())
        parts += note->tooltip;
    if (!note->file.isEmpty())
        parts += tr("Set in %1:%2. Click to open.").arg(note->file).arg(note->line);
    return parts.join(u'\n');
}

void YamlCanvas::keyPressEvent(QKeyEvent *event)
{
    const LineRef line = caretLine();
    const bool folds =
        line.isValid() && event->modifiers() == Qt::ControlModifier && m_outline.foldAt(line.line);
    if (folds && event->key() == Qt::Key_Left && !m_folded.contains(line.line))
        toggleFold(line.line);
    else if (folds && event->key() == Qt::Key_Right && m_folded.contains(line.line))
        toggleFold(line.line);
    else
        TextCanvas::keyPressEvent(event);
}

void YamlCanvas::mousePressEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    const int row = rowAt(point.y());
    const Part part = partAt(point.x());
    if (event->button() == Qt::LeftButton && row < rowCount()) {
        if (part == Part::Folds) {
            toggleFold(m_rows[std::size_t(row)]);
            return;
        }
        const LineNote *note = noteAt(row);
        if (part == Part::Origins && note && !note->file.isEmpty()) {
            Q_EMIT provenanceActivated(note->file, note->line);
            return;
        }
    }
    TextCanvas::mousePressEvent(event);
}

void YamlCanvas::mouseMoveEvent(QMouseEvent *event)
{
    TextCanvas::mouseMoveEvent(event);
    const Part part = partAt(event->position().toPoint().x());
    viewport()->setCursor(part == Part::Text      ? Qt::IBeamCursor
                          : part == Part::Numbers ? Qt::ArrowCursor
                                                  : Qt::PointingHandCursor);
}

void YamlCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu;
    menu.addAction(tr("Copy"), this, &TextCanvas::copy)->setEnabled(rowCount() > 0);
    const QString path = pathAtCaret();
    menu.addAction(tr("Copy field path"), this,
                   [path] { QApplication::clipboard()->setText(path); })
        ->setEnabled(!path.isEmpty());
    const LineNote *note = noteAt(caret().row);
    if (note && !note->file.isEmpty())
        menu.addAction(tr("Open %1:%2").arg(note->file).arg(note->line), this,
                       [this, file = note->file, line = note->line] {
                           Q_EMIT provenanceActivated(file, line);
                       });
    if (note && note->secret)
        menu.addAction(tr("Reveal value…"), this, [this, path] { Q_EMIT revealRequested(path); });
    menu.addSeparator();
    menu.addAction(tr("Fold all"), this, &YamlCanvas::foldAll);
    menu.addAction(tr("Unfold all"), this, &YamlCanvas::unfoldAll);
    menu.addAction(tr("Select all"), this, &TextCanvas::selectAll);
    menu.exec(event->globalPos());
}

} // namespace plumb::ui
