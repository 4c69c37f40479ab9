// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/textcanvas.h"

#include <QApplication>
#include <QClipboard>
#include <QFocusEvent>
#include <QHelpEvent>
#include <QPointer>
#include <QScrollBar>
#include <QThreadPool>
#include <QToolTip>
#include <QtMath>

#include <algorithm>
#include <limits>

namespace plumb::ui {

namespace {

constexpr int longestMeasuredLine = 20'000;
constexpr int searchSlice = 4'000;

} // namespace

TextCanvas::TextCanvas(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    applyFont();
    m_searchTimer.setInterval(0);
    connect(&m_searchTimer, &QTimer::timeout, this, &TextCanvas::searchMore);
    connect(&Theme::current(), &Theme::changed, this, [this] {
        applyFont();
        viewport()->update();
    });
    if (!LineHighlighter::isPrepared()) {
        QThreadPool::globalInstance()->start([canvas = QPointer<TextCanvas>(this)] {
            LineHighlighter::prepare();
            QMetaObject::invokeMethod(qApp, [canvas] {
                if (canvas)
                    canvas->viewport()->update();
            });
        });
    }
}

QString TextCanvas::selectedText() const
{
    const auto [from, to] =
        std::minmax(m_anchor, m_caret, [](const Position &a, const Position &b) {
            return std::pair(a.row, a.column) < std::pair(b.row, b.column);
        });
    if (from == to)
        return {};
    QStringList lines;
    for (int row = from.row; row <= qMin(to.row, rowCount() - 1); ++row) {
        const LineRef line = lineAt(m_caret.pane, row);
        if (line.isValid()) {
            const TextRange range = selectionIn(m_caret.pane, row);
            lines += textOf(line).mid(range.start, range.length).toString();
        }
        // A selection over a fold means the text, not its picture; one that ends there does not.
        if (row == to.row && to.column <= (line.isValid() ? textOf(line).size() : 0))
            break;
        const HiddenLines hidden = hiddenLines(m_caret.pane, row);
        for (int i = 0; i < hidden.count; ++i)
            lines += textOf({hidden.first.side, hidden.first.line + i}).toString();
    }
    return lines.join(u'\n');
}

void TextCanvas::setQuery(const QString &query)
{
    startSearch(query, true);
}

void TextCanvas::startSearch(const QString &query, bool goesThere)
{
    m_query = query;
    m_searchGoesThere = goesThere;
    m_matches.clear();
    m_currentMatch = -1;
    m_searchAt = {0, 0};
    if (query.isEmpty()) {
        m_searchTimer.stop();
        Q_EMIT matchesChanged(-1, 0);
    } else {
        m_searchTimer.start();
    }
    viewport()->update();
}

/// One slice of the search, so that no keystroke waits for 60,000 lines. The sides take turns, so
/// that an answer that is cut off is cut off at the end of both.
void TextCanvas::searchMore()
{
    int lines = 0;
    for (int side = 0; side < sideCount(); ++side)
        lines = qMax(lines, lineCount(side));
    for (int left = searchSlice; left > 0 && m_searchAt.line < lines; --left) {
        if (m_searchAt.line < lineCount(m_searchAt.side))
            searchLine(m_searchAt);
        if (++m_searchAt.side == sideCount())
            m_searchAt = {0, m_searchAt.line + 1};
        if (matchCount() >= maxMatches)
            m_searchAt = {0, lines};
    }
    if (m_searchAt.line >= lines)
        finishSearch();
}

void TextCanvas::searchLine(LineRef line)
{
    const QStringView text = textOf(line);
    qsizetype at = text.indexOf(m_query, 0, Qt::CaseInsensitive);
    if (at < 0 || !isSearched(line))
        return;
    for (; at >= 0; at = text.indexOf(m_query, at + m_query.size(), Qt::CaseInsensitive))
        m_matches.push_back({line, int(at)});
}

void TextCanvas::finishSearch()
{
    m_searchTimer.stop();
    using Key = std::tuple<int, int, int, int>;
    std::vector<std::pair<Key, Match>> sorted;
    sorted.reserve(m_matches.size());
    for (const Match &match : m_matches)
        sorted.push_back(
            {{rowOf(match.line), match.line.line, match.line.side, match.column}, match});
    std::ranges::sort(sorted);
    for (std::size_t i = 0; i < sorted.size(); ++i)
        m_matches[i] = sorted[i].second;
    // The first match at or behind the caret comes first; the caret itself does not move by typing.
    const auto next = std::ranges::find_if(
        sorted, [&](const auto &entry) { return std::get<0>(entry.first) >= m_caret.row; });
    m_currentMatch = sorted.empty() ? -1 : next == sorted.end() ? 0 : int(next - sorted.begin());
    if (m_searchGoesThere)
        showMatch();
    else
        Q_EMIT matchesChanged(m_currentMatch, matchCount());
    viewport()->update();
}

void TextCanvas::findNext(int step)
{
    if (m_matches.empty() || m_searchTimer.isActive())
        return;
    const int count = matchCount();
    m_currentMatch = (m_currentMatch + step + count) % count;
    showMatch();
}

void TextCanvas::showMatch()
{
    if (m_currentMatch >= 0) {
        const Match match = m_matches[std::size_t(m_currentMatch)];
        reveal(match.line);
        const Position start{paneOf(match.line), rowOf(match.line), match.column};
        setCaret(start, false);
        m_caret.column += int(m_query.size());
    }
    viewport()->update();
    Q_EMIT matchesChanged(m_currentMatch, matchCount());
}

void TextCanvas::copy()
{
    const QString text = selectedText();
    if (!text.isEmpty()) {
        QApplication::clipboard()->setText(text);
    } else if (const LineRef line = caretLine(); line.isValid()) {
        QApplication::clipboard()->setText(textOf(line).toString() + u'\n');
    }
}

void TextCanvas::selectAll()
{
    m_anchor = {m_caret.pane, 0, 0};
    m_caret = {m_caret.pane, qMax(0, rowCount() - 1), std::numeric_limits<int>::max() / 2};
    viewport()->update();
}

void TextCanvas::zoom(int steps)
{
    m_zoom = qBound(-5, m_zoom + steps, 20);
    const int row = firstVisibleRow();
    applyFont();
    verticalScrollBar()->setValue(row * m_lineHeight);
    viewport()->update();
}

void TextCanvas::resetZoom()
{
    zoom(-m_zoom);
}

void TextCanvas::applyFont()
{
    m_font = themeFont(Theme::Font::Monospace);
    if (m_font.pixelSize() > 0)
        m_font.setPixelSize(qMax(5, m_font.pixelSize() + m_zoom));
    else
        m_font.setPointSizeF(qMax(4.0, m_font.pointSizeF() + m_zoom));
    m_font.setFixedPitch(true);
    const QFontMetricsF metrics(m_font);
    m_letterWidth = metrics.horizontalAdvance(u'0');
    m_lineHeight = qCeil(metrics.height()) + 5;
    m_ascent = qCeil(metrics.ascent()) + 2;
    contentsChanged();
}

int TextCanvas::firstVisibleRow() const
{
    return verticalScrollBar()->value() / m_lineHeight;
}

int TextCanvas::lastVisibleRow() const
{
    return (verticalScrollBar()->value() + viewport()->height()) / m_lineHeight;
}

int TextCanvas::rowAt(int y) const
{
    return (verticalScrollBar()->value() + y) / m_lineHeight;
}

QRect TextCanvas::rowRect(int row) const
{
    return {0, row * m_lineHeight - verticalScrollBar()->value(), viewport()->width(),
            m_lineHeight};
}

void TextCanvas::contentsChanged()
{
    updateScrollBars();
    viewport()->update();
}

void TextCanvas::updateScrollBars()
{
    const int height = viewport()->height();
    const int rows = m_hasContents ? rowCount() : 0;
    verticalScrollBar()->setRange(0, qMax(0, rows * m_lineHeight - height));
    verticalScrollBar()->setPageStep(qMax(m_lineHeight, height - m_lineHeight));
    verticalScrollBar()->setSingleStep(m_lineHeight);
    const int room = rows > 0 ? textArea(0).width() : viewport()->width();
    const int needed = int(m_longestLine * m_letterWidth) + 2 * textPadding + 20;
    horizontalScrollBar()->setRange(0, qMax(0, needed - room));
    horizontalScrollBar()->setPageStep(qMax(1, room));
    horizontalScrollBar()->setSingleStep(int(m_letterWidth) * 4);
}

void TextCanvas::resetContents(const std::vector<QStringList> &sides)
{
    m_highlighters.clear();
    m_highlighters.resize(sides.size());
    qsizetype longest = 0;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        m_highlighters[i].setLines(sides[i]);
        for (const QString &line : sides[i])
            longest = qMax(longest, line.size());
    }
    m_longestLine = int(qMin<qsizetype>(longest, longestMeasuredLine));
    m_caret = m_anchor = {};
    m_hasContents = true;
    startSearch(m_query, false);
    contentsChanged();
}

