// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/treestate.h"

#include "ui/session/settings.h"

#include <QScrollBar>
#include <QSplitter>
#include <QTreeView>

#include <functional>

namespace plumb::ui {

namespace {

void forEachExpanded(const QTreeView &view, const QModelIndex &parent,
                     const std::function<void(const QModelIndex &)> &visit)
{
    const QAbstractItemModel *model = view.model();
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        if (!view.isExpanded(index))
            continue;
        visit(index);
        forEachExpanded(view, index, visit);
    }
}

// Looks for the row with a key among the visible ones; keys of children begin with their parent's.
QModelIndex find(const QTreeView &view, const QModelIndex &parent, const QString &key, int keyRole)
{
    QAbstractItemModel *model = view.model();
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        const QString candidate = index.data(keyRole).toString();
        if (candidate == key)
            return index;
        if (key.startsWith(QString(candidate + u'\n')))
            return find(view, index, key, keyRole);
    }
    return {};
}

} // namespace

void rememberSizes(QSplitter *splitter, Settings *settings, const QString &key,
                   const QList<int> &sizes)
{
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    if (!splitter->restoreState(settings->state(key).toByteArray()))
        splitter->setSizes(sizes);
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter,
                     [splitter, settings, key] { settings->setState(key, splitter->saveState()); });
}

TreeState TreeState::of(const QTreeView &view, int keyRole)
{
    TreeState state;
    forEachExpanded(view, {}, [&](const QModelIndex &index) {
        state.expanded << index.data(keyRole).toString();
    });
    state.current = view.currentIndex().data(keyRole).toString();
    state.scroll = view.verticalScrollBar()->value();
    return state;
}

void TreeState::restore(QTreeView *view, int keyRole) const
{
    for (const QString &key : expanded) {
        const QModelIndex index = find(*view, {}, key, keyRole);
        if (!index.isValid())
            continue;
        if (view->model()->canFetchMore(index))
            view->model()->fetchMore(index);
        view->expand(index);
    }
    if (!current.isEmpty())
        view->setCurrentIndex(find(*view, {}, current, keyRole));
    view->verticalScrollBar()->setValue(scroll);
}

} // namespace plumb::ui
