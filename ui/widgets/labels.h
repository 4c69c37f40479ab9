// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLabel>
#include <QWidget>

class QHBoxLayout;

namespace plumb::ui {

/// A line of text that elides in its middle when there is no room and then shows itself in a
/// tooltip.
class ElidedLabel : public QWidget
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString &text = {}, QWidget *parent = nullptr);

    const QString &text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    void setText(const QString &text);
    void setElideMode(Qt::TextElideMode mode);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void updateToolTip();

    QString m_text;
    Qt::TextElideMode m_mode = Qt::ElideMiddle;
};

/// The heading of a part of a panel, in small capitals, with an optional text at the right.
class SectionHeader : public QWidget
{
    Q_OBJECT

public:
    explicit SectionHeader(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setDetail(const QString &detail);
    /// For a place that has margins of its own.
    void setSideMargins(int width);
    /// Puts a small control (a tool button, a combo box) at the right end.
    void addControl(QWidget *control);

private:
    void applyTheme();

    QHBoxLayout *m_layout;
    QLabel *m_title;
    QLabel *m_detail;
};

/// A label in a colour and font of the theme that follows it.
class ThemedLabel : public QLabel
{
    Q_OBJECT

public:
    enum class Look : quint8 { Body, Strong, Muted, Small, Title, Monospace };

    explicit ThemedLabel(const QString &text = {}, Look look = Look::Body,
                         QWidget *parent = nullptr);

    void setLook(Look look);

private:
    void applyTheme();

    Look m_look;
};

} // namespace plumb::ui
