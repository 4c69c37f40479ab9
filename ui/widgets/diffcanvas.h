// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/difflayout.h"
#include "ui/widgets/textcanvas.h"

#include <memory>

namespace plumb::ui {

class DiffHeader;
class DiffRuler;

/// The rows of a comparison, side by side or inline, with headers above and an overview at the
/// right.
class DiffCanvas final : public TextCanvas
{
    Q_OBJECT

public:
    explicit DiffCanvas(QWidget *parent = nullptr);

    const DiffDocument &document() const { return *m_document; }
    const DiffLayout &diffLayout() const { return m_layout; }
    int rowHeight() const { return lineHeight(); }
    DiffArrangement arrangement() const { return m_options.arrangement; }
    int currentChange() const { return m_current; }
    QString pathAtCaret() const;
    /// How the current change, else the line of the caret, is read aloud.
    QString spoken() const;

    /// keepsPlace: the same comparison made anew; scroll position and opened folds stay.
    void setDocument(std::shared_ptr<const DiffDocument> document, bool keepsPlace);
    void setArrangement(DiffArrangement arrangement);
    void setContextLines(int count);
    void goToChange(int index);
    void goToLeftLine(int line);
    void scrollToRow(int row);

    /// The columns of a pane in the viewport: with its gutter.
    QRect paneRect(int pane) const;

Q_SIGNALS:
    void layoutChanged();
    void currentChangeChanged(int index);
    void provenanceActivated(const QString &file, int line);
    void revealRequested(const QString &path);

protected:
    int paneCount() const override;
    int sideCount() const override { return 2; }
    int rowCount() const override { return int(m_layout.rows.size()); }
    int lineCount(int side) const override;
    LineRef lineAt(int pane, int row) const override;
    QStringView textOf(LineRef line) const override;
    int rowOf(LineRef line) const override;
    int paneOf(LineRef line) const override;
    bool isSearched(LineRef line) const override;
    HiddenLines hiddenLines(int pane, int row) const override;
    void reveal(LineRef line) override;
    QRect textArea(int pane) const override;
    void paintRow(QPainter &painter, int row, const QRect &place) override;
    void activateRow(int row) override;
    QString toolTipAt(const QPoint &position) const override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    const AnnotatedText &side(int index) const;
    bool isInline() const { return m_options.arrangement == DiffArrangement::Inline; }
    int gutterWidth() const;
    void relayOut();
    void followCaret();
    void expandFold(int row, bool whole);
    const LineNote *noteOf(LineRef line) const;
    /// The line whose gutter is at a point; invalid elsewhere.
    LineRef gutterAt(const QPoint &position) const;

    void paintPane(QPainter &painter, int pane, int row, const QRect &place);
    void paintFold(QPainter &painter, int row, const QRect &place) const;
    void paintFiller(QPainter &painter, const QRect &place) const;
    void paintGutter(QPainter &painter, LineRef line, const DiffRow &row,
                     const QRect &gutter) const;
    QColor background(const DiffRow &row, int side) const;
    const WordDiff &wordsOf(int row);

    std::shared_ptr<const DiffDocument> m_document;
    DiffLayoutOptions m_options;
    DiffLayout m_layout;
    QHash<std::pair<int, int>, WordDiff> m_words; ///< By pair of lines; made when first painted.
    int m_current = -1;
    DiffHeader *m_header;
    DiffRuler *m_ruler;
};

} // namespace plumb::ui
