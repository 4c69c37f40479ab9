// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLineEdit>

namespace plumb::ui {

/// A line edit with a magnifier, a clear button and a key hint ("Ctrl K") while it is empty.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(const QString &placeholder = {}, QWidget *parent = nullptr);

    void setKeyHint(const QString &hint);

Q_SIGNALS:
    /// Esc in an empty field.
    void dismissed();
    /// Down: the list below takes over.
    void leftDownwards();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_keyHint;
};

/// Paints a key as a small cap, as "F5"; returns its width.
int paintKeyCap(QPainter &painter, const QRect &place, const QString &text);

} // namespace plumb::ui
