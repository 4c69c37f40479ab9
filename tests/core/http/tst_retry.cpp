// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/retry.h"

#include <QTest>

using namespace plumb::http;
using std::chrono::milliseconds;

class tst_Retry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsAndSpreadsTheWaits();
    void obeysTheServerWithinLimits_data();
    void obeysTheServerWithinLimits();
    void repeatsOnlyWhatHasNoEffect();
    void givesTheSameNumbersForOneSeed();
};

void tst_Retry::growsAndSpreadsTheWaits()
{
    const Retry retry = {.first = milliseconds(200), .longest = milliseconds(1000)};

    QCOMPARE(waitAfter(retry, 1, nullptr, 0), milliseconds(100));
    QCOMPARE(waitAfter(retry, 1, nullptr, 100), milliseconds(200));
    QCOMPARE(waitAfter(retry, 1, nullptr, 101), milliseconds(100));
    QCOMPARE(waitAfter(retry, 2, nullptr, 200), milliseconds(400));
    QCOMPARE(waitAfter(retry, 9, nullptr, 500), milliseconds(1000));
    QCOMPARE(waitAfter(retry, 2000000000, nullptr, 500), milliseconds(1000));
}

void tst_Retry::obeysTheServerWithinLimits_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("expected");

    QTest::newRow("seconds") << QByteArray("3") << 3000;
    QTest::newRow("too many seconds") << QByteArray("86400") << 10000;
    QTest::newRow("a date") << QByteArray("Wed, 21 Oct 2026 07:28:00 GMT") << 100;
    QTest::newRow("negative") << QByteArray("-3") << 100;
}

void tst_Retry::obeysTheServerWithinLimits()
{
    QFETCH(QByteArray, header);
    QFETCH(int, expected);
    const Response response = {.status = 429, .headers = {{"retry-after", header.toStdString()}}};

    QCOMPARE(waitAfter({}, 1, &response, 0), milliseconds(expected));
}

void tst_Retry::repeatsOnlyWhatHasNoEffect()
{
    QVERIFY(isRepeatable({.method = "GET", .url = {}}));
    QVERIFY(!isRepeatable({.method = "PATCH", .url = {}}));
    QVERIFY(asksForRepeat({.status = 429}));
    QVERIFY(asksForRepeat({.status = 503, .headers = {{"Retry-After", "1"}}}));
    QVERIFY(!asksForRepeat({.status = 500}));
    QVERIFY(!asksForRepeat({.status = 404, .headers = {{"Retry-After", "1"}}}));
}

void tst_Retry::givesTheSameNumbersForOneSeed()
{
    std::uint64_t a = 7;
    std::uint64_t b = 7;
    std::uint64_t c = 8;

    const std::uint64_t first = nextRandom(a);

    QCOMPARE(nextRandom(b), first);
    QVERIFY(nextRandom(c) != first);
    QVERIFY(nextRandom(a) != first);
}

QTEST_APPLESS_MAIN(tst_Retry)
#include "tst_retry.moc"
