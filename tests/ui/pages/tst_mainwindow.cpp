// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/commitwriter.h"
#include "tests/support/demofleet.h"
#include "tests/support/watchedapplication.h"
#include "ui/pages/actions.h"
#include "ui/pages/changelistpane.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/pagewidget.h"
#include "ui/roles/status.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

namespace {

#ifdef NDEBUG
constexpr double longestEvent = 16;
#else
constexpr double longestEvent = 60; // unoptimised code takes several times as long
#endif

} // namespace

class tst_MainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void offersFleetsOnFirstStart();
    void saysWhyAFolderCannotBeOpened();
    void showsTheMatrixOfAFleet();
    void countsTheVersionsAnEnvironmentIsBehind();
    void reachesEveryPageByKeyboard();
    void showsTheEffectOfASavedFile();
    void namesEverythingInteractive();
    void followsTheKeyboardInEveryList_data();
    void followsTheKeyboardInEveryList();
    void picksARevisionFromTheHistory();
    void takesBackACommitOfItsOwn();
    void opensAnObjectAndComesBack();
    void neverBlocksOnALargeFleet_data();
    void neverBlocksOnALargeFleet();

private:
    void openDemo();
    QAbstractItemView *view(const QString &name) const
    {
        return m_window->findChild<QAbstractItemView *>(name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
};

void tst_MainWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    Theme::install(*qApp, Theme::Scheme::Light);
}

void tst_MainWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_session = std::make_unique<Session>(m_settings.get());
    m_window = std::make_unique<MainWindow>(m_session.get());
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void tst_MainWindow::cleanup()
{
    m_window.reset();
    m_session.reset();
    QThreadPool::globalInstance()->waitForDone();
}

void tst_MainWindow::openDemo()
{
    const QString fleet = m_folder->filePath(u"fleet"_s);
    QVERIFY(QDir().mkpath(fleet));
    QCOMPARE(test::makeDemoFleet(fleet), QByteArray());
    m_window->openFleet(fleet);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::State::Ready, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->workingTree(), 30'000);
}

void tst_MainWindow::offersFleetsOnFirstStart()
{
    const QWidget *welcome = m_window->findChild<QWidget *>(u"welcomePage"_s);

    QVERIFY(welcome->isVisible());
    for (const QString &offer : {u"openFolderOffer"_s, u"cloneOffer"_s, u"openDemoOffer"_s})
        QVERIFY2(m_window->findChild<QWidget *>(offer)->isVisible(), qPrintable(offer));
}

void tst_MainWindow::saysWhyAFolderCannotBeOpened()
{
    m_window->openFleet(m_folder->filePath(u"nowhere"_s));

    QTRY_COMPARE(m_session->state(), Session::State::Failed);
    QCOMPARE(m_session->error()->code(), ErrorCode::NotFound);
    QVERIFY(m_settings->recentFleets().isEmpty());
}

void tst_MainWindow::showsTheMatrixOfAFleet()
{
    openDemo();

    const QAbstractItemModel *matrix = view(u"fleetMatrix"_s)->model();
    QVERIFY(matrix->rowCount() >= 4);
    QCOMPARE(matrix->columnCount(), 1 + int(m_session->snapshot()->fleet->environments.size()));
    QVERIFY(view(u"fleetMatrix"_s)->isVisible());
    QCOMPARE(m_settings->recentFleets().size(), 1);
}

void tst_MainWindow::countsTheVersionsAnEnvironmentIsBehind()
{
    openDemo();
    const QAbstractItemModel *matrix = view(u"fleetMatrix"_s)->model();
    const auto count = [matrix](const QString &app, int column) {
        const QModelIndexList rows =
            matrix->match(matrix->index(0, 0), Qt::DisplayRole, app, 1, Qt::MatchExactly);
        const QModelIndex cell =
            rows.isEmpty() ? QModelIndex() : rows.front().siblingAtColumn(column);
        return cell.data(StatusRole).toInt() == int(Status::Behind) ? cell.data(CountRole).toInt()
                                                                    : -1;
    };

    QTRY_VERIFY_WITH_TIMEOUT(count(u"checkout"_s, 3) == 1, 30'000);
}

void tst_MainWindow::reachesEveryPageByKeyboard()
{
    openDemo();

    for (int page = 5; page >= 0; --page) {
        QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_1 + page), Qt::ControlModifier);
        QCOMPARE(int(m_window->currentPage()), page);
    }
}

