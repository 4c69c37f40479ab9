// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/pointer.h"
#include "tests/support/process.h"
#include "ui/models/driftmodel.h"
#include "ui/models/promotionmodel.h"
#include "ui/pages/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QScreen>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <cstdio>
#include <unistd.h>

using namespace plumb;
using namespace plumb::ui;
using test::click;
using test::isReady;
using test::shown;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 40'000;

QString given(const char *name)
{
    return qEnvironmentVariable(name);
}

} // namespace

/// The line from git through a real cluster to a promotion, walked with the pointer of an X server.
///
/// tst_line.py starts it beside a control plane, and does what a cluster's administrator or Flux
/// would when asked for on standard output; it answers on standard input.
class tst_LineByMouse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void comparesTheClusterAsInSync();
    void seesOneFieldDrift();
    void hasFluxSetItBack();
    void keepsTheLiveValueInGit();
    void promotesOneVersionAndPushesIt();
    void seesTheClusterInSyncAgain();

private:
    bool ask(const QByteArray &wish);
    bool checkDrift();
    bool isInSync() const;
    QModelIndex difference(const QString &field) const;
    bool seeDrift();
    bool agreeToReview(const QString &picture);
    static bool keepPicture(const QString &name);

    QByteArray m_answers;
    std::unique_ptr<QSocketNotifier> m_input;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
};

void tst_LineByMouse::initTestCase()
{
    if (given("PLUMB_LINE_FOLDER").isEmpty())
        QSKIP("started without a control plane");
    m_input = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(m_input.get(), &QSocketNotifier::activated, this, [this] {
        char bytes[256];
        const auto count = read(STDIN_FILENO, bytes, sizeof bytes);
        if (count > 0)
            m_answers.append(bytes, count);
        else
            m_input->setEnabled(false);
    });
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_session = std::make_unique<Session>(m_settings.get());
    m_settings->setClusterAccess(given("PLUMB_LINE_FOLDER"), u"clusters/production"_s,
                                 {.kubeconfig = given("PLUMB_LINE_KUBECONFIG"), .context = {}});
    m_window = std::make_unique<MainWindow>(m_session.get());
    m_window->setGeometry(m_window->screen()->geometry());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get(), patience));
    m_window->openFleet(given("PLUMB_LINE_FOLDER"));
    QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::State::Ready, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->workingTree() && m_session->tasks()->isEmpty(), patience);
}

void tst_LineByMouse::cleanupTestCase()
{
    m_window.reset();
    m_session.reset();
    QThreadPool::globalInstance()->waitForDone();
}

// Has something done to the cluster, and waits until it is.
bool tst_LineByMouse::ask(const QByteArray &wish)
{
    m_answers.clear();
    std::printf("@%s\n", wish.constData());
    std::fflush(stdout);
    return QTest::qWaitFor([this] { return m_answers.contains('\n'); }, patience)
           && m_answers == "done\n";
}

bool tst_LineByMouse::keepPicture(const QString &name)
{
    return test::keepPicture(QStringLiteral(PLUMB_BINARY_DIR "/peers/") + given("PLUMB_LINE_NAME"),
                             name);
}

