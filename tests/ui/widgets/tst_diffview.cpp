// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/comparisons.h"
#include "tests/support/golden.h"
#include "ui/widgets/diffcanvas.h"
#include "ui/widgets/difffieldsmodel.h"
#include "ui/widgets/diffview.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace plumb;
using namespace plumb::ui;

class tst_DiffView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::setGoldenLook(); }
    void init();
    void cleanup() { m_view.reset(); }

    void walksTheChangesByKey();
    void copiesOnlyOneSidesText();
    void copiesWholeLinesOfTheChosenSideWithoutFiller();
    void expandsAFoldByKey();
    void findsTextOnBothSides();
    void findsTextInsideAFold();
    void keepsTheCaretsLineWhenTheModeChanges();
    void opensTheOriginOfAMarkedLine();
    void tellsScreenReadersTheChange();
    void comparesLongTextsInTheBackground();
    void showsOnlyTheNewestOfTwoRequests();
    void walksTheFieldsByKey();
    void staysEmptyWithoutADocument();
    void fieldsModelIsConsistent();

private:
    DiffCanvas *canvas() const { return m_view->findChild<DiffCanvas *>(); }

    std::unique_ptr<DiffView> m_view;
};

void tst_DiffView::init()
{
    m_view = std::make_unique<DiffView>();
    m_view->resize(900, 500);
    m_view->setDocument(test::driftedDeployment());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    canvas()->setFocus();
}

