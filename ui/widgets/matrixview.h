// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QElapsedTimer>
#include <QTableView>

namespace plumb::ui {

/// Apps × environments: column 0 is the app (title, SubtitleRole), each other column an environment
/// (DisplayRole = version, StatusRole, CountRole). The app column stays in place when scrolled
/// sideways.
///
/// A cell can be dragged, or with Ctrl+Shift+Right carried, to another environment of its row.
class MatrixView : public QTableView
{
    Q_OBJECT

public:
    explicit MatrixView(QWidget *parent = nullptr);
    ~MatrixView() override;

    void setModel(QAbstractItemModel *model) override;
    void setSelectionModel(QItemSelectionModel *selection) override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void keyboardSearch(const QString &text) override;

Q_SIGNALS:
    /// The selected cell; column 0 means the app as a whole.
    void cellSelected(const QModelIndex &index);
    /// Enter or double click.
    void cellActivated(const QModelIndex &index);
    /// Both cells are of one row.
    void promoteRequested(const QModelIndex &from, const QModelIndex &to);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;
    void startDrag(Qt::DropActions actions) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    class FrozenColumn;

    void placeFrozenColumn();
    void fitColumns();
    void carry(int step);
    bool acceptsDrop(const QModelIndex &target) const;

    FrozenColumn *m_frozen = nullptr;
    QPersistentModelIndex m_dragged;
    QPersistentModelIndex m_dropTarget;
    bool m_fitting = false;
    QString m_typed;
    QElapsedTimer m_typing; ///< Since the last letter.
};

} // namespace plumb::ui