LineRef TextCanvas::firstVisibleLine(int *offset) const
{
    for (int row = firstVisibleRow(); row < rowCount(); ++row) {
        for (int pane = 0; pane < paneCount(); ++pane) {
            const LineRef line = lineAt(pane, row);
            if (line.isValid()) {
                *offset = rowRect(row).top();
                return line;
            }
        }
    }
    return {};
}

void TextCanvas::changeRows(const std::function<void()> &change)
{
    int offset = 0;
    const LineRef top = firstVisibleLine(&offset);
    const auto lineNear = [this](Position position) {
        LineRef line = lineAt(position.pane, position.row);
        for (int row = position.row; !line.isValid() && row > 0; --row)
            line = lineAt(position.pane, row - 1);
        return line;
    };
    const LineRef caretAt = lineNear(m_caret);
    const LineRef anchorAt = lineNear(m_anchor);
    change();
    const auto follow = [this](Position &position, LineRef line) {
        position.row = line.isValid() ? qMax(0, rowOf(line)) : 0;
        position.pane = line.isValid() ? paneOf(line) : 0;
    };
    follow(m_caret, caretAt);
    follow(m_anchor, anchorAt);
    contentsChanged();
    if (top.isValid())
        verticalScrollBar()->setValue(qMax(0, rowOf(top)) * m_lineHeight - offset);
}

bool TextCanvas::event(QEvent *event)
{
    // Keys that the canvas handles must not be taken by shortcuts of the window first.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)
            || key->matches(QKeySequence::ZoomIn) || key->matches(QKeySequence::ZoomOut))
            event->accept();
    }
    return QAbstractScrollArea::event(event);
}

bool TextCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TextCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void TextCanvas::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier)
        zoom(event->angleDelta().y() > 0 ? 1 : -1);
    else
        QAbstractScrollArea::wheelEvent(event);
}

void TextCanvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange)
        applyFont();
}

void TextCanvas::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TextCanvas::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace plumb::ui