void tst_DiffView::walksTheChangesByKey()
{
    QSignalSpy moved(m_view.get(), &DiffView::currentChangeChanged);

    QTest::keyClick(canvas(), Qt::Key_F7);
    QTest::keyClick(canvas(), Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(canvas(), Qt::Key_F7, Qt::ShiftModifier);

    QCOMPARE(m_view->changeCount(), 3);
    QCOMPARE(moved.count(), 3);
    QCOMPARE(m_view->currentChange(), 0);
}

void tst_DiffView::copiesOnlyOneSidesText()
{
    m_view->goToChange(0);
    QTest::keyClick(canvas(), Qt::Key_Right, Qt::ControlModifier);
    QTest::keyClick(canvas(), Qt::Key_Home);
    QTest::keyClick(canvas(), Qt::Key_End, Qt::ShiftModifier);

    QTest::keySequence(canvas(), QKeySequence::Copy);

    QCOMPARE(QApplication::clipboard()->text(), u"  replicas: 5"_s);
}

void tst_DiffView::copiesWholeLinesOfTheChosenSideWithoutFiller()
{
    QTest::keySequence(canvas(), QKeySequence::SelectAll);

    m_view->copy();

    QCOMPARE(QApplication::clipboard()->text(), test::deploymentInGit().lines.join(u'\n'));
}

void tst_DiffView::expandsAFoldByKey()
{
    const auto folds = [this] {
        return std::ranges::count(canvas()->diffLayout().rows, DiffRow::Kind::Fold, &DiffRow::kind);
    };
    const auto before = folds();
    QTest::keyClick(canvas(), Qt::Key_Home, Qt::ControlModifier);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(canvas(), Qt::Key_Down);

    QTest::keyClick(canvas(), Qt::Key_Return);

    QCOMPARE(folds(), before - 1);
}

void tst_DiffView::findsTextOnBothSides()
{
    m_view->openSearch();
    auto *field = m_view->findChild<QLineEdit *>(u"findInText"_s);

    QTest::keyClicks(field, u"v2.14.0"_s);

    QTRY_COMPARE(canvas()->matchCount(), 2);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(canvas()->currentMatch(), 1);
    QCOMPARE(canvas()->selectedText(), u"v2.14.0"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(canvas()->matchCount(), 0);
}

void tst_DiffView::findsTextInsideAFold()
{
    m_view->openSearch();

    QTest::keyClicks(m_view->findChild<QLineEdit *>(u"findInText"_s), u"readyz"_s);

    QTRY_COMPARE(canvas()->matchCount(), 2);
    QCOMPARE(canvas()->selectedText(), u"readyz"_s);
}

void tst_DiffView::keepsTheCaretsLineWhenTheModeChanges()
{
    m_view->goToChange(1);
    const QString path = canvas()->pathAtCaret();

    m_view->setMode(DiffView::Mode::Inline);

    QCOMPARE(canvas()->pathAtCaret(), path);
    QCOMPARE(path, u"spec.template.spec.containers[name=web].image"_s);
}

void tst_DiffView::opensTheOriginOfAMarkedLine()
{
    QSignalSpy opened(m_view.get(), &DiffView::provenanceActivated);
    m_view->goToChange(0);
    const int row = canvas()->diffLayout().changes[0].firstRow;
    const int y = row * canvas()->rowHeight() - canvas()->verticalScrollBar()->value() + 5;

    QTest::mouseClick(canvas()->viewport(), Qt::LeftButton, {}, QPoint(20, y));

    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toString(), u"apps/staging/checkout/replicas.yaml"_s);
    QCOMPARE(opened[0][1].toInt(), 6);
}

void tst_DiffView::tellsScreenReadersTheChange()
{
    m_view->goToChange(0);
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(canvas());

    QVERIFY(interface);
    QCOMPARE(interface->text(QAccessible::Value), u"replicas, 3 to 5, Deployment checkout/web"_s);
    QCOMPARE(interface->text(QAccessible::Name), u"Comparison"_s);
}

void tst_DiffView::comparesLongTextsInTheBackground()
{
    QSignalSpy shown(m_view.get(), &DiffView::documentShown);

    m_view->setTexts(test::manyObjects(200, 0), test::manyObjects(200, 10));

    QCOMPARE(shown.count(), 0);
    QTRY_COMPARE(shown.count(), 1);
    QCOMPARE(m_view->changeCount(), 20 + 7);
}

void tst_DiffView::showsOnlyTheNewestOfTwoRequests()
{
    QSignalSpy shown(m_view.get(), &DiffView::documentShown);

    m_view->setTexts(test::manyObjects(200, 0), test::manyObjects(200, 10));
    m_view->setTexts(test::manyObjects(200, 0), test::manyObjects(200, 0));

    QTRY_COMPARE(shown.count(), 1);
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(shown.count(), 1);
    QCOMPARE(m_view->changeCount(), 0);
}

void tst_DiffView::walksTheFieldsByKey()
{
    m_view->setMode(DiffView::Mode::Fields);
    auto *tree = m_view->findChild<QTreeView *>();
    QSignalSpy path(m_view.get(), &DiffView::pathChanged);

    m_view->nextChange();
    m_view->nextChange();

    QCOMPARE(m_view->changeCount(), 4);
    QCOMPARE(m_view->currentChange(), 1);
    QCOMPARE(path.last()[0].toString(), u"spec.template.spec.containers[name=web].image"_s);
    QCOMPARE(tree->currentIndex().data().toString(), path.last()[0].toString());
}

void tst_DiffView::staysEmptyWithoutADocument()
{
    m_view->setDocument(nullptr);
    QTest::keySequence(canvas(), QKeySequence::SelectAll);
    QTest::keyClick(canvas(), Qt::Key_Return);
    m_view->copy();
    m_view->nextChange();
    m_view->openSearch();

    QCOMPARE(m_view->changeCount(), 0);
    QCOMPARE(m_view->currentChange(), -1);
    QVERIFY(!m_view->grab().isNull());
}

void tst_DiffView::fieldsModelIsConsistent()
{
    DiffFieldsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);

    model.setDocument(test::driftedDeployment());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowCount(model.index(0, 0)), 4);
    QCOMPARE(model.indexOfField(2).data(StatusRole).toInt(), int(Status::Created));
    model.setDocument(nullptr);

    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(tst_DiffView)
#include "tst_diffview.moc"
