// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/comparisons.h"
#include "tests/support/golden.h"
#include "ui/widgets/yamlcanvas.h"
#include "ui/widgets/yamlview.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace plumb;
using namespace plumb::ui;

class tst_YamlView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::setGoldenLook(); }
    void init();
    void cleanup() { m_view.reset(); }

    void goesToAField();
    void foldsAndUnfoldsByKey();
    void opensFoldsForASearch();
    void copiesWhatIsInsideAFoldToo();
    void opensTheOriginOfALine();
    void hidesTheOriginsWhenNoneIsKnown();
    void keepsThePlaceWhenTheTextIsMadeAnew();

private:
    YamlCanvas *canvas() const { return m_view->findChild<YamlCanvas *>(); }

    std::unique_ptr<YamlView> m_view;
};

void tst_YamlView::init()
{
    m_view = std::make_unique<YamlView>();
    m_view->resize(800, 300);
    m_view->setText(test::deploymentInGit());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    canvas()->setFocus();
}

void tst_YamlView::goesToAField()
{
    QSignalSpy moved(m_view.get(), &YamlView::pathChanged);

    QVERIFY(m_view->goToPath(u"spec.template.spec.containers[name=web].image"_s));
    QVERIFY(!m_view->goToPath(u"spec.nothing"_s));

    QCOMPARE(moved.last()[0].toString(), u"spec.template.spec.containers[name=web].image"_s);
    QCOMPARE(canvas()->caretLine().line, 29);
}

void tst_YamlView::foldsAndUnfoldsByKey()
{
    m_view->goToPath(u"metadata"_s);

    QTest::keyClick(canvas(), Qt::Key_Return);
    QTest::keyClick(canvas(), Qt::Key_Down);
    QCOMPARE(canvas()->pathAtCaret(), u"spec"_s);
    QTest::keyClick(canvas(), Qt::Key_Up);
    QTest::keyClick(canvas(), Qt::Key_Right, Qt::ControlModifier);
    QTest::keyClick(canvas(), Qt::Key_Down);

    QCOMPARE(canvas()->pathAtCaret(), u"metadata.name"_s);
}

void tst_YamlView::opensFoldsForASearch()
{
    m_view->foldAll();
    m_view->openSearch();

    QTest::keyClicks(m_view->findChild<QLineEdit *>(u"findInText"_s), u"ghcr.io"_s);

    QTRY_COMPARE(canvas()->matchCount(), 1);
    QCOMPARE(canvas()->caretLine().line, 29);
}

void tst_YamlView::copiesWhatIsInsideAFoldToo()
{
    m_view->foldAll();
    QTest::keySequence(canvas(), QKeySequence::SelectAll);

    m_view->copy();

    QCOMPARE(QApplication::clipboard()->text(), test::deploymentInGit().lines.join(u'\n'));
}

void tst_YamlView::opensTheOriginOfALine()
{
    QSignalSpy opened(m_view.get(), &YamlView::provenanceActivated);
    m_view->goToPath(u"spec.replicas"_s);
    const QRect row = canvas()->lineRect(15);

    QTest::mouseClick(canvas()->viewport(), Qt::LeftButton, {},
                      QPoint(canvas()->viewport()->width() - 30, row.center().y()));

    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][1].toInt(), 6);
}

void tst_YamlView::hidesTheOriginsWhenNoneIsKnown()
{
    QVERIFY(m_view->isOriginsVisible());
    m_view->setText(AnnotatedText::fromText(u"a: 1\n"_s));

    QVERIFY(!m_view->isOriginsVisible());
    QCOMPARE(m_view->lineCount(), 1);
}

void tst_YamlView::keepsThePlaceWhenTheTextIsMadeAnew()
{
    canvas()->verticalScrollBar()->setValue(60);

    m_view->setText(test::deploymentInGit());

    QCOMPARE(canvas()->verticalScrollBar()->value(), 60);
}

QTEST_MAIN(tst_YamlView)
#include "tst_yamlview.moc"
