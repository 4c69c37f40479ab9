// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// Opens a comparison of 60,000 lines, scrolls, jumps, searches and unfolds, and measures how long
// the event loop was away each time. Ends with 1 when the 99th percentile is above one frame.

#include "tests/support/comparisons.h"
#include "tests/support/golden.h"
#include "ui/widgets/diffcanvas.h"
#include "ui/widgets/diffview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace plumb;
using namespace plumb::ui;

namespace {

constexpr double frame = 16;

/// The time that one action and all it causes keep the event loop busy.
double timed(const std::function<void()> &action)
{
    QElapsedTimer timer;
    timer.start();
    action();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    return double(timer.nsecsElapsed()) / 1e6;
}

bool report(const char *name, std::vector<double> times)
{
    std::ranges::sort(times);
    const double p99 = times[(times.size() - 1) * 99 / 100];
    std::printf("%-28s %5zu steps  median %6.2f ms  p99 %6.2f ms  max %6.2f ms\n", name,
                times.size(), times[times.size() / 2], p99, times.back());
    return p99 <= frame;
}

/// From the request until the first rows are on the screen, and the longest pause on the way.
bool reportFirstPaint(DiffView &view)
{
    bool shown = false;
    QObject::connect(&view, &DiffView::documentShown, &view, [&shown] { shown = true; });
    const AnnotatedText left = test::manyObjects(1622, 0);
    const AnnotatedText right = test::manyObjects(1622, 10);
    QElapsedTimer whole;
    whole.start();
    double longest = timed([&] { view.setTexts(left, right); });
    while (!shown) {
        QThread::usleep(200);
        longest = std::max(longest, timed([] {}));
    }
    longest = std::max(longest, timed([&] { view.repaint(); }));
    std::printf("first paint of %lld lines %.1f ms, longest pause %.1f ms\n",
                static_cast<long long>(left.lines.size()), double(whole.nsecsElapsed()) / 1e6,
                longest);
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    test::setGoldenLook();
    DiffView view;
    view.resize(1440, 900);
    view.show();
    bool good = reportFirstPaint(view);
    view.setContextLines(-1);
    auto *canvas = view.findChild<DiffCanvas *>();
    QScrollBar *bar = canvas->verticalScrollBar();

    std::vector<double> times;
    for (int i = 0; i < 600; ++i)
        times.push_back(timed([&] { bar->setValue(bar->value() + 57); }));
    good = report("scrolling by the wheel", times) && good;

    times.clear();
    for (int i = 0; i < 300; ++i)
        times.push_back(
            timed([&] { bar->setValue(int(qint64(bar->maximum()) * ((i * 7919) % 300) / 300)); }));
    good = report("jumping anywhere", times) && good;

    times.clear();
    for (int i = 0; i < 300; ++i)
        times.push_back(timed([&] { view.nextChange(); }));
    good = report("next change", times) && good;

    times.clear();
    view.setContextLines(3);
    for (int i = 0; i < 20; ++i)
        times.push_back(timed(
            [&] { view.setMode(i % 2 ? DiffView::Mode::SideBySide : DiffView::Mode::Inline); }));
    good = report("changing the mode", times) && good;

    times.clear();
    for (const QString &query :
         {QStringLiteral("r"), QStringLiteral("repl"), QStringLiteral("replicas: 7")}) {
        times.push_back(timed([&] { canvas->setQuery(query); }));
        for (int i = 0; i < 60; ++i)
            times.push_back(timed([] {}));
    }
    good = report("searching while typing", times) && good;
    return good ? 0 : 1;
}
