// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

class QSplitter;
class QTreeView;

namespace plumb::ui {

class Settings;

/// Gives a splitter the sizes it had, or @p sizes the first time, and remembers them from now on.
void rememberSizes(QSplitter *splitter, Settings *settings, const QString &key,
                   const QList<int> &sizes);

/// What is open and selected in a tree, by the keys of its rows, so that it survives a new model.
struct TreeState
{
    QStringList expanded; ///< Parents before their children.
    QString current;
    int scroll = 0;

    static TreeState of(const QTreeView &view, int keyRole);
    void restore(QTreeView *view, int keyRole) const;
};

} // namespace plumb::ui
