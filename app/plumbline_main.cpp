// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/remote.h"
#include "core/source/sourcestore.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/screenshot.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QThreadPool>

#include <algorithm>
#include <cstdio>
#include <optional>

using namespace plumb::ui;
using namespace Qt::StringLiterals;

namespace {

struct Arguments
{
    bool isDemo = false;
    QString kubeconfig;
    QString theme;
    std::optional<ScreenshotRequest> screenshot;
    QString path;
};

Arguments parse(const QStringList &words)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "main", "Shows whether the clusters of a Flux fleet are where git says they are."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demo(u"demo"_s, u"Open the demo fleet."_s);
    const QCommandLineOption kubeconfig(u"kubeconfig"_s,
                                        u"Compare with the clusters of this file."_s, u"file"_s);
    const QCommandLineOption theme(u"theme"_s, u"light or dark; the system's when not given."_s,
                                   u"theme"_s);
    const QCommandLineOption screenshot(
        u"screenshot"_s, u"Write a picture of the window without showing it, and exit."_s,
        u"file"_s);
    const QCommandLineOption size(u"size"_s, u"Of the picture."_s, u"WxH"_s, u"1440x900"_s);
    const QCommandLineOption page(
        u"page"_s,
        u"In the picture: fleet, tree, table, yaml, drift, promote, dryrun, history, compare."_s,
        u"name"_s, u"fleet"_s);
    parser.addOptions({demo, kubeconfig, theme, screenshot, size, page});
    parser.addPositionalArgument(u"path"_s, u"The fleet repository to open."_s, u"[path]"_s);
    parser.process(words);

    Arguments arguments{.isDemo = parser.isSet(demo),
                        .kubeconfig = parser.value(kubeconfig),
                        .theme = parser.value(theme),
                        .screenshot = {},
                        .path = parser.positionalArguments().value(0)};
    if (!arguments.theme.isEmpty() && arguments.theme != "light"_L1
        && arguments.theme != "dark"_L1) {
        std::fputs("plumbline: --theme is light or dark\n", stderr);
        std::exit(2);
    }
    if (parser.isSet(screenshot)) {
        arguments.screenshot = ScreenshotRequest::from(parser.value(screenshot), parser.value(size),
                                                       parser.value(page));
        if (!arguments.screenshot) {
            std::fputs(
                "plumbline: --size is WIDTHxHEIGHT, and --page one of those that --help lists\n",
                stderr);
            std::exit(2);
        }
    }
    return arguments;
}

void openFleet(MainWindow &window, Session &session, const Arguments &arguments)
{
    window.useKubeconfig(arguments.kubeconfig);
    if (!arguments.path.isEmpty()) {
        window.openFleet(QFileInfo(arguments.path).absoluteFilePath());
        return;
    }
    const QStringList recent = session.settings()->recentFleets();
    if (arguments.isDemo)
        window.openDemo();
    else if (!recent.isEmpty() && QFileInfo(recent.front()).isDir() && !arguments.screenshot)
        window.openFleet(recent.front());
}

// Charts that plumblinectl has fetched: the window does not wait for the network.
std::shared_ptr<plumb::source::ChartSource> chartsInCache()
{
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    return std::make_shared<plumb::source::SourceStore>(plumb::source::SourceStoreOptions{
        .cacheFolder = QString(cache + u"/plumbline/sources"_s).toStdString(),
        .network = plumb::source::Network::Off});
}

bool isAsked(int count, char **words, std::string_view option)
{
    return std::any_of(words, words + count,
                       [option](std::string_view word) { return word.starts_with(option); });
}

} // namespace

int main(int argc, char **argv)
{
    // Pictures are made without a screen, so the platform is chosen before Qt looks for one.
    if (isAsked(argc, argv, "--screenshot"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"plumbline"_s);
    QApplication::setApplicationDisplayName(u"Plumbline"_s);
    QApplication::setApplicationVersion(QStringLiteral(PLUMB_VERSION));
    QApplication::setOrganizationName(u"plumbline"_s);
    QApplication::setDesktopFileName(u"plumbline"_s);
    const Arguments arguments = parse(QApplication::arguments());
    if (const QByteArray file = qgetenv("GIT_SSL_CAINFO"); !file.isEmpty())
        plumb::git::trustAuthorities(file.toStdString());

    // Requests to slow remotes and clusters wait in the pool beside the builds.
    QThreadPool::globalInstance()->setMaxThreadCount(std::max(8, QThread::idealThreadCount()));

    // A picture must not depend on, or change, what a person has set up.
    const QTemporaryDir scratch;
    Settings settings(arguments.screenshot ? scratch.filePath(u"settings.ini"_s) : QString());
    ThemeChoice choice = settings.theme();
    if (!arguments.theme.isEmpty())
        choice = arguments.theme == "dark"_L1 ? ThemeChoice::Dark : ThemeChoice::Light;
    Theme::install(application, static_cast<Theme::Scheme>(choice));

    int result = 0;
    {
        Session session(&settings);
        if (!arguments.screenshot)
            session.setCharts(chartsInCache());
        MainWindow window(&session);
        std::unique_ptr<Screenshot> screenshot;
        if (arguments.screenshot)
            screenshot = std::make_unique<Screenshot>(&window, &session, *arguments.screenshot);
        openFleet(window, session, arguments);
        window.show();
        result = QApplication::exec();
    }
    QThreadPool::globalInstance()->waitForDone();
    return result;
}
