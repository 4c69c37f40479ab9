// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/latestjob.h"

#include <QSemaphore>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;

class tst_LatestJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();

    void deliversOnTheStartingThread();
    void neverDeliversBeforeStartReturns();
    void dropsTheResultOfSupersededWork();
    void deliversCancelledWhenCancelled();
    void dropsTheResultWhenDestroyed();
    void doneMayStartTheNextRun();
    void keepsOnlyTheLatestProgress();
};

void tst_LatestJob::cleanup()
{
    QThreadPool::globalInstance()->waitForDone();
}

void tst_LatestJob::deliversOnTheStartingThread()
{
    LatestJob<int> job;
    QThread *thread = nullptr;

    job.start([](const Run &) -> Result<int> { return 7; },
              [&](const Result<int> &) { thread = QThread::currentThread(); });

    QTRY_COMPARE(thread, QThread::currentThread());
    QVERIFY(!job.isRunning());
}

void tst_LatestJob::neverDeliversBeforeStartReturns()
{
    for (int i = 0; i < 1000; ++i) {
        LatestJob<int> job;
        bool delivered = false;

        job.start([](const Run &) -> Result<int> { return 1; },
                  [&](const Result<int> &) { delivered = true; });

        QVERIFY(!delivered);
    }
}

void tst_LatestJob::dropsTheResultOfSupersededWork()
{
    LatestJob<int> job;
    QList<int> delivered;
    const auto deliver = [&](const Result<int> &result) { delivered << result.value(); };
    const auto gate = std::make_shared<QSemaphore>();

    job.start(
        [gate](const Run &) -> Result<int> {
            gate->acquire();
            return 1;
        },
        deliver);
    job.start([](const Run &) -> Result<int> { return 2; }, deliver);
    QTRY_COMPARE(delivered, QList<int>{2});
    gate->release();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();

    QCOMPARE(delivered, QList<int>{2});
}

void tst_LatestJob::deliversCancelledWhenCancelled()
{
    LatestJob<int> job;
    std::optional<Result<int>> delivered;
    const auto untilStopped = [](const Run &run) -> Result<int> {
        for (;;)
            PLUMB_TRY(run.checkpoint({.stage = Stage::Building}));
    };

    job.start(untilStopped, [&](Result<int> result) { delivered = std::move(result); });
    job.cancel();

    QTRY_VERIFY(delivered);
    QCOMPARE(delivered->error().code(), ErrorCode::Cancelled);
}

void tst_LatestJob::dropsTheResultWhenDestroyed()
{
    bool delivered = false;
    {
        LatestJob<int> job;
        job.start([](const Run &) -> Result<int> { return 1; },
                  [&](const Result<int> &) { delivered = true; });
    }
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();

    QVERIFY(!delivered);
}

void tst_LatestJob::doneMayStartTheNextRun()
{
    LatestJob<int> job;
    QList<int> delivered;
    const auto work = [](const Run &) -> Result<int> { return 1; };
    const std::function<void(Result<int>)> again = [&](const Result<int> &result) {
        delivered << result.value();
        if (delivered.size() < 3)
            job.start(work, again);
    };

    job.start(work, again);

    QTRY_COMPARE(delivered.size(), 3);
}

void tst_LatestJob::keepsOnlyTheLatestProgress()
{
    LatestJob<int> job;
    bool delivered = false;

    const auto progress = job.start(
        [](const Run &run) -> Result<int> {
            for (int i = 1; i <= 3; ++i)
                PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .done = i, .total = 3}));
            return 1;
        },
        [&](const Result<int> &) { delivered = true; });

    QTRY_VERIFY(delivered);
    QCOMPARE(progress->latest().done, 3);
}

QTEST_GUILESS_MAIN(tst_LatestJob)
#include "tst_latestjob.moc"
