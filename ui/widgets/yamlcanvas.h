// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/annotatedtext.h"
#include "ui/text/yamloutline.h"
#include "ui/widgets/textcanvas.h"

#include <set>

namespace plumb::ui {

/// The rows of a YAML text: numbers, fold marks, the text, and where each line was set.
class YamlCanvas final : public TextCanvas
{
    Q_OBJECT

public:
    explicit YamlCanvas(QWidget *parent = nullptr);

    const AnnotatedText &text() const { return m_text; }
    bool isOriginsVisible() const { return m_showsOrigins; }
    QString pathAtCaret() const;
    /// Where a line, or what hides it, is in the viewport.
    QRect lineRect(int line) const { return rowRect(rowOf({0, line})); }

    void setText(AnnotatedText text);
    void setOriginsVisible(bool visible);
    void goToLine(int line);
    void foldAll();
    void unfoldAll();

Q_SIGNALS:
    void provenanceActivated(const QString &file, int line);
    void revealRequested(const QString &path);

protected:
    int paneCount() const override { return 1; }
    int sideCount() const override { return 1; }
    int rowCount() const override { return int(m_rows.size()); }
    int lineCount(int side) const override;
    LineRef lineAt(int pane, int row) const override;
    QStringView textOf(LineRef line) const override;
    int rowOf(LineRef line) const override;
    int paneOf(LineRef) const override { return 0; }
    HiddenLines hiddenLines(int pane, int row) const override;
    void reveal(LineRef line) override;
    QRect textArea(int pane) const override;
    void paintRow(QPainter &painter, int row, const QRect &place) override;
    void activateRow(int row) override;
    QString toolTipAt(const QPoint &position) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    enum class Part : quint8 { Numbers, Folds, Text, Origins };

    Part partAt(int x) const;
    int numbersWidth() const;
    int originsWidth() const;
    void layOutRows();
    void toggleFold(int line);
    void paintOrigin(QPainter &painter, int row, const QRect &place) const;
    void paintMargin(QPainter &painter, int row, const QRect &place) const;
    QString originOf(int line) const;
    const LineNote *noteAt(int row) const;

    AnnotatedText m_text;
    YamlOutline m_outline;
    std::set<int> m_folded;  ///< Header lines.
    std::vector<int> m_rows; ///< The line of each row.
    bool m_showsOrigins = false;
    int m_longestOrigin = 0;
};

} // namespace plumb::ui
