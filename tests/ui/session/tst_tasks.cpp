// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/tasks.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_Tasks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QThreadPool::globalInstance()->waitForDone(); }

    void listsAJobForAsLongAsItRuns();
    void cancelsTheWorkBehindATask();
    void listsARestartedJobOnce();
    void forgetsAJobThatIsDestroyed();
    void saysThatATaskGotFurther();
};

namespace {

Result<int> untilStopped(const Run &run)
{
    for (int i = 0;; ++i)
        PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .done = i, .total = 100}));
}

QStringList titles(const Tasks &tasks)
{
    QStringList result;
    for (const Task &task : tasks.running())
        result << task.title;
    return result;
}

} // namespace

void tst_Tasks::listsAJobForAsLongAsItRuns()
{
    Tasks tasks;
    TaskJob<int> job(&tasks);
    const auto gate = std::make_shared<QSemaphore>();
    bool delivered = false;

    job.start(
        u"Building the fleet"_s,
        [gate](const Run &) -> Result<int> {
            gate->acquire();
            return 1;
        },
        [&](const Result<int> &) { delivered = true; });
    QCOMPARE(titles(tasks), QStringList{u"Building the fleet"_s});
    gate->release();

    QTRY_VERIFY(delivered);
    QVERIFY(tasks.isEmpty());
}

void tst_Tasks::cancelsTheWorkBehindATask()
{
    Tasks tasks;
    TaskJob<int> job(&tasks);
    std::optional<Result<int>> delivered;
    job.start(u"Fetching"_s, untilStopped,
              [&](Result<int> result) { delivered = std::move(result); });

    tasks.cancel(tasks.running().front().id);

    QTRY_VERIFY(delivered);
    QCOMPARE(delivered->error().code(), ErrorCode::Cancelled);
    QVERIFY(tasks.isEmpty());
}

void tst_Tasks::listsARestartedJobOnce()
{
    Tasks tasks;
    TaskJob<int> job(&tasks);
    bool delivered = false;

    job.start(u"First"_s, untilStopped, [](const Result<int> &) {});
    job.start(u"Second"_s, untilStopped, [&](const Result<int> &) { delivered = true; });
    const QStringList listed = titles(tasks);
    job.cancel();

    QCOMPARE(listed, QStringList{u"Second"_s});
    QTRY_VERIFY(delivered);
}

void tst_Tasks::forgetsAJobThatIsDestroyed()
{
    Tasks tasks;

    {
        TaskJob<int> job(&tasks);
        job.start(u"Cloning"_s, untilStopped, [](const Result<int> &) {});
    }

    QVERIFY(tasks.isEmpty());
}

void tst_Tasks::saysThatATaskGotFurther()
{
    Tasks tasks;
    TaskJob<int> job(&tasks);
    job.start(u"Building"_s, untilStopped, [](const Result<int> &) {});
    QSignalSpy changed(&tasks, &Tasks::changed);

    QTRY_VERIFY(changed.count() > 0);
    QTRY_VERIFY(tasks.running().front().progress.done > 0);

    QVERIFY(tasks.running().front().isMeasured());
    job.cancel();
}

QTEST_GUILESS_MAIN(tst_Tasks)
#include "tst_tasks.moc"
