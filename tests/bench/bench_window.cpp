// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// What a person waits for in the window: opening a large fleet, the first look at every page, and
// the effect of a saved file. The fleet is a folder given as FLEET, else the largest public one
// beside the source tree. Ends with 1 when a limit is passed.

#include "tests/support/demofleet.h"
#include "tests/support/process.h"
#include "tests/support/watchedapplication.h"
#include "ui/pages/changelistpane.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/pagewidget.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr double frame = 16;
constexpr double openingLimit = 1000;
constexpr double savingLimit = 100;

QString fleetFolder()
{
    const QString given = qEnvironmentVariable("FLEET");
    return given.isEmpty()
               ? QStringLiteral(PLUMB_SOURCE_DIR)
                     + u"/../shared/conformance/fleets/visible/hmcts-sds-flux-config/repo"_s
               : given;
}

bool makeRepository(const QString &folder)
{
    std::error_code failed;
    std::filesystem::copy(fleetFolder().toStdString(), folder.toStdString(),
                          std::filesystem::copy_options::recursive
                              | std::filesystem::copy_options::copy_symlinks,
                          failed);
    return !failed && test::git(folder, {u"init"_s, u"-q"_s, u"-b"_s, u"main"_s}).exitCode == 0
           && test::git(folder, {u"add"_s, u"--all"_s}).exitCode == 0
           && test::git(folder, {u"commit"_s, u"-q"_s, u"-m"_s, u"Start"_s}).exitCode == 0;
}

/// Milliseconds until @p condition holds, with the event loop running; a minute at most.
double until(const std::function<bool()> &condition)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition() && timer.elapsed() < 60'000) {
        QCoreApplication::processEvents();
        QThread::usleep(100);
    }
    return double(timer.nsecsElapsed()) / 1e6;
}

/// A file that one Kustomization alone reads and that holds a release: what is edited most.
QString typicalFile(const Session &session)
{
    std::map<std::string, int> readers;
    for (const build::ClusterState &cluster : session.snapshot()->desired->clusters) {
        for (const auto &unit : cluster.units) {
            for (const files::TreePath &file : unit->filesRead)
                ++readers[file.text()];
        }
    }
    for (const auto &[file, count] : readers) {
        const QString path = session.folder() + u'/' + QString::fromStdString(file);
        const QByteArray text = test::contentOf(path);
        if (count == 1 && text.contains("kind: HelmRelease") && text.contains("\nspec:\n"))
            return path;
    }
    return {};
}

void save(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(text);
        file.commit();
    }
}

bool report(const char *what, double milliseconds, double limit)
{
    std::printf("%-44s %8.1f ms  (at most %.0f)\n", what, milliseconds, limit);
    return milliseconds <= limit;
}

bool visitPages(MainWindow &window, Session &session, test::WatchedApplication &watched)
{
    bool good = true;
    for (int page = 0; page < 5; ++page) {
        watched.reset();
        const double settled = until([&, shown = false]() mutable {
            if (!std::exchange(shown, true))
                window.showPage(static_cast<Page>(page));
            return session.tasks()->isEmpty();
        });
        std::printf("page %d settles after %.1f ms, longest event: %s\n", page + 1, settled,
                    qPrintable(watched.culprit()));
        good = report("  longest event", watched.longest(), frame) && good;
    }
    return good;
}

bool saveFiles(MainWindow &window, Session &session)
{
    const QString file = typicalFile(session);
    const QByteArray before = test::contentOf(file);
    QByteArray after = before;
    after.replace("\nspec:\n", "\nspec:\n  timeout: 17m\n");
    if (file.isEmpty())
        return false;
    window.showPage(Page::DryRun);
    const auto *list = window.page(Page::DryRun)->findChild<ChangeListPane *>();
    std::vector<double> shown;
    std::vector<double> built;
    for (int i = 0; i < 20; ++i) {
        until([&] { return session.tasks()->isEmpty(); });
        const bool isEdit = i % 2 == 0;
        const SnapshotPointer old = session.workingTree();
        double tree = 0;
        QElapsedTimer timer;
        timer.start();
        save(file, isEdit ? after : before);
        until([&] {
            if (tree == 0 && session.workingTree() != old)
                tree = double(timer.nsecsElapsed()) / 1e6;
            return (list->model().rowCount() > 0) == isEdit && tree > 0;
        });
        shown.push_back(double(timer.nsecsElapsed()) / 1e6);
        built.push_back(tree);
    }
    std::ranges::sort(shown);
    std::ranges::sort(built);
    std::printf("saved: %s, built after %.1f ms\n", qPrintable(file.section(u'/', -3)),
                built[built.size() / 2]);
    return report("saved to effect shown, median of 20", shown[shown.size() / 2], savingLimit);
}

bool openAndUse(const QString &folder, test::WatchedApplication &watched)
{
    const QTemporaryDir scratch;
    Settings settings(scratch.filePath(u"settings.ini"_s));
    Session session(&settings);
    MainWindow window(&session);
    window.resize(1440, 900);
    window.show();
    until([&] { return window.isVisible(); });

    const auto *matrix = window.findChild<QAbstractItemView *>(u"fleetMatrix"_s);
    watched.reset();
    window.openFleet(folder);
    const double opened = until([&] { return matrix->isVisible() && matrix->model()->rowCount(); });
    bool good = report("opening to the matrix", opened, openingLimit);
    until([&] { return session.workingTree() && session.tasks()->isEmpty(); });
    std::printf("longest event while opening: %s\n", qPrintable(watched.culprit()));
    good = report("  longest event", watched.longest(), frame) && good;
    good = visitPages(window, session, watched) && good;
    watched.reset();
    good = saveFiles(window, session) && good;
    std::printf("longest event while saving: %s\n", qPrintable(watched.culprit()));
    return report("  longest event", watched.longest(), frame) && good;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    test::WatchedApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    Theme::install(application, Theme::Scheme::Light);
    QThreadPool::globalInstance()->setMaxThreadCount(8);
    const QTemporaryDir scratch;
    const QString folder = scratch.filePath(u"fleet"_s);
    if (!makeRepository(folder)) {
        std::printf("no fleet at %s\n", qPrintable(fleetFolder()));
        return 0;
    }
    const bool good = openAndUse(folder, application);
    QThreadPool::globalInstance()->waitForDone();
    return good ? 0 : 1;
}
