// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QLabel;

namespace plumb::ui {

class SearchField;
class TextCanvas;

/// The strip that Ctrl+F opens below a text: query, count, previous, next, close.
class SearchBar : public QWidget
{
    Q_OBJECT

public:
    explicit SearchBar(TextCanvas *canvas, QWidget *parent = nullptr);

    /// Shows the bar, with the canvas' selection as the query when it is within one line.
    void open();
    void close();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showCount(int current, int count);

    TextCanvas *m_canvas;
    SearchField *m_field;
    QLabel *m_count;
};

} // namespace plumb::ui
