// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/semver/constraints.h"

#include <QTest>

using namespace plumb;
using semver::Constraints;
using semver::Prereleases;
using semver::Version;

// Expectations are what Masterminds/semver v3.5.0 answers.
class tst_Constraints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void containsWhatMastermindsDoes_data();
    void containsWhatMastermindsDoes();
    void refusesWhatIsNoRange_data();
    void refusesWhatIsNoRange();
    void refusesLongRanges();
    void takesPrereleasesOnRequest();
    void printsTheRangeItRead();
};

void tst_Constraints::containsWhatMastermindsDoes_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("isContained");

    QTest::newRow("1.2.3 has 1.2.3") << "1.2.3" << "1.2.3" << true;
    QTest::newRow("1.2.3 has 1.2.4") << "1.2.3" << "1.2.4" << false;
    QTest::newRow("=1.2 has 1.2.9") << "=1.2" << "1.2.9" << true;
    QTest::newRow("!=1.2.x has 1.2.9") << "!=1.2.x" << "1.2.9" << false;
    QTest::newRow("!=1.2.x has 1.3.0") << "!=1.2.x" << "1.3.0" << true;
    QTest::newRow("!=1.2.3 has 1.2.4") << "!=1.2.3" << "1.2.4" << true;
    QTest::newRow(">11 has 11.1.0") << ">11" << "11.1.0" << false;
    QTest::newRow(">11 has 12.0.0") << ">11" << "12.0.0" << true;
    QTest::newRow(">11.1 has 11.1.9") << ">11.1" << "11.1.9" << false;
    QTest::newRow(">11.1 has 11.2.0") << ">11.1" << "11.2.0" << true;
    QTest::newRow(">1.2.3 has 1.2.3") << ">1.2.3" << "1.2.3" << false;
    QTest::newRow("<1.2 has 1.1.9") << "<1.2" << "1.1.9" << true;
    QTest::newRow("<1.2 has 1.2.0") << "<1.2" << "1.2.0" << false;
    QTest::newRow(">=1.2 has 1.2.0") << ">=1.2" << "1.2.0" << true;
    QTest::newRow("=>1.2 has 1.1.9") << "=>1.2" << "1.1.9" << false;
    QTest::newRow("<=1 has 1.9.9") << "<=1" << "1.9.9" << true;
    QTest::newRow("<=1.2 has 1.3.0") << "<=1.2" << "1.3.0" << false;
    QTest::newRow("=<1.2.3 has 1.2.3") << "=<1.2.3" << "1.2.3" << true;
    QTest::newRow("~1 has 1.9.9") << "~1" << "1.9.9" << true;
    QTest::newRow("~1 has 2.0.0") << "~1" << "2.0.0" << false;
    QTest::newRow("~1.2 has 1.2.9") << "~1.2" << "1.2.9" << true;
    QTest::newRow("~1.2.3 has 1.2.9") << "~1.2.3" << "1.2.9" << true;
    QTest::newRow("~1.2.3 has 1.3.0") << "~1.2.3" << "1.3.0" << false;
    QTest::newRow("~>1.2.3 has 1.2.2") << "~>1.2.3" << "1.2.2" << false;
    QTest::newRow("~0.0.0 has 7.0.0") << "~0.0.0" << "7.0.0" << true;
    QTest::newRow("^1.2.3 has 1.9.0") << "^1.2.3" << "1.9.0" << true;
    QTest::newRow("^1.2.3 has 2.0.0") << "^1.2.3" << "2.0.0" << false;
    QTest::newRow("^0.2.3 has 0.2.9") << "^0.2.3" << "0.2.9" << true;
    QTest::newRow("^0.2.3 has 0.3.0") << "^0.2.3" << "0.3.0" << false;
    QTest::newRow("^0.0.3 has 0.0.4") << "^0.0.3" << "0.0.4" << false;
    QTest::newRow("^0.0 has 0.0.9") << "^0.0" << "0.0.9" << true;
    QTest::newRow("^0 has 0.9.0") << "^0" << "0.9.0" << true;
    QTest::newRow("^0 has 1.0.0") << "^0" << "1.0.0" << false;
    QTest::newRow("* has 0.0.1") << "*" << "0.0.1" << true;
    QTest::newRow("* has 1.0.0-rc.1") << "*" << "1.0.0-rc.1" << false;
    QTest::newRow("*-0 has 1.0.0-rc.1") << "*-0" << "1.0.0-rc.1" << true;
    QTest::newRow("1.x has 1.9.0") << "1.x" << "1.9.0" << true;
    QTest::newRow("v1.X has 1.9.0") << "v1.X" << "1.9.0" << true;
    QTest::newRow(">=1.2, <2 has 1.5.0") << ">=1.2, <2" << "1.5.0" << true;
    QTest::newRow(">= 1.2 < 2 has 2.0.0") << ">= 1.2 < 2" << "2.0.0" << false;
    QTest::newRow("<1 || >=2 has 1.5.0") << "<1 || >=2" << "1.5.0" << false;
    QTest::newRow("<1||>=2 has 2.5.0") << "<1||>=2" << "2.5.0" << true;
    QTest::newRow("1.2 - 1.4 has 1.4.9") << "1.2 - 1.4" << "1.4.9" << true;
    QTest::newRow("1.2 - 1.4 has 1.5.0") << "1.2 - 1.4" << "1.5.0" << false;
    QTest::newRow("1.2.3 - 1.4.0 has 1.4.1") << "1.2.3 - 1.4.0" << "1.4.1" << false;
    QTest::newRow(">=1.2.3 has 1.3.0-rc.1") << ">=1.2.3" << "1.3.0-rc.1" << false;
    QTest::newRow(">=1.2.3-0 has 1.3.0-rc.1") << ">=1.2.3-0" << "1.3.0-rc.1" << true;
    QTest::newRow(">=1.2.3-0 || <1 has 0.9.0-rc.1") << ">=1.2.3-0 || <1" << "0.9.0-rc.1" << false;
    QTest::newRow(">=1.2.3-rc.2 has 1.2.3-rc.10") << ">=1.2.3-rc.2" << "1.2.3-rc.10" << true;
    QTest::newRow("<1.2.3-rc.b has 1.2.3-rc.1") << "<1.2.3-rc.b" << "1.2.3-rc.1" << true;
    QTest::newRow("1.2.3 has 1.2.3+build.7") << "1.2.3" << "1.2.3+build.7" << true;
}

