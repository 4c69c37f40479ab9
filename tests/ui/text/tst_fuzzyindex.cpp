// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/fuzzyindex.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace plumb::ui;

class tst_FuzzyIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ranksWhatWasMeantFirst_data();
    void ranksWhatWasMeantFirst();
    void matchesWordsInAnyOrder();
    void leavesOutWhatLacksALetter();
    void givesEverythingInOrderForAnEmptyQuery();
    void limitsTheAnswer();
    void namesTheMatchingLetters();
};

void tst_FuzzyIndex::ranksWhatWasMeantFirst_data()
{
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("first");
    QTest::newRow("whole word before part")
        << QStringList{u"my-website"_s, u"checkout/web"_s} << u"web"_s << u"checkout/web"_s;
    QTest::newRow("run before scattered")
        << QStringList{u"p-o-d"_s, u"podinfo"_s} << u"pod"_s << u"podinfo"_s;
    QTest::newRow("initials") << QStringList{u"kubernetes"_s, u"kube-prometheus-stack"_s}
                              << u"kps"_s << u"kube-prometheus-stack"_s;
    QTest::newRow("capitals start words")
        << QStringList{u"helmrelations"_s, u"HelmRelease"_s} << u"hr"_s << u"HelmRelease"_s;
    QTest::newRow("shorter wins") << QStringList{u"checkout-service-long"_s, u"checkout"_s}
                                  << u"checkout"_s << u"checkout"_s;
}

void tst_FuzzyIndex::ranksWhatWasMeantFirst()
{
    QFETCH(QStringList, texts);
    QFETCH(QString, query);
    QFETCH(QString, first);

    const auto matches = FuzzyIndex(texts).search(query, 10);

    QVERIFY(!matches.empty());
    QCOMPARE(texts[matches.front().entry], first);
}

void tst_FuzzyIndex::matchesWordsInAnyOrder()
{
    const FuzzyIndex index({u"staging/checkout/web"_s});

    QCOMPARE(index.search(u"web stag"_s, 5).size(), 1U);
}

void tst_FuzzyIndex::leavesOutWhatLacksALetter()
{
    const FuzzyIndex index({u"podinfo"_s, u"ingress"_s});

    QCOMPARE(index.search(u"podx"_s, 5).size(), 0U);
    QCOMPARE(index.search(u"ofnip"_s, 5).size(), 0U);
}

void tst_FuzzyIndex::givesEverythingInOrderForAnEmptyQuery()
{
    const FuzzyIndex index({u"long entry"_s, u"b"_s, u"cc"_s});

    const auto matches = index.search({}, 10);

    QCOMPARE(matches.size(), 3U);
    QCOMPARE(matches[0].entry, 0);
    QCOMPARE(matches[2].entry, 2);
}

void tst_FuzzyIndex::limitsTheAnswer()
{
    QStringList texts;
    for (int i = 0; i < 1000; ++i)
        texts += u"entry %1"_s.arg(i);

    QCOMPARE(FuzzyIndex(texts).search(u"entry"_s, 7).size(), 7U);
}

void tst_FuzzyIndex::namesTheMatchingLetters()
{
    QCOMPARE(FuzzyIndex::positions(u"kube-prometheus-stack"_s, u"kps"_s),
             (std::vector<int>{0, 5, 16}));
    QCOMPARE(FuzzyIndex::positions(u"web"_s, u"x"_s), std::vector<int>());
}

QTEST_APPLESS_MAIN(tst_FuzzyIndex)
#include "tst_fuzzyindex.moc"
