// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractItemView>
#include <QApplication>
#include <QWidget>

namespace plumb::test {

/// What is on the screen under a name; pages share names, dialogs come and go.
template<typename T>
T *shown(const QString &name)
{
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        for (T *widget : window->findChildren<T *>(name)) {
            if (widget->isVisible())
                return widget;
        }
    }
    return nullptr;
}

/// Whether a button is shown and can be clicked.
bool isReady(const QString &button);

/// Clicks with the pointer of the X server itself: what lies on top at the place gets it.
bool click(const QPoint &place);
/// Clicks into the middle of a shown widget.
bool click(const QString &widget);
bool clickItem(QAbstractItemView *view, const QModelIndex &index);
/// Clicks on the check box of an item.
bool clickBox(QAbstractItemView *view, const QModelIndex &index);

/// Keeps a picture of the whole screen as NAME.png in @p folder, which is made when it is not
/// there.
bool keepPicture(const QString &folder, const QString &name);

} // namespace plumb::test
