// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/demofleet.h"
#include "tests/support/pointer.h"
#include "tests/support/process.h"
#include "ui/models/promotionmodel.h"
#include "ui/pages/mainwindow.h"
#include "ui/session/demofleet.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QScreen>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace plumb;
using namespace plumb::ui;
using test::click;
using test::isReady;
using test::shown;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 15'000;

int rowsOf(const QString &view)
{
    const auto *widget = shown<QAbstractItemView>(view);
    return widget ? widget->model()->rowCount() : 0;
}

} // namespace

/// Walks a person's way through the window with the pointer of an X server.
class tst_WindowByMouse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void promotesOneVersionOfTheDemoFleet();
    void showsWhatASavedFileDoes();

private:
    void openDemo();
    QModelIndex difference(const QString &app, const QString &field) const;
    static bool clickBox(const QModelIndex &index);
    static bool keepPicture(const QString &name);
    QString file(const QString &path) const { return DemoFleet::folder() + u'/' + path; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
};

void tst_WindowByMouse::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", m_folder->path().toUtf8());
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_session = std::make_unique<Session>(m_settings.get());
    m_window = std::make_unique<MainWindow>(m_session.get());
    m_window->setGeometry(m_window->screen()->geometry());
    m_window->show();
    // Nobody manages windows here, so none ever becomes the active one by itself.
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get(), patience));
}

void tst_WindowByMouse::cleanup()
{
    m_window.reset();
    m_session.reset();
    QThreadPool::globalInstance()->waitForDone();
}

void tst_WindowByMouse::openDemo()
{
    QTRY_VERIFY_WITH_TIMEOUT(shown<QPushButton>(u"openDemoOffer"_s), patience);
    QVERIFY(click(u"openDemoOffer"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::State::Ready, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->workingTree() && m_session->tasks()->isEmpty(), patience);
}

QModelIndex tst_WindowByMouse::difference(const QString &app, const QString &field) const
{
    const auto *table = shown<QAbstractItemView>(u"differences"_s);
    if (!table)
        return {};
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex first = table->model()->index(row, PromotionModel::App);
        if (first.data().toString() == app
            && first.siblingAtColumn(PromotionModel::Field).data().toString().contains(field))
            return first;
    }
    return {};
}

bool tst_WindowByMouse::clickBox(const QModelIndex &index)
{
    return test::clickBox(shown<QAbstractItemView>(u"differences"_s), index);
}

bool tst_WindowByMouse::keepPicture(const QString &name)
{
    return test::keepPicture(QStringLiteral(PLUMB_BINARY_DIR "/e2e"), name);
}

void tst_WindowByMouse::promotesOneVersionOfTheDemoFleet()
{
    openDemo();
    QVERIFY(rowsOf(u"fleetMatrix"_s) >= 4);
    QVERIFY(keepPicture(u"fleet"_s));
    const std::string before = m_session->snapshot()->commit;
    const QString path = file(u"apps/production-eu/checkout/kustomization.yaml"_s);
    const QByteArray original = test::contentOf(path);

    QVERIFY(click(u"railPage%1"_s.arg(int(Page::Promote))));
    QTRY_VERIFY_WITH_TIMEOUT(isReady(u"commitReview"_s), patience);
    QCOMPARE(shown<QComboBox>(u"promoteFrom"_s)->currentText(), u"staging"_s);
    QCOMPARE(shown<QComboBox>(u"promoteTo"_s)->currentText(), u"production-eu"_s);
    QVERIFY(rowsOf(u"changeList"_s) > 0);

    // Without any tick there is nothing to commit; with one, its own effect.
    const auto *table = shown<QAbstractItemView>(u"differences"_s);
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex index = table->model()->index(row, PromotionModel::App);
        if (index.data(Qt::CheckStateRole).toInt() != Qt::Checked)
            continue;
        QVERIFY(clickBox(index));
        QTRY_COMPARE(index.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    }
    QTRY_COMPARE(rowsOf(u"changeList"_s), 0);
    QVERIFY(!isReady(u"commitReview"_s));
    const QModelIndex version = difference(u"checkout"_s, u"newTag"_s);
    QVERIFY(version.isValid());
    QVERIFY(clickBox(version));
    QTRY_VERIFY_WITH_TIMEOUT(isReady(u"commitReview"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"changeList"_s) > 0, patience);
    QVERIFY(table->selectionModel()->isRowSelected(version.row()));
    QVERIFY(keepPicture(u"promote"_s));

    QVERIFY(click(u"commitReview"_s));
    QTRY_VERIFY_WITH_TIMEOUT(isReady(u"reviewAccept"_s), patience);
    QVERIFY(QTest::qWaitForWindowExposed(shown<QWidget>(u"reviewAccept"_s)->window(), patience));
    QVERIFY(keepPicture(u"review"_s));
    QVERIFY(click(u"reviewAccept"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->snapshot()->commit != before, patience);

    QByteArray promoted = original;
    QCOMPARE(promoted.count("newTag: v2.13.1"), 1);
    promoted.replace("newTag: v2.13.1", "newTag: v2.14.0");
    QCOMPARE(test::contentOf(path), promoted);
    const test::Finished changed =
        test::git(DemoFleet::folder(),
                  {u"diff"_s, u"--numstat"_s, QString::fromStdString(before), u"HEAD"_s});
    QCOMPARE(changed.output, "1\t1\tapps/production-eu/checkout/kustomization.yaml\n");
    QCOMPARE(test::git(DemoFleet::folder(), {u"status"_s, u"--porcelain"_s}).output, QByteArray());

    // And back again, from the history.
    const std::string promotedAt = m_session->snapshot()->commit;
    QTRY_VERIFY_WITH_TIMEOUT(!shown<QWidget>(u"reviewAccept"_s), patience);
    QVERIFY(click(u"railPage%1"_s.arg(int(Page::History))));
    QTRY_COMPARE(m_window->currentPage(), Page::History);
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"timeline"_s) > 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"changeList"_s) > 0, patience);
    QVERIFY(keepPicture(u"history"_s));
    QVERIFY(click(u"revertCommit"_s));
    QTRY_COMPARE(m_window->currentPage(), Page::Promote);
    QTRY_VERIFY_WITH_TIMEOUT(isReady(u"commitReview"_s), patience);
    QVERIFY(keepPicture(u"revert"_s));
    QVERIFY(click(u"commitReview"_s));
    QTRY_VERIFY_WITH_TIMEOUT(isReady(u"reviewAccept"_s), patience);
    QVERIFY(QTest::qWaitForWindowExposed(shown<QWidget>(u"reviewAccept"_s)->window(), patience));
    QVERIFY(click(u"reviewAccept"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->snapshot()->commit != promotedAt, patience);
    QCOMPARE(test::contentOf(path), original);
}

void tst_WindowByMouse::showsWhatASavedFileDoes()
{
    openDemo();
    QVERIFY(click(u"railPage%1"_s.arg(int(Page::DryRun))));
    QTRY_COMPARE(m_window->currentPage(), Page::DryRun);
    QCOMPARE(rowsOf(u"changeList"_s), 0);

    QVERIFY(test::replaceIn(file(u"apps/base/search/deployment.yaml"_s),
                            "containerPort: ", "hostPort: 81\n              containerPort: "));

    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"changeList"_s) > 0, patience);
    QVERIFY(shown<QAbstractItemView>(u"changeList"_s)->selectionModel()->hasSelection());
    QVERIFY(keepPicture(u"dryrun"_s));
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme::install(application, Theme::Scheme::Light);
    tst_WindowByMouse test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_windowbymouse.moc"
