// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/roles/status.h"

#include <QFrame>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace plumb::ui {

/// A strip above a page's content: what failed or should be known, why, and the next step.
class Banner : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);

    Tone tone() const { return m_tone; }
    QString text() const;

    /// Shows the banner; the detail is a second, dim sentence and may be empty.
    void present(Tone tone, const QString &text, const QString &detail = {});
    void addAction(QAction *action);
    void clearActions();
    void setClosable(bool closable);

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTheme();

    Tone m_tone = Tone::Neutral;
    QLabel *m_picture;
    QLabel *m_text;
    QLabel *m_detail;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
};

} // namespace plumb::ui
