// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/semver/version.h"

#include <QTest>

using namespace plumb;
using semver::Version;

class tst_Version : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatChartsWrite_data();
    void readsWhatChartsWrite();
    void refusesWhatIsNoVersion_data();
    void refusesWhatIsNoVersion();
    void readsToTheLetterWhenAsked();
    void ordersByPrecedence();
    void findsTheNextVersion();
    void refusesNumbersWithoutSuccessor();
};

void tst_Version::readsWhatChartsWrite_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");

    QTest::newRow("whole") << "1.2.3-rc.1+b.2" << "1.2.3-rc.1+b.2";
    QTest::newRow("leading v") << "v1.2.3" << "1.2.3";
    QTest::newRow("no patch") << "1.2" << "1.2.0";
    QTest::newRow("no minor") << "v1-0" << "1.0.0-0";
    QTest::newRow("leading zeros") << "01.02.003" << "1.2.3";
    QTest::newRow("dashes") << "1.2.3---" << "1.2.3---";
}

void tst_Version::readsWhatChartsWrite()
{
    QFETCH(QString, text);
    QFETCH(QString, canonical);

    const Result<Version> version = Version::parse(text.toStdString());

    QVERIFY(version);
    QCOMPARE(QString::fromStdString(version->toString()), canonical);
    QCOMPARE(QString::fromStdString(version->original()), text);
}

void tst_Version::refusesWhatIsNoVersion_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");

    const char *invalid = "invalid semantic version";
    QTest::newRow("empty") << "" << invalid;
    QTest::newRow("words") << "latest" << invalid;
    QTest::newRow("four numbers") << "1.2.3.4" << invalid;
    QTest::newRow("space") << " 1.2.3" << invalid;
    QTest::newRow("no pre-release") << "1.2.3-" << invalid;
    QTest::newRow("zero in pre-release") << "1.2.3-01" << "version segment starts with 0";
    QTest::newRow("large number") << "99999999999999999999"
                                  << "error parsing version segment: strconv.ParseUint: parsing "
                                     "\"99999999999999999999\": value out of range";
    QTest::newRow("long") << QString(257, QLatin1Char('1'))
                          << "version string is too long (max 256 bytes)";
}

void tst_Version::refusesWhatIsNoVersion()
{
    QFETCH(QString, text);
    QFETCH(QString, message);

    const Result<Version> version = Version::parse(text.toStdString());

    QVERIFY(!version);
    QCOMPARE(version.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QString::fromStdString(version.error().message()), message);
}

void tst_Version::readsToTheLetterWhenAsked()
{
    QVERIFY(Version::parseStrict("1.2.3-rc.1+b").has_value());
    for (const char *text : {"", "v1.2.3", "1.2", "01.2.3", "1.2.3-", "1.2.3+", "1.2.3-a..b"})
        QVERIFY2(!Version::parseStrict(text), text);
}

void tst_Version::ordersByPrecedence()
{
    const char *ascending[] = {"0.9.9",       "1.0.0-0",       "1.0.0-2",    "1.0.0-10",
                               "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-rc.2", "1.0.0-rc.10",
                               "1.0.0",       "1.0.1",         "1.1",        "2"};

    for (std::size_t i = 1; i < std::size(ascending); ++i) {
        const Version lower = Version::parse(ascending[i - 1]).value();
        const Version higher = Version::parse(ascending[i]).value();
        QVERIFY2(lower < higher && higher > lower && lower != higher, ascending[i]);
    }
    QVERIFY(Version::parse("v1.0.0+a").value() == Version::parse("1+b").value());
}

void tst_Version::findsTheNextVersion()
{
    const Version version = Version::parse("v1.2.3-rc.1+b").value();

    QCOMPARE(version.nextPatch().value().original(), "v1.2.3");
    QCOMPARE(version.nextPatch().value().nextPatch().value().toString(), "1.2.4");
    QCOMPARE(version.nextMinor().value().toString(), "1.3.0");
    QCOMPARE(version.nextMajor().value().toString(), "2.0.0");
    QCOMPARE(version.withPrerelease("beta").value().toString(), "1.2.3-beta+b");
    QCOMPARE(version.withMetadata("").value().toString(), "1.2.3-rc.1");
    QVERIFY(!version.withPrerelease("a_b") && !version.withMetadata("a."));
}

void tst_Version::refusesNumbersWithoutSuccessor()
{
    const Version version = Version::parse("18446744073709551615").value();

    const Result<Version> next = version.nextMajor();

    QVERIFY(!next);
    QCOMPARE(next.error().code(), ErrorCode::LimitExceeded);
}

QTEST_APPLESS_MAIN(tst_Version)
#include "tst_version.moc"
