// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/roles/status.h"

#include <QWidget>

class QGridLayout;

namespace plumb::ui {

/// The rows of an inspector: a dim name at the left, a value that can be selected and copied at the
/// right.
class KeyValueGrid : public QWidget
{
    Q_OBJECT

public:
    enum class Look : quint8 { Plain, Monospace, Link };

    explicit KeyValueGrid(QWidget *parent = nullptr);

    /// The row's value is plain text; a second call with the same name replaces the value in place.
    void setRow(const QString &name, const QString &value, Look look = Look::Plain);
    /// For a place that has margins of its own.
    void setSideMargins(int width);
    /// As setRow(), with the glyph and the colour of a status before the text.
    void setStatusRow(const QString &name, Status status, const QString &value);
    /// Takes ownership of the widget.
    void setRow(const QString &name, QWidget *value);
    void removeRow(const QString &name);
    void clear();

Q_SIGNALS:
    /// A value with Look::Link was clicked or activated by key.
    void linkActivated(const QString &name, const QString &value);

private:
    struct Row
    {
        QString name;
        QWidget *label = nullptr;
        QWidget *value = nullptr;
    };

    void place(const QString &name, QWidget *value);
    Row *find(const QString &name);

    QGridLayout *m_grid;
    std::vector<Row> m_rows;
};

} // namespace plumb::ui