// Clicks until the cluster is being read, and waits for the end of it.
bool tst_LineByMouse::checkDrift()
{
    if (!click(u"railPage%1"_s.arg(int(Page::Drift))))
        return false;
    // Without a window manager nobody gives the keyboard back after a dialog.
    m_window->activateWindow();
    if (!QTest::qWaitForWindowActive(m_window.get(), patience))
        return false;
    QTest::keyClick(m_window.get(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    return QTest::qWaitFor([this] { return m_session->tasks()->isEmpty(); }, patience);
}

bool tst_LineByMouse::isInSync() const
{
    const auto *tree = m_window->findChild<QAbstractItemView *>(u"driftTree"_s);
    return tree->model()->rowCount() == 0 && m_session->tasks()->isEmpty();
}

void tst_LineByMouse::comparesTheClusterAsInSync()
{
    QVERIFY(checkDrift());

    QTRY_VERIFY_WITH_TIMEOUT(isInSync(), patience);
    QVERIFY(!shown<QAbstractItemView>(u"driftTree"_s));
    QVERIFY(keepPicture(u"1-in-sync"_s));
}

// Has somebody change one field by hand, and goes to the object that it is in.
bool tst_LineByMouse::seeDrift()
{
    if (!ask("drift") || !checkDrift())
        return false;
    if (!QTest::qWaitFor([] { return shown<QAbstractItemView>(u"driftTree"_s) != nullptr; },
                         patience))
        return false;
    auto *tree = shown<QAbstractItemView>(u"driftTree"_s);
    const QModelIndex object = tree->model()->index(0, 0, tree->model()->index(0, 0));
    return test::clickItem(tree, object);
}

void tst_LineByMouse::seesOneFieldDrift()
{
    QVERIFY(seeDrift());

    auto *tree = shown<QAbstractItemView>(u"driftTree"_s);
    QCOMPARE(tree->model()->rowCount(), 1);
    const QModelIndex cluster = tree->model()->index(0, 0);
    QCOMPARE(tree->model()->rowCount(cluster), 1);
    const DriftRow *row =
        static_cast<DriftModel *>(tree->model())->row(tree->model()->index(0, 0, cluster));
    QCOMPARE(QString::fromStdString(row->diff->displayName()), given("PLUMB_LINE_OBJECT"));
    QCOMPARE(row->diff->changes.size(), 1u);
    QCOMPARE(QString::fromStdString(row->diff->changes.front().path.toString()),
             given("PLUMB_LINE_FIELD"));
    QTRY_VERIFY_WITH_TIMEOUT(shown<QWidget>(u"diffView"_s), patience);
    QVERIFY(keepPicture(u"2-drift"_s));
}

// Looks at what is about to happen, and agrees.
bool tst_LineByMouse::agreeToReview(const QString &picture)
{
    return QTest::qWaitFor([] { return isReady(u"reviewAccept"_s); }, patience)
           && QTest::qWaitForWindowExposed(shown<QWidget>(u"reviewAccept"_s)->window(), patience)
           && keepPicture(picture) && click(u"reviewAccept"_s);
}

void tst_LineByMouse::hasFluxSetItBack()
{
    QTRY_VERIFY_WITH_TIMEOUT(isReady(u"reconcileNow"_s), patience);
    QVERIFY(click(u"reconcileNow"_s));
    QVERIFY(agreeToReview(u"3-reconcile"_s));

    QTRY_VERIFY_WITH_TIMEOUT(isInSync(), patience);
}

void tst_LineByMouse::keepsTheLiveValueInGit()
{
    const auto edits = [] {
        return test::git(given("PLUMB_LINE_FOLDER"), {u"diff"_s, u"--unified=0"_s}).output;
    };
    QVERIFY(seeDrift());
    QTRY_VERIFY_WITH_TIMEOUT(isReady(u"keepLiveValue"_s), patience);
    QVERIFY(click(u"keepLiveValue"_s));
    QVERIFY(agreeToReview(u"4-keep-live-value"_s));

    // One line of one file is another now, and nothing is committed.
    QTRY_VERIFY_WITH_TIMEOUT(!edits().isEmpty(), patience);
    QCOMPARE(edits().count("\n@@"), 1);
    QCOMPARE(edits().count("\n-"), 2); // the file's name and the line
    QCOMPARE(edits().count("\n+"), 2);
    QTRY_VERIFY_WITH_TIMEOUT(isReady(u"takeEditBack"_s), patience);
    QVERIFY(click(u"takeEditBack"_s));
    QTRY_VERIFY_WITH_TIMEOUT(edits().isEmpty(), patience);

    QVERIFY(ask("repair"));
    QVERIFY(checkDrift());
    QTRY_VERIFY_WITH_TIMEOUT(isInSync(), patience);
}

QModelIndex tst_LineByMouse::difference(const QString &field) const
{
    const auto *table = shown<QAbstractItemView>(u"differences"_s);
    for (int row = 0; table && row < table->model()->rowCount(); ++row) {
        const QModelIndex first = table->model()->index(row, PromotionModel::App);
        if (first.siblingAtColumn(PromotionModel::Field).data().toString().contains(field))
            return first;
    }
    return {};
}

void tst_LineByMouse::promotesOneVersionAndPushesIt()
{
    const std::string before = m_session->snapshot()->commit;
    QVERIFY(click(u"railPage%1"_s.arg(int(Page::Promote))));
    QTRY_VERIFY_WITH_TIMEOUT(shown<QAbstractItemView>(u"differences"_s), patience);
    QCOMPARE(shown<QComboBox>(u"promoteFrom"_s)->currentText(), u"staging"_s);
    QCOMPARE(shown<QComboBox>(u"promoteTo"_s)->currentText(), u"production"_s);
    auto *table = shown<QAbstractItemView>(u"differences"_s);
    const QModelIndex version = difference(given("PLUMB_LINE_VERSION"));
    QVERIFY(version.isValid());
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex index = table->model()->index(row, PromotionModel::App);
        const bool isWanted = row == version.row();
        if ((index.data(Qt::CheckStateRole).toInt() == Qt::Checked) == isWanted)
            continue;
        QVERIFY(test::clickBox(table, index));
        QTRY_COMPARE(index.data(Qt::CheckStateRole).toInt(),
                     int(isWanted ? Qt::Checked : Qt::Unchecked));
    }
    QTRY_VERIFY_WITH_TIMEOUT(isReady(u"commitReview"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->tasks()->isEmpty(), patience);
    QVERIFY(keepPicture(u"5-promote"_s));

    QVERIFY(click(u"commitReview"_s));
    QVERIFY(agreeToReview(u"6-review"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->snapshot()->commit != before, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->tasks()->isEmpty(), patience);

    QTRY_VERIFY_WITH_TIMEOUT(shown<QPushButton>(u"pushButton"_s)->text().contains(u'1'), patience);
    QVERIFY(click(u"pushButton"_s));
    QVERIFY(agreeToReview(u"7-push"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!shown<QPushButton>(u"pushButton"_s)->text().contains(u'1'), patience);
}

void tst_LineByMouse::seesTheClusterInSyncAgain()
{
    QVERIFY(ask("applied"));
    QVERIFY(checkDrift());

    QTRY_VERIFY_WITH_TIMEOUT(isInSync(), patience);
    QVERIFY(keepPicture(u"8-in-sync-again"_s));
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme::install(application, Theme::Scheme::Light);
    QThreadPool::globalInstance()->setMaxThreadCount(8);
    tst_LineByMouse test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_linebymouse.moc"
