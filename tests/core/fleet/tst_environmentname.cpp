// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/environmentname.h"

#include <QTest>

#include <algorithm>

using namespace plumb::fleet;
using namespace Qt::StringLiterals;

class tst_EnvironmentName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersNames_data();
    void ordersNames();
    void takesTheEnvironmentOutOfAName_data();
    void takesTheEnvironmentOutOfAName();
    void knowsWhatIsNoProduction();
};

void tst_EnvironmentName::ordersNames_data()
{
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<QByteArray>("ordered");
    QTest::newRow("classic") << "production staging dev"_ba << "dev staging production"_ba;
    QTest::newRow("short") << "prod stg test sbox"_ba << "sbox test stg prod"_ba;
    QTest::newRow("regions") << "prod-us prod-eu stg-eu"_ba << "stg-eu prod-eu prod-us"_ba;
    QTest::newRow("numbers") << "prod10 prod2"_ba << "prod2 prod10"_ba;
    QTest::newRow("unknown names before production")
        << "production c10 c3 development"_ba << "development c3 c10 production"_ba;
    QTest::newRow("pre-production") << "prod pre-prod nonprod"_ba << "nonprod pre-prod prod"_ba;
}

void tst_EnvironmentName::ordersNames()
{
    QFETCH(QByteArray, names);
    QFETCH(QByteArray, ordered);
    QByteArrayList list = names.split(' ');

    std::ranges::sort(list, [](const QByteArray &a, const QByteArray &b) {
        return comesBefore(a.toStdString(), b.toStdString());
    });

    QCOMPARE(list.join(' '), ordered);
}

void tst_EnvironmentName::takesTheEnvironmentOutOfAName_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("environment");
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("suffix") << "keycloak-staging"_ba << "staging"_ba << "keycloak"_ba;
    QTest::newRow("prefix") << "prod-eu.web"_ba << "prod-eu"_ba << "web"_ba;
    QTest::newRow("part of a word") << "upstaging"_ba << "staging"_ba << "upstaging"_ba;
    QTest::newRow("the whole name") << "staging"_ba << "staging"_ba << "staging"_ba;
    QTest::newRow("another one") << "web-dev"_ba << "prod"_ba << "web-dev"_ba;
}

void tst_EnvironmentName::takesTheEnvironmentOutOfAName()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, environment);
    QFETCH(QByteArray, rest);

    QCOMPARE(QByteArray::fromStdString(
                 withoutEnvironment(name.toStdString(), environment.toStdString())),
             rest);
}

void tst_EnvironmentName::knowsWhatIsNoProduction()
{
    QVERIFY(*environmentRank("pre-production") < *environmentRank("production"));
    QVERIFY(*environmentRank("c2-production") == *environmentRank("production"));
    QVERIFY(!environmentRank("monitoring"));
    QVERIFY(isEnvironmentName("prod2"));
    QVERIFY(!isEnvironmentName("prod-eu"));
}

QTEST_APPLESS_MAIN(tst_EnvironmentName)
#include "tst_environmentname.moc"
