// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/golden.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/taskindicator.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace plumb;
using namespace plumb::ui;

class tst_SmallWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::setGoldenLook(); }

    void paletteActivatesTheBestMatch();
    void paletteMovesByArrowsAndWrapsAround();
    void railChangesPageByKey();
    void elidedLabelShowsAllInItsToolTip();
    void gridReplacesAValueInPlace();
    void bannerOffersItsActions();
    void emptyStateDisablesItsButtonWithTheAction();
    void tasksShowOnlyWhenTheyTakeLong();
    void tasksAreCancelledByTheirButton();
    void searchFieldEmptiesBeforeItIsDismissed();
};

void tst_SmallWidgets::paletteActivatesTheBestMatch()
{
    std::vector<PaletteEntry> entries{{.title = u"podinfo"_s, .id = 1},
                                      {.title = u"Dry run"_s, .id = 2}};
    CommandPalette palette;
    palette.setEntries(std::make_shared<const PaletteEntries>(entries));
    QWidget window;
    window.show();
    palette.openOver(&window);
    quint64 chosen = 0;
    connect(&palette, &CommandPalette::activated, this,
            [&chosen](const PaletteEntry &entry) { chosen = entry.id; });
    auto *field = palette.findChild<SearchField *>();

    QTest::keyClicks(field, u"dry"_s);
    QTest::keyClick(field, Qt::Key_Return);

    QCOMPARE(chosen, 2U);
    QVERIFY(!palette.isVisible());
}

void tst_SmallWidgets::paletteMovesByArrowsAndWrapsAround()
{
    std::vector<PaletteEntry> entries{
        {.title = u"a1"_s, .id = 1}, {.title = u"a2"_s, .id = 2}, {.title = u"a3"_s, .id = 3}};
    CommandPalette palette;
    palette.setEntries(std::make_shared<const PaletteEntries>(entries));
    QWidget window;
    window.show();
    palette.openOver(&window, u"a"_s);
    quint64 chosen = 0;
    connect(&palette, &CommandPalette::activated, this,
            [&chosen](const PaletteEntry &entry) { chosen = entry.id; });
    auto *field = palette.findChild<SearchField *>();

    QTest::keyClick(field, Qt::Key_Up);
    QTest::keyClick(field, Qt::Key_Return);

    QCOMPARE(palette.resultCount(), 3);
    QCOMPARE(chosen, 3U);
}

void tst_SmallWidgets::railChangesPageByKey()
{
    Rail rail;
    rail.addPage(Glyph::Fleet, u"Fleet"_s);
    rail.addPage(Glyph::Drift, u"Drift"_s);
    QSignalSpy changed(&rail, &Rail::currentChanged);

    QTest::keyClick(&rail, Qt::Key_Down);
    QTest::keyClick(&rail, Qt::Key_Down);

    QCOMPARE(changed.count(), 1);
    QCOMPARE(rail.current(), 1);
}

void tst_SmallWidgets::elidedLabelShowsAllInItsToolTip()
{
    ElidedLabel label(u"apps/production/checkout/values.yaml"_s);
    label.resize(80, 20);
    label.show();
    QCOMPARE(label.toolTip(), label.text());

    label.resize(label.sizeHint());

    QCOMPARE(label.toolTip(), QString());
}

void tst_SmallWidgets::gridReplacesAValueInPlace()
{
    KeyValueGrid grid;
    grid.setRow(u"Version"_s, u"1"_s);
    grid.setRow(u"Path"_s, u"apps"_s, KeyValueGrid::Look::Link);

    grid.setRow(u"Version"_s, u"2"_s);

    QStringList shown;
    for (const QLabel *label : grid.findChildren<QLabel *>()) {
        if (!label->isHidden())
            shown += label->accessibleName().isEmpty() ? label->text() : label->accessibleName();
    }
    shown.sort();
    QCOMPARE(shown, (QStringList{u"Path"_s, u"Path: apps"_s, u"Version"_s, u"Version: 2"_s}));
}

void tst_SmallWidgets::bannerOffersItsActions()
{
    Banner banner;
    QAction retry(u"Retry"_s);
    QSignalSpy triggered(&retry, &QAction::triggered);
    banner.addAction(&retry);
    banner.present(Tone::Danger, u"Cannot fetch"_s);

    banner.findChild<QPushButton *>()->click();

    QCOMPARE(triggered.count(), 1);
    QCOMPARE(banner.accessibleName(), u"Cannot fetch"_s);
}

void tst_SmallWidgets::emptyStateDisablesItsButtonWithTheAction()
{
    EmptyState view(Glyph::Fleet, u"Nothing"_s, {});
    QAction open(u"Open"_s);
    view.addAction(&open);

    open.setEnabled(false);

    QVERIFY(!view.findChild<QPushButton *>()->isEnabled());
}

void tst_SmallWidgets::tasksShowOnlyWhenTheyTakeLong()
{
    QWidget window;
    TaskIndicator tasks(&window);
    window.show();

    tasks.setTask(1, u"Fetching"_s, 0.2);
    QVERIFY(tasks.isHidden());
    QTRY_VERIFY(!tasks.isHidden());
    tasks.removeTask(1);

    QVERIFY(tasks.isHidden());
}

void tst_SmallWidgets::tasksAreCancelledByTheirButton()
{
    TaskIndicator tasks;
    tasks.setTask(1, u"Fetching"_s, -1);
    tasks.setTask(2, u"Building"_s, 0.5);
    QSignalSpy cancelled(&tasks, &TaskIndicator::cancelRequested);

    tasks.findChild<QToolButton *>(u"cancelTask"_s)->click();

    QCOMPARE(cancelled.count(), 1);
    QCOMPARE(cancelled[0][0].toULongLong(), 2U);
}

void tst_SmallWidgets::searchFieldEmptiesBeforeItIsDismissed()
{
    SearchField field;
    QSignalSpy dismissed(&field, &SearchField::dismissed);
    QTest::keyClicks(&field, u"x"_s);

    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(dismissed.count(), 0);
    QTest::keyClick(&field, Qt::Key_Escape);

    QCOMPARE(dismissed.count(), 1);
    QCOMPARE(field.text(), QString());
}

QTEST_MAIN(tst_SmallWidgets)
#include "tst_smallwidgets.moc"