void tst_Constraints::containsWhatMastermindsDoes()
{
    QFETCH(QString, range);
    QFETCH(QString, version);
    QFETCH(bool, isContained);

    const Result<Constraints> constraints = Constraints::parse(range.toStdString());
    const Result<Version> candidate = Version::parse(version.toStdString());

    QVERIFY(constraints && candidate);
    QCOMPARE(constraints->contains(*candidate), isContained);
}

void tst_Constraints::refusesWhatIsNoRange_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("message");

    QTest::newRow("empty") << ""
                           << "improper constraint: \"\"";
    QTest::newRow(">") << ">"
                       << "improper constraint: \">\"";
    QTest::newRow("1.2.3.4") << "1.2.3.4"
                             << "improper constraint: \"1.2.3.4\"";
    QTest::newRow("1.2,,1.3") << "1.2,,1.3"
                              << "improper constraint: \"1.2,,1.3\"";
    QTest::newRow("01.2.3-01") << "01.2.3-01"
                               << "constraint parser error";
    QTest::newRow("1|2") << "1|2"
                         << "constraint parser error";
    QTest::newRow("1 - 2||3 - 4") << "1 - 2||3 - 4"
                                  << "improper constraint: \"3 - 4\"";
}

void tst_Constraints::refusesWhatIsNoRange()
{
    QFETCH(QString, range);
    QFETCH(QString, message);

    const Result<Constraints> constraints = Constraints::parse(range.toStdString());

    QVERIFY(!constraints);
    QCOMPARE(constraints.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QString::fromStdString(constraints.error().message()), message);
}

void tst_Constraints::refusesLongRanges()
{
    const Result<Constraints> longRange = Constraints::parse(std::string(513, '1'));
    std::string alternatives = "1";
    for (int i = 0; i < 32; ++i)
        alternatives += "||1";
    const Result<Constraints> manyRanges = Constraints::parse(alternatives);

    QVERIFY(!longRange && !manyRanges);
    QCOMPARE(longRange.error().message(), "constraint string is too long (max 512 bytes)");
    QCOMPARE(manyRanges.error().message(), "too many constraint groups (max 32)");
}

void tst_Constraints::takesPrereleasesOnRequest()
{
    const Constraints range = Constraints::parse(">=1.0").value();
    const Version candidate = Version::parse("2.0.0-rc.1").value();

    QVERIFY(!range.contains(candidate));
    QVERIFY(range.contains(candidate, Prereleases::Included));
}

void tst_Constraints::printsTheRangeItRead()
{
    const Constraints range = Constraints::parse("  >= 1.2 ,<v2 || 3.x - 4  ").value();

    QCOMPARE(range.toString(), ">=1.2 <v2 || >=3.x <=4");
}

QTEST_APPLESS_MAIN(tst_Constraints)
#include "tst_constraints.moc"
