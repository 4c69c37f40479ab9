// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/rowsteps.h"

#include <QTest>

using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_RowSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leadsFromOneListToTheOther_data();
    void leadsFromOneListToTheOther();
    void needsAResetWhenRowsSwap();
    void putsNeighboursIntoOneStep();
};

namespace {

std::vector<QString> keys(const QString &text)
{
    std::vector<QString> result;
    for (const QChar letter : text)
        result.push_back(letter);
    return result;
}

} // namespace

void tst_RowSteps::leadsFromOneListToTheOther_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("nothing to nothing") << u""_s << u""_s;
    QTest::newRow("the same") << u"abc"_s << u"abc"_s;
    QTest::newRow("grows from nothing") << u""_s << u"abc"_s;
    QTest::newRow("becomes empty") << u"abc"_s << u""_s;
    QTest::newRow("loses its ends") << u"abcd"_s << u"bc"_s;
    QTest::newRow("gains ends and middle") << u"bd"_s << u"abcde"_s;
    QTest::newRow("exchanges all") << u"abc"_s << u"xyz"_s;
    QTest::newRow("exchanges some") << u"abcdef"_s << u"axcyfz"_s;
}

void tst_RowSteps::leadsFromOneListToTheOther()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    std::vector<QString> rows = keys(before);

    const auto steps = rowSteps(rows, keys(after));

    QVERIFY(steps);
    QStringList announced;
    updateRows(
        rows, keys(after), *steps,
        {.beginInsert = [&](int first, int last) { announced << u"+%1-%2"_s.arg(first).arg(last); },
         .endInsert = [] {},
         .beginRemove = [&](int first, int last) { announced << u"-%1-%2"_s.arg(first).arg(last); },
         .endRemove = [] {}});
    QCOMPARE(rows, keys(after));
    QCOMPARE(announced.isEmpty(), before == after);
}

void tst_RowSteps::needsAResetWhenRowsSwap()
{
    QVERIFY(!rowSteps(keys(u"abc"_s), keys(u"acb"_s)));
}

void tst_RowSteps::putsNeighboursIntoOneStep()
{
    const auto steps = rowSteps(keys(u"abcdz"_s), keys(u"zwxy"_s));

    const std::vector<RowStep> expected = {{.kind = RowStep::Kind::Remove, .first = 0, .count = 4},
                                           {.kind = RowStep::Kind::Insert, .first = 1, .count = 3}};
    QCOMPARE(*steps, expected);
}

QTEST_APPLESS_MAIN(tst_RowSteps)
#include "tst_rowsteps.moc"
