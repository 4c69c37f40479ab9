// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/commit.h"
#include "tests/support/promotionfleet.h"

#include <QTest>

using namespace plumb;
using namespace plumb::promotion;
using namespace Qt::StringLiterals;

class tst_PromotionCommit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commitsOnTheCurrentBranch();
    void commitsOnANewBranch();
    void leavesOtherLocalChangesAlone();
    void refusesFilesThatChangedSince();
    void refusesFilesThatChangedOnTheBranch();
    void neverWritesThroughALinkOutOfTheRepository();
};

void tst_PromotionCommit::commitsOnTheCurrentBranch()
{
    PromotionFleet fleet;
    const QByteArray before = fleet.repository().read(u"apps/production/web.yaml"_s);
    const auto plan = fleet.plan({"spec.chart.spec.version"});
    QVERIFY(plan);

    const auto written = promotion::commit(*plan, {}, {});

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QVERIFY(written->worktreeUpdated);
    QByteArray expected = before;
    expected.replace("1.2.0", "1.3.0");
    QCOMPARE(fleet.repository().read(u"apps/production/web.yaml"_s), expected);
    QCOMPARE(fleet.repository().git({u"status"_s, u"--porcelain"_s}), ""_ba);
    QCOMPARE(fleet.repository().git({u"diff"_s, u"--numstat"_s, u"HEAD~1"_s, u"HEAD"_s}),
             "1\t1\tapps/production/web.yaml"_ba);
    QCOMPARE(fleet.repository().git({u"log"_s, u"-1"_s, u"--format=%s"_s}),
             "Promote web 1.3.0 from staging to production"_ba);
    QCOMPARE(
        fleet.repository().git({u"log"_s, u"-1"_s, u"--format=%(trailers:key=Promoted-from)"_s}),
        "Promoted-from: staging@"_ba + fleet.repository().git({u"rev-parse"_s, u"HEAD~1"_s})
            + '\n');
}

void tst_PromotionCommit::commitsOnANewBranch()
{
    PromotionFleet fleet;
    const QByteArray before = fleet.repository().read(u"apps/production/web.yaml"_s);
    const auto plan = fleet.plan({"spec.chart.spec.version"});
    QVERIFY(plan);

    const auto written =
        promotion::commit(*plan, {.message = "Carry it over", .branch = "promote-web"}, {});

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QVERIFY(written->isNewBranch);
    QCOMPARE(fleet.repository().read(u"apps/production/web.yaml"_s), before);
    QCOMPARE(fleet.repository().git({u"log"_s, u"-1"_s, u"--format=%s"_s, u"promote-web"_s}),
             "Carry it over"_ba);
    QCOMPARE(fleet.repository().git({u"rev-parse"_s, u"promote-web~1"_s}),
             fleet.repository().git({u"rev-parse"_s, u"main"_s}));
}

void tst_PromotionCommit::leavesOtherLocalChangesAlone()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/base/web.yaml"_s, "# being edited\n");
    fleet.repository().write(u"notes.txt"_s, "mine\n");
    fleet.repository().git({u"add"_s, u"notes.txt"_s});
    const auto plan = fleet.plan({"spec.postBuild.substitute.WEB_VERSION"});
    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());

    const auto written = promotion::commit(*plan, {}, {});

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QCOMPARE(fleet.repository().read(u"apps/base/web.yaml"_s), "# being edited\n"_ba);
    QCOMPARE(fleet.repository().git({u"status"_s, u"--porcelain"_s}),
             " M apps/base/web.yaml\nA  notes.txt"_ba);
    QVERIFY(fleet.repository()
                .read(u"clusters/production/apps.yaml"_s)
                .contains("      WEB_VERSION: \"2.1.0\" # renovate: web\n"));
}

void tst_PromotionCommit::refusesFilesThatChangedSince()
{
    PromotionFleet fleet;
    const auto plan = fleet.plan({"spec.chart.spec.version"});
    QVERIFY(plan);
    fleet.repository().write(u"apps/production/web.yaml"_s, "# changed\n");

    const auto written = promotion::commit(*plan, {}, {});

    QVERIFY(!written);
    QCOMPARE(written.error().code(), ErrorCode::Conflict);
    QCOMPARE(fleet.repository().read(u"apps/production/web.yaml"_s), "# changed\n"_ba);
}

void tst_PromotionCommit::refusesFilesThatChangedOnTheBranch()
{
    PromotionFleet fleet;
    const auto plan = fleet.plan({"spec.chart.spec.version"});
    QVERIFY(plan);
    fleet.repository().write(u"apps/production/web.yaml"_s, "# changed\n");
    fleet.repository().commit(u"Change it"_s);
    const QByteArray head = fleet.repository().git({u"rev-parse"_s, u"HEAD"_s});

    const auto written = promotion::commit(*plan, {}, {});

    QVERIFY(!written);
    QCOMPARE(written.error().code(), ErrorCode::Conflict);
    QVERIFY(QByteArray::fromStdString(written.error().toString())
                .contains("apps/production/web.yaml has changed since"));
    QCOMPARE(fleet.repository().git({u"rev-parse"_s, u"HEAD"_s}), head);
}

void tst_PromotionCommit::neverWritesThroughALinkOutOfTheRepository()
{
    PromotionFleet fleet;
    QTemporaryDir outside;
    QFile file(outside.filePath(u"web.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray content = fleet.repository().read(u"apps/production/web.yaml"_s);
    file.write(content);
    file.close();
    fleet.repository().remove(u"apps/production/web.yaml"_s);
    fleet.repository().link(u"apps/production/web.yaml"_s, file.fileName());

    const auto plan = fleet.plan({"spec.chart.spec.version"});

    // What lies outside is never read, so that there is nothing to carry over.
    QVERIFY(!plan);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

QTEST_GUILESS_MAIN(tst_PromotionCommit)
#include "tst_promotioncommit.moc"
