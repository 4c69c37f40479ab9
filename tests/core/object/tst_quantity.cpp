// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/object/quantity.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

class tst_Quantity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesAmounts_data();
    void comparesAmounts();
};

void tst_Quantity::comparesAmounts_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("isSame");

    QTest::newRow("thousandths") << "1000m"_ba << "1"_ba << true;
    QTest::newRow("a fraction") << "0.5"_ba << "500m"_ba << true;
    QTest::newRow("powers of two") << "1Gi"_ba << "1024Mi"_ba << true;
    QTest::newRow("powers of ten and of two") << "1G"_ba << "1Gi"_ba << false;
    QTest::newRow("an exponent") << "1e3"_ba << "1k"_ba << true;
    QTest::newRow("a negative exponent") << "1E-3"_ba << "1m"_ba << true;
    QTest::newRow("exa") << "1E"_ba << "1000P"_ba << true;
    QTest::newRow("a sign") << "+1"_ba << "1"_ba << true;
    QTest::newRow("another sign") << "-1"_ba << "1"_ba << false;
    QTest::newRow("rounded up to billionths") << "0.0000000001"_ba << "1n"_ba << true;
    QTest::newRow("the largest") << "9223372036854775807"_ba << "9223372036854775807000m"_ba
                                 << true;
    QTest::newRow("one less than the largest")
        << "9223372036854775806"_ba << "9223372036854775807"_ba << false;
    QTest::newRow("zero in any unit") << "0Ei"_ba << "0"_ba << true;
    QTest::newRow("no quantities") << "x"_ba << "x"_ba << false;
    QTest::newRow("an unknown unit") << "1Kx"_ba << "1Kx"_ba << false;
    QTest::newRow("too many digits") << "99999999999999999999999999999999999999"_ba
                                     << "99999999999999999999999999999999999999"_ba << false;
    QTest::newRow("an absurd exponent") << "1e999999999"_ba << "1e999999999"_ba << false;
    QTest::newRow("nothing") << ""_ba << ""_ba << false;
}

void tst_Quantity::comparesAmounts()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(bool, isSame);

    QCOMPARE(sameQuantity(a.toStdString(), b.toStdString()), isSame);
}

QTEST_APPLESS_MAIN(tst_Quantity)
#include "tst_quantity.moc"
