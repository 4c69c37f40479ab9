// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/executor.h"

#include <QTest>

#include <atomic>
#include <memory>
#include <vector>

using namespace plumb;

class tst_Executor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsEveryIterationOnce_data();
    void callsEveryIterationOnce();
    void runsInlineInOrder();
};

void tst_Executor::callsEveryIterationOnce_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("count");
    QTest::newRow("nothing to do") << 4 << 0;
    QTest::newRow("fewer iterations than threads") << 8 << 3;
    QTest::newRow("many") << 4 << 10'000;
    QTest::newRow("one thread a core") << 0 << 1'000;
}

void tst_Executor::callsEveryIterationOnce()
{
    QFETCH(int, width);
    QFETCH(int, count);
    std::vector<std::atomic<int>> calls(static_cast<std::size_t>(count));

    ThreadExecutor(static_cast<std::size_t>(width)).forEach(calls.size(), [&](std::size_t i) {
        ++calls[i];
    });

    QVERIFY(std::ranges::all_of(calls, [](const std::atomic<int> &each) { return each == 1; }));
}

void tst_Executor::runsInlineInOrder()
{
    std::vector<std::size_t> order;

    InlineExecutor().forEach(3, [&](std::size_t i) { order.push_back(i); });

    QCOMPARE(order, (std::vector<std::size_t>{0, 1, 2}));
}

QTEST_APPLESS_MAIN(tst_Executor)
#include "tst_executor.moc"
