// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStyledItemDelegate>

namespace plumb::ui {

/// Paints list and tree rows of every page from the item roles of status.h: state glyph, title with
/// a dim suffix, a second line, a chip or a count at the right, and headings in capitals.
class StatusDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum class Density : quint8 {
        OneLine, ///< Rows of tables and side lists.
        TwoLines ///< Title over subtitle.
    };

    explicit StatusDelegate(Density density = Density::OneLine, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int paintRight(QPainter *painter, const QRect &place, const QModelIndex &index) const;

    Density m_density;
};

} // namespace plumb::ui
