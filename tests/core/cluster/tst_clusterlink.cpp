// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/clusterlink.h"
#include "core/cluster/requestbudget.h"

#include <QTest>

#include <thread>

using namespace plumb;
using namespace plumb::cluster;
using State = LinkStatus::State;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const ClusterLink::Clock::time_point start(std::chrono::hours(1));
const Error away(ErrorCode::Unreachable, "cannot reach it");

LinkOptions options()
{
    return {.retry = {.first = seconds(1), .longest = seconds(8)},
            .probeEvery = seconds(20),
            .patience = seconds(30)};
}

} // namespace

class tst_ClusterLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAtOnceAndThenNowAndThen();
    void asksLessAndLessWhileThereIsNoAnswer();
    void callsItUnreachableAfterAWhile();
    void tellsForbiddenApart();
    void asksAtOnceWhenSomethingIsWrong();
    void spendsItsBudgetAndGetsItBack();
    void hasNoLimitWithoutABudget();
    void stopsWaitingForItsBudget();
};

void tst_ClusterLink::asksAtOnceAndThenNowAndThen()
{
    ClusterLink link(options());
    QVERIFY(link.status().state == State::Connecting);
    QVERIFY(link.dueAt() <= start);

    link.begin();
    link.succeed(start);
    link.begin();
    link.succeed(start + seconds(20));

    QVERIFY(link.isOpen());
    QVERIFY(link.status().since == start);
    QVERIFY(link.dueAt() == start + seconds(40));
}

void tst_ClusterLink::asksLessAndLessWhileThereIsNoAnswer()
{
    ClusterLink link(options());
    auto now = start;
    for (const int longest : {1, 2, 4, 8, 8}) {
        link.begin();
        link.fail(away, now);

        const auto wait = link.dueAt() - now;
        QVERIFY(wait >= milliseconds(longest * 500) && wait <= seconds(longest));
        QVERIFY(link.status().nextTry == link.dueAt());
        now = link.dueAt();
    }
    QVERIFY(link.status().since == start);
    QCOMPARE(link.status().reason, "cannot reach it");
}

void tst_ClusterLink::callsItUnreachableAfterAWhile()
{
    ClusterLink link(options());
    link.succeed(start);

    link.fail(away, start + seconds(60));
    QVERIFY(link.status().state == State::Reconnecting);
    link.fail(away, start + seconds(89));
    QVERIFY(link.status().state == State::Reconnecting);
    link.fail(away, start + seconds(90));

    QVERIFY(link.status().state == State::Unreachable);
    QVERIFY(link.status().since == start + seconds(60));
    link.succeed(start + seconds(100));
    QVERIFY(link.isOpen());
    QCOMPARE(link.status().reason, "");
}

void tst_ClusterLink::tellsForbiddenApart()
{
    ClusterLink link(options());

    link.fail(Error(ErrorCode::Unauthorized, "the token has expired"), start);

    QVERIFY(link.status().state == State::Forbidden);
    QVERIFY(link.dueAt() < ClusterLink::Clock::time_point::max());
}

void tst_ClusterLink::asksAtOnceWhenSomethingIsWrong()
{
    ClusterLink link(options());
    link.succeed(start);

    link.suspect(start + seconds(1));
    QVERIFY(link.dueAt() == start + seconds(1));
    link.begin();
    link.suspect(start + seconds(2));

    // It is being asked already.
    QVERIFY(link.dueAt() == ClusterLink::Clock::time_point::max());
}

void tst_ClusterLink::spendsItsBudgetAndGetsItBack()
{
    RequestBudget budget(20);
    int taken = 0;
    while (budget.tryTake(start))
        ++taken;

    QCOMPARE(taken, 40);
    QVERIFY(budget.freeAt(start) == start + milliseconds(50));
    QVERIFY(budget.tryTake(start + milliseconds(51)));
    QVERIFY(!budget.tryTake(start + milliseconds(52)));
    QCOMPARE(budget.taken(), 41);
}

void tst_ClusterLink::hasNoLimitWithoutABudget()
{
    RequestBudget budget(0);
    for (int i = 0; i < 10'000; ++i)
        QVERIFY(budget.tryTake(start));
    QVERIFY(budget.freeAt(start) == start);
}

void tst_ClusterLink::stopsWaitingForItsBudget()
{
    RequestBudget budget(0.000001);
    QVERIFY(budget.tryTake(RequestBudget::Clock::now()));
    std::stop_source stop;
    const std::jthread other([&stop] { stop.request_stop(); });

    const Result<> waited = budget.wait(stop.get_token());

    QVERIFY(!waited && waited.error().code() == ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(tst_ClusterLink)
#include "tst_clusterlink.moc"
