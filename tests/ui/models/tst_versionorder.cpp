// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/versionorder.h"

#include <QTest>

using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_VersionOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersVersions_data();
    void ordersVersions();
    void hasNoOrderForWhatIsNoVersion_data();
    void hasNoOrderForWhatIsNoVersion();
};

void tst_VersionOrder::ordersVersions_data()
{
    QTest::addColumn<QByteArray>("older");
    QTest::addColumn<QByteArray>("newer");
    QTest::newRow("patch") << "1.2.3"_ba << "1.2.10"_ba;
    QTest::newRow("minor beats patch") << "1.2.9"_ba << "1.3.0"_ba;
    QTest::newRow("with and without v") << "1.9"_ba << "v2"_ba;
    QTest::newRow("release candidate") << "4.0.0-rc1"_ba << "4.0.0"_ba;
    QTest::newRow("numbered pre-releases") << "1.0.0-rc.2"_ba << "1.0.0-rc.10"_ba;
    QTest::newRow("a number before a word") << "1.0.0-1"_ba << "1.0.0-alpha"_ba;
    QTest::newRow("dates") << "20240131"_ba << "20240201"_ba;
}

void tst_VersionOrder::ordersVersions()
{
    QFETCH(QByteArray, older);
    QFETCH(QByteArray, newer);

    QVERIFY(compareVersions(older.toStdString(), newer.toStdString())
            == std::partial_ordering::less);
    QVERIFY(compareVersions(newer.toStdString(), older.toStdString())
            == std::partial_ordering::greater);
    QVERIFY(compareVersions(older.toStdString(), older.toStdString())
            == std::partial_ordering::equivalent);
}

void tst_VersionOrder::hasNoOrderForWhatIsNoVersion_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("branch") << "main"_ba;
    QTest::newRow("digest") << "sha256:9c01e2f"_ba;
    QTest::newRow("range") << ">=1.0.0"_ba;
    QTest::newRow("four parts") << "1.2.3.4"_ba;
}

void tst_VersionOrder::hasNoOrderForWhatIsNoVersion()
{
    QFETCH(QByteArray, text);

    QVERIFY(compareVersions(text.toStdString(), "1.0.0") == std::partial_ordering::unordered);
}

QTEST_APPLESS_MAIN(tst_VersionOrder)
#include "tst_versionorder.moc"
