// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/versions.h"

#include <QTest>

using namespace plumb;
using namespace plumb::source;
using namespace Qt::StringLiterals;

class tst_Versions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatFluxTakesForAVersion();
    void sortsTheHighestFirst();
    void takesTheHighestInTheRange_data();
    void takesTheHighestInTheRange();
    void refusesWhatIsNoRange();
    void saysWhatThereIs();
};

void tst_Versions::readsWhatFluxTakesForAVersion()
{
    QVERIFY(readVersion("1.2.3"));
    QVERIFY(readVersion("v2025.02.03-rc.1+build"));
    QVERIFY(!readVersion("1.2"));
    QVERIFY(!readVersion("v1"));
    QVERIFY(!readVersion("latest"));
    QVERIFY(!readVersion("a.b.c"));
    QVERIFY(!readVersion(">=1.2.3"));
}

void tst_Versions::sortsTheHighestFirst()
{
    const auto sorted = newestFirst({"1.9.0", "1.10.0", "2.0.0-rc.1", "none", "v1.10.1", "1.2"});

    QCOMPARE(sorted, (std::vector<std::string>{"2.0.0-rc.1", "v1.10.1", "1.10.0", "1.9.0"}));
}

void tst_Versions::takesTheHighestInTheRange_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("nothing is any release") << ""_ba << "2.0.0"_ba;
    QTest::newRow("a star is any release") << "*"_ba << "2.0.0"_ba;
    QTest::newRow("a range") << ">=1.0.0 <2.0.0"_ba << "1.10.0"_ba;
    QTest::newRow("a tilde") << "~1.9.0"_ba << "1.9.1"_ba;
    QTest::newRow("a part of a version") << "1.9"_ba << "1.9.1"_ba;
    QTest::newRow("pre-releases when one is named") << ">=2.0.0-0"_ba << "3.0.0-rc.1"_ba;
    QTest::newRow("none") << ">4"_ba << ""_ba;
}

void tst_Versions::takesTheHighestInTheRange()
{
    QFETCH(QByteArray, range);
    QFETCH(QByteArray, expected);

    const auto highest = highestIn(range.toStdString(),
                                   {"1.9.0", "1.9.1", "1.10.0", "2.0.0", "3.0.0-rc.1", "latest"});

    QVERIFY(highest);
    QCOMPARE(QByteArray::fromStdString(highest->value_or("")), expected);
}

void tst_Versions::refusesWhatIsNoRange()
{
    const auto highest = highestIn("newest", {"1.0.0"});

    QVERIFY(!highest);
    QCOMPARE(highest.error().code(), ErrorCode::InvalidInput);
}

void tst_Versions::saysWhatThereIs()
{
    QCOMPARE(newestOf({}), "; it has no version at all");
    QCOMPARE(newestOf({"1.0.0"}), "; the only one is 1.0.0");
    QCOMPARE(newestOf({"1.2.0", "1.1.0"}), "; the newest are 1.2.0 and 1.1.0");
    QCOMPARE(newestOf({"1.3.0", "1.2.0", "1.1.0", "1.0.0"}),
             "; the newest are 1.3.0, 1.2.0 and 1.1.0");
}

QTEST_APPLESS_MAIN(tst_Versions)
#include "tst_versions.moc"
