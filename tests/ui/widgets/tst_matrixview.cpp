// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/golden.h"
#include "ui/roles/status.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/matrixview.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace plumb;
using namespace plumb::ui;

namespace {

void fill(QStandardItemModel &model, int apps, int environments)
{
    for (int row = 0; row < apps; ++row) {
        QList<QStandardItem *> items{new QStandardItem(u"app %1"_s.arg(row))};
        for (int column = 0; column < environments; ++column)
            items += new QStandardItem(u"1.%1.%2"_s.arg(row).arg(column));
        model.appendRow(items);
    }
}

} // namespace

class tst_MatrixView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::setGoldenLook(); }
    void movesByCell();
    void activatesByEnter();
    void findsAppsByTheFirstLettersOfTheirNames();
    void keepsTheAppColumnInPlace();
    void neverHidesTheCurrentCellUnderTheApps();
    void carriesACellToTheNextEnvironment();
    void carriesNothingBeyondTheLastEnvironment();
    void sharesTheWidthAmongEnvironments();
    void shortensChipsToTheirCount();
};

void tst_MatrixView::movesByCell()
{
    QStandardItemModel model;
    fill(model, 3, 3);
    MatrixView view;
    view.setModel(&model);
    view.resize(700, 200);
    view.show();
    view.setCurrentIndex(model.index(0, 1));
    QSignalSpy selected(&view, &MatrixView::cellSelected);

    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Down);

    QCOMPARE(selected.count(), 2);
    QCOMPARE(view.currentIndex(), model.index(1, 2));
}

void tst_MatrixView::activatesByEnter()
{
    QStandardItemModel model;
    fill(model, 2, 2);
    MatrixView view;
    view.setModel(&model);
    view.setCurrentIndex(model.index(1, 1));
    QSignalSpy activated(&view, &MatrixView::cellActivated);

    QTest::keyClick(&view, Qt::Key_Return);

    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated[0][0].toModelIndex(), model.index(1, 1));
}

void tst_MatrixView::keepsTheAppColumnInPlace()
{
    QStandardItemModel model;
    fill(model, 60, 12);
    MatrixView view;
    view.setModel(&model);
    view.resize(600, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    auto *apps = view.findChild<QTableView *>();

    view.horizontalScrollBar()->setValue(400);
    view.verticalScrollBar()->setValue(300);

    QCOMPARE(apps->geometry().left(), 0);
    QCOMPARE(apps->width(), view.columnWidth(0));
    QCOMPARE(apps->verticalScrollBar()->value(), 300);
    QCOMPARE(apps->rowViewportPosition(9), view.rowViewportPosition(9));
}

void tst_MatrixView::neverHidesTheCurrentCellUnderTheApps()
{
    QStandardItemModel model;
    fill(model, 5, 12);
    MatrixView view;
    view.setModel(&model);
    view.resize(600, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setCurrentIndex(model.index(0, 12));

    while (view.currentIndex().column() > 1) {
        QTest::keyClick(&view, Qt::Key_Left);
        QVERIFY(view.visualRect(view.currentIndex()).left() >= view.columnWidth(0) - 1);
    }
}

void tst_MatrixView::findsAppsByTheFirstLettersOfTheirNames()
{
    QStandardItemModel model;
    fill(model, 3, 3);
    for (int row = 0; row < 3; ++row)
        model.item(row, 0)->setText(QStringList{u"podinfo"_s, u"search"_s, u"secrets"_s}[row]);
    MatrixView view;
    view.setModel(&model);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers); // as the items of a fleet are
    view.setCurrentIndex(model.index(0, 2));

    QTest::keyClicks(&view, u"sec"_s);
    QCOMPARE(view.currentIndex(), model.index(2, 2));
    QTest::qWait(QApplication::keyboardInputInterval() + 50);
    QTest::keyClicks(&view, u"s"_s);

    QCOMPARE(view.currentIndex(), model.index(1, 2));
}

void tst_MatrixView::carriesACellToTheNextEnvironment()
{
    QStandardItemModel model;
    fill(model, 2, 3);
    MatrixView view;
    view.setModel(&model);
    view.setCurrentIndex(model.index(1, 2));
    QSignalSpy promoted(&view, &MatrixView::promoteRequested);

    QTest::keyClick(&view, Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);

    QCOMPARE(promoted.count(), 1);
    QCOMPARE(promoted[0][0].toModelIndex(), model.index(1, 2));
    QCOMPARE(promoted[0][1].toModelIndex(), model.index(1, 3));
}

void tst_MatrixView::carriesNothingBeyondTheLastEnvironment()
{
    QStandardItemModel model;
    fill(model, 1, 2);
    MatrixView view;
    view.setModel(&model);
    QSignalSpy promoted(&view, &MatrixView::promoteRequested);

    view.setCurrentIndex(model.index(0, 2));
    QTest::keyClick(&view, Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
    view.setCurrentIndex(model.index(0, 1));
    QTest::keyClick(&view, Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);

    QCOMPARE(promoted.count(), 0);
}

void tst_MatrixView::sharesTheWidthAmongEnvironments()
{
    QStandardItemModel model;
    fill(model, 2, 3);
    MatrixView view;
    view.setModel(&model);
    view.resize(900, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));

    int width = 0;
    for (int column = 0; column < 4; ++column)
        width += view.columnWidth(column);

    QCOMPARE(width, view.viewport()->width());
}

void tst_MatrixView::shortensChipsToTheirCount()
{
    QCOMPARE(Chip::ofStatus(Status::Drifted, 3).text, u"3"_s);
    QCOMPARE(Chip::ofStatus(Status::Failed).text, u"failed"_s);
    QCOMPARE(Chip::ofStatus(Status::InSync).text, QString());
    QCOMPARE(statusText(Status::Behind, 2), u"behind 2"_s);
}

QTEST_MAIN(tst_MatrixView)
#include "tst_matrixview.moc"
