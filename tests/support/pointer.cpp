// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/pointer.h"

#include "tests/support/process.h"

#include <QDir>
#include <QPushButton>
#include <QScreen>
#include <QTest>

namespace plumb::test {

using namespace Qt::StringLiterals;

bool isReady(const QString &button)
{
    const auto *widget = shown<QPushButton>(button);
    return widget && widget->isEnabled();
}

bool click(const QPoint &place)
{
    QTest::qWait(50); // layouts and repaints that are under way
    const Finished done = run(u"xdotool"_s, {u"mousemove"_s, QString::number(place.x()),
                                             QString::number(place.y()), u"click"_s, u"1"_s});
    return done.exitCode == 0;
}

bool click(const QString &widget)
{
    const auto *found = shown<QWidget>(widget);
    return found && click(found->mapToGlobal(found->rect().center()));
}

bool clickItem(QAbstractItemView *view, const QModelIndex &index)
{
    view->scrollTo(index);
    return click(view->viewport()->mapToGlobal(view->visualRect(index).center()));
}

bool clickBox(QAbstractItemView *view, const QModelIndex &index)
{
    view->scrollTo(index);
    const QRect item = view->visualRect(index);
    constexpr int toBox = 10;
    return click(view->viewport()->mapToGlobal(QPoint(item.left() + toBox, item.center().y())));
}

bool keepPicture(const QString &folder, const QString &name)
{
    return QDir().mkpath(folder)
           && QGuiApplication::primaryScreen()->grabWindow(0).save(
               u"%1/%2.png"_s.arg(folder, name));
}

} // namespace plumb::test
