// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/linehighlighter.h"
#include "ui/text/worddiff.h"
#include "ui/widgets/theme.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <vector>

namespace plumb::ui {

/// A line of one of the texts that a canvas shows.
struct LineRef
{
    int side = 0;
    int line = -1;

    bool isValid() const { return line >= 0; }
    auto operator<=>(const LineRef &) const = default;
};

/// What the YAML view and the diff view have in common: rows of monospaced text of which only the
/// visible ones are painted, caret, selection, copying, search and zoom. Subclasses say which line
/// is in which row.
///
/// A pane is a column of text on the screen; a side is a text. Inline, one pane shows both sides.
class TextCanvas : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TextCanvas(QWidget *parent = nullptr);

    /// More matches are not looked for.
    static constexpr int maxMatches = 20'000;

    int matchCount() const { return int(m_matches.size()); }
    int currentMatch() const { return m_currentMatch; }
    LineRef caretLine() const { return lineAt(m_caret.pane, m_caret.row); }
    QString selectedText() const;

    void setQuery(const QString &query);
    void findNext(int step);
    void copy();
    void selectAll();
    void zoom(int steps);
    void resetZoom();

Q_SIGNALS:
    void matchesChanged(int current, int count);
    void caretMoved();

protected:
    struct Position
    {
        int pane = 0;
        int row = 0;
        int column = 0;

        bool operator==(const Position &) const = default;
    };

    static constexpr int textPadding = 8; ///< Between the edge of a text area and its letters.

    /// What is painted under a line's letters and after them.
    struct LineLook
    {
        std::vector<TextRange> emphasis = {};
        QColor emphasisColor = {};
    };

    struct HiddenLines
    {
        LineRef first = {};
        int count = 0;
    };

    virtual int paneCount() const = 0;
    virtual int sideCount() const = 0;
    virtual int rowCount() const = 0;
    virtual int lineCount(int side) const = 0;
    virtual LineRef lineAt(int pane, int row) const = 0;
    virtual QStringView textOf(LineRef line) const = 0;
    /// The row that shows or hides a line.
    virtual int rowOf(LineRef line) const = 0;
    virtual int paneOf(LineRef line) const = 0;
    /// Whether a search looks at a line; a line that is shown as another side's is not looked at
    /// twice.
    virtual bool isSearched(LineRef) const { return true; }
    /// The lines that a row hides, below the one it shows.
    virtual HiddenLines hiddenLines(int pane, int row) const = 0;
    /// Opens what hides a line.
    virtual void reveal(LineRef line) = 0;
    /// Where the text of a pane is in the viewport, from left to right.
    virtual QRect textArea(int pane) const = 0;
    virtual void paintRow(QPainter &painter, int row, const QRect &place) = 0;
    /// Enter, or a click, on a row that is no line.
    virtual void activateRow(int row) = 0;
    virtual QString toolTipAt(const QPoint &position) const = 0;

    int lineHeight() const { return m_lineHeight; }
    double letterWidth() const { return m_letterWidth; }
    const QFont &textFont() const { return m_font; }
    int firstVisibleRow() const;
    int lastVisibleRow() const;
    int rowAt(int y) const;
    QRect rowRect(int row) const;
    const Position &caret() const { return m_caret; }

    /// Paints the letters of a line with all that lies under them; returns where they end.
    int paintText(QPainter &painter, int pane, int row, const LineLook &look);
    void setCaret(Position position, bool selects);
    void goToRow(int row, bool centre);
    /// The longest line or the number of rows is another now.
    void contentsChanged();
    /// Runs a change of the rows so that caret, selection and scroll stay at their lines.
    void changeRows(const std::function<void()> &change);
    /// Forgets caret, selection, matches and highlighting.
    void resetContents(const std::vector<QStringList> &sides);
    LineRef firstVisibleLine(int *offset) const;

    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Match
    {
        LineRef line;
        int column = 0;

        auto operator<=>(const Match &) const = default;
    };

    void applyFont();
    void updateScrollBars();
    int columnAt(QStringView text, double x) const;
    double xOf(QStringView text, int column) const;
    Position positionAt(const QPoint &point) const;
    int paneAt(int x) const;
    const std::vector<SyntaxSpan> *spansOf(LineRef line);
    void paintRanges(QPainter &painter, int pane, int row, const LineLook &look);
    void paintLetters(QPainter &painter, QStringView text, const std::vector<SyntaxSpan> *spans,
                      const QRect &area, int top);
    TextRange selectionIn(int pane, int row) const;
    void ensureVisible(const Position &position);
    void moveCaret(QKeyEvent *event);
    Position moved(const QKeyEvent &event) const;
    void startSearch(const QString &query, bool goesThere);
    void searchMore();
    void searchLine(LineRef line);
    void finishSearch();
    void showMatch();

    QFont m_font;
    int m_lineHeight = 1;
    int m_ascent = 0;
    double m_letterWidth = 1;
    int m_zoom = 0;
    int m_longestLine = 0;
    bool m_hasContents = false; ///< False while the subclass is being made and cannot be asked.

    Position m_caret;
    Position m_anchor;
    bool m_dragging = false;
    QPoint m_pressedAt;

    std::vector<LineHighlighter> m_highlighters;
    QElapsedTimer m_paintTime;
    bool m_plainLinesLeft = false;

    QString m_query;
    std::vector<Match> m_matches;
    int m_currentMatch = -1;
    LineRef m_searchAt;
    bool m_searchGoesThere = true; ///< Not when the text was made anew below an open search.
    QTimer m_searchTimer;
};

} // namespace plumb::ui