void tst_MainWindow::showsTheEffectOfASavedFile()
{
    openDemo();
    m_window->showPage(Page::DryRun);
    const auto *list = m_window->page(Page::DryRun)->findChild<ChangeListPane *>();
    QTest::qWait(0);

    QVERIFY(test::replaceIn(m_session->folder() + u"/apps/base/search/deployment.yaml"_s,
                            "containerPort: ", "hostPort: 81\n              containerPort: "));

    QTRY_VERIFY_WITH_TIMEOUT(list->model().rowCount() > 0, 30'000);
}

void tst_MainWindow::namesEverythingInteractive()
{
    openDemo();

    QStringList nameless;
    for (int page = 0; page < 6; ++page) {
        m_window->showPage(static_cast<Page>(page));
        for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const bool isInteractive = button || qobject_cast<const QAbstractItemView *>(widget)
                                       || qobject_cast<const QComboBox *>(widget)
                                       || qobject_cast<const QLineEdit *>(widget);
            if (!isInteractive || !widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
                continue;
            if (widget->accessibleName().isEmpty() && (!button || button->text().isEmpty()))
                nameless << QLatin1StringView(widget->metaObject()->className()) + u' '
                                + widget->objectName();
        }
    }
    nameless.removeDuplicates();

    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}

void tst_MainWindow::followsTheKeyboardInEveryList_data()
{
    QTest::addColumn<Page>("page");
    QTest::addColumn<int>("tab");
    QTest::newRow("scopes") << Page::Fleet << 0;
    QTest::newRow("fleetMatrix") << Page::Fleet << 0;
    QTest::newRow("fleetTree") << Page::Fleet << 1;
    QTest::newRow("objectTable") << Page::Fleet << 2;
    QTest::newRow("differences") << Page::Promote << 0;
    QTest::newRow("changeList") << Page::Promote << 0;
    QTest::newRow("timeline") << Page::History << 0;
}

void tst_MainWindow::followsTheKeyboardInEveryList()
{
    QFETCH(Page, page);
    QFETCH(int, tab);
    openDemo();
    m_window->showPage(page);
    if (page == Page::Fleet)
        m_window->findChild<QTabBar *>(u"fleetTabs"_s)->setCurrentIndex(tab);
    auto *list = m_window->page(page)->findChild<QAbstractItemView *>(
        QString::fromLatin1(QTest::currentDataTag()));
    QTRY_VERIFY_WITH_TIMEOUT(list->isVisible() && list->model()->rowCount() > 1, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->tasks()->isEmpty(), 30'000);
    list->setFocus();
    QVERIFY(list->hasFocus());
    if (auto *tree = qobject_cast<QTreeView *>(list))
        tree->expandAll();

    QTest::keyClick(list, Qt::Key_Home, Qt::ControlModifier);
    const QModelIndex first = list->currentIndex();
    QVERIFY(first.isValid());
    QTest::keyClick(list, Qt::Key_Down);
    const QModelIndex second = list->currentIndex();
    QVERIFY(second.isValid() && second != first);
    QVERIFY(list->selectionModel()->isSelected(second));

    QTest::keyClick(list, Qt::Key_Up);
    QCOMPARE(list->currentIndex(), first);
    const bool isMatrix = list->objectName() == "fleetMatrix"_L1;
    const QString wanted =
        (isMatrix ? second.siblingAtColumn(0) : second).data().toString().left(40);
    QTest::qWait(QApplication::keyboardInputInterval() + 50);
    QTest::keyClicks(list, wanted);
    QCOMPARE(list->currentIndex().data().toString(), second.data().toString());

    const QSignalSpy activated(list, &QAbstractItemView::activated);
    const QSignalSpy opened(m_session.get(), &Session::objectRequested);
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(activated.count() + opened.count() > 0);
}

void tst_MainWindow::picksARevisionFromTheHistory()
{
    openDemo();
    const std::string newest = m_session->snapshot()->commit;
    m_window->actions().viewRevision->trigger();
    auto *dialog = m_window->findChild<QDialog *>(u"revisionDialog"_s);
    QVERIFY(dialog);
    auto *list = dialog->findChild<QAbstractItemView *>(u"revisions"_s);
    QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() > 1, 30'000);

    auto *search = dialog->findChild<QLineEdit *>(u"revisionSearch"_s);
    const QString summary = list->model()->index(1, 0).data().toString();
    search->setText(summary);
    QVERIFY(list->model()->rowCount() > 0);
    QCOMPARE(list->currentIndex().data().toString(), summary);
    QTest::keyClick(list, Qt::Key_Return);

    QTRY_VERIFY_WITH_TIMEOUT(m_session->snapshot()->commit != newest, 30'000);
    QCOMPARE(m_session->revision().size(), 40);
}

void tst_MainWindow::takesBackACommitOfItsOwn()
{
    openDemo();
    const std::string before = m_session->snapshot()->commit;
    const auto repository = git::Repository::open(m_session->folder().toStdString());
    QVERIFY(repository);
    QVERIFY(!m_window->actions().undoCommit->isEnabled());
    git::CommitRequest request{.base = *git::Oid::parse(before), .message = "Add a note\n"};
    request.edits[*files::TreePath::parse("NOTES.md")] = "note\n";
    request.signing = git::Signing::Unsigned;
    QVERIFY(git::CommitWriter(*repository).write(request, {}));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->snapshot()->commit != before, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->actions().undoCommit->text().contains("Add a note"_L1),
                             30'000);

    m_window->actions().undoCommit->trigger();
    auto *dialog = m_window->findChild<QDialog *>(u"reviewDialog"_s);
    QVERIFY(dialog);
    dialog->accept();

    QTRY_COMPARE_WITH_TIMEOUT(m_session->snapshot()->commit, before, 30'000);
    QVERIFY(!QFileInfo::exists(m_session->folder() + u"/NOTES.md"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->actions().undoCommit->isEnabled(), 30'000);
}

void tst_MainWindow::opensAnObjectAndComesBack()
{
    openDemo();
    QAbstractItemView *matrix = view(u"fleetMatrix"_s);
    matrix->setFocus();
    matrix->setCurrentIndex(matrix->model()->index(0, 1));

    QTest::keyClick(matrix, Qt::Key_Return);
    QWidget *yaml = m_window->findChild<QWidget *>(u"yamlView"_s);
    QTRY_VERIFY(yaml->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_Escape);

    QVERIFY(matrix->isVisible());
}

void tst_MainWindow::neverBlocksOnALargeFleet_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("many environments") << u"hmcts-sds-flux-config"_s;
    QTest::newRow("many releases") << u"joryirving-home-ops"_s;
}

void tst_MainWindow::neverBlocksOnALargeFleet()
{
    QFETCH(QString, name);
    const QString fleet = QStringLiteral(PLUMB_SOURCE_DIR)
                          + u"/../shared/conformance/fleets/visible/%1/repo"_s.arg(name);
    if (!QFileInfo::exists(fleet))
        QSKIP("the large fleet is not here");
    auto *watched = static_cast<test::WatchedApplication *>(qApp);
    watched->reset();

    m_window->openFleet(fleet);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::State::Ready, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(view(u"fleetMatrix"_s)->model()->rowCount() > 0, 60'000);
    for (int page = 0; page < 6; ++page) {
        m_window->showPage(static_cast<Page>(page));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->tasks()->isEmpty(), 60'000);
    }

    qInfo("longest event: %.1f ms", watched->longest());
    QVERIFY2(watched->longest() < longestEvent,
             qPrintable(u"%1 ms: %2"_s.arg(watched->longest()).arg(watched->culprit())));
}

int main(int argc, char **argv)
{
    test::WatchedApplication application(argc, argv);
    tst_MainWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_mainwindow.moc"
