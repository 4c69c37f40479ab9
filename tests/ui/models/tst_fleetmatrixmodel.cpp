// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/models/handmade.h"
#include "ui/models/fleetmatrixmodel.h"
#include "ui/models/matrixfilter.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_FleetMatrixModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAppsAgainstEnvironments();
    void marksWhatIsBehindTheEnvironmentBefore_data();
    void marksWhatIsBehindTheEnvironmentBefore();
    void countsTheVersionsThatAreWaiting();
    void tellsASourceThatIsElsewhereFromAFailure();
    void marksFailureBeforeEverythingElse();
    void saysInSyncOnlyOfComparedClusters();
    void countsDriftedObjects();
    void saysWhatIsUnhealthy();
    void keepsSelectionAcrossSnapshots();
    void resetsWhenTheEnvironmentsChange();
    void narrowsToAScope();

private:
    static Status prodStatus(const FleetMatrixModel &model)
    {
        return static_cast<Status>(model.index(0, 2).data(StatusRole).toInt());
    }
};

void tst_FleetMatrixModel::showsAppsAgainstEnvironments()
{
    FleetMatrixModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);

    model.setFleet(
        test::fleetOf({test::app("podinfo", "6.7.1", "6.6.3"), test::app("redis", "7.0.0", "")}));

    QCOMPARE(test::rows(model), (QStringList{u"podinfo | 6.7.1 | 6.6.3"_s, u"redis | 7.0.0 | "_s}));
    QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), u"prod"_s);
    QCOMPARE(model.index(0, 0).data(SubtitleRole).toString(), u"apps · HelmRelease"_s);
    QCOMPARE(model.index(0, 2).data(Qt::AccessibleTextRole).toString(),
             u"podinfo, prod, 6.6.3, behind"_s);
}

void tst_FleetMatrixModel::marksWhatIsBehindTheEnvironmentBefore_data()
{
    QTest::addColumn<QByteArray>("dev");
    QTest::addColumn<QByteArray>("prod");
    QTest::addColumn<bool>("isBehind");
    QTest::newRow("older") << "6.7.1"_ba << "6.6.3"_ba << true;
    QTest::newRow("same") << "6.7.1"_ba << "6.7.1"_ba << false;
    QTest::newRow("newer") << "6.6.3"_ba << "6.7.1"_ba << false;
    QTest::newRow("digests differ") << "sha256:aa"_ba << "sha256:bb"_ba << true;
}

void tst_FleetMatrixModel::marksWhatIsBehindTheEnvironmentBefore()
{
    QFETCH(QByteArray, dev);
    QFETCH(QByteArray, prod);
    QFETCH(bool, isBehind);
    FleetMatrixModel model;

    model.setFleet(test::fleetOf({test::app("podinfo", dev.toStdString(), prod.toStdString())}));

    QCOMPARE(prodStatus(model), isBehind ? Status::Behind : Status::None);
}

void tst_FleetMatrixModel::countsTheVersionsThatAreWaiting()
{
    const fleet::App app = test::app("podinfo", "6.7.1", "6.6.3");
    FleetMatrixModel model;
    model.setFleet(test::fleetOf({app}));
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);

    model.setVersionsBehind({{{app.key(), 1}, 3}});
    model.setVersionsBehind({{{app.key(), 1}, 3}});

    QCOMPARE(prodStatus(model), Status::Behind);
    QCOMPARE(model.index(0, 2).data(CountRole).toInt(), 3);
    QCOMPARE(changed.count(), 1);
}

void tst_FleetMatrixModel::tellsASourceThatIsElsewhereFromAFailure()
{
    fleet::App app = test::app("podinfo", "6.7.1", "6.6.3");
    app.cells[1].instances[0].isExternal = true;
    FleetMatrixModel model;

    model.setFleet(test::fleetOf({app}));

    QCOMPARE(prodStatus(model), Status::Unknown);
    QCOMPARE(model.index(0, 2).data(ChipTextRole).toString(), u"source not fetched"_s);
    QVERIFY(model.index(0, 1).data(ChipTextRole).toString().isEmpty());
}

void tst_FleetMatrixModel::marksFailureBeforeEverythingElse()
{
    fleet::App app = test::app("podinfo", "6.7.1", "6.6.3");
    app.cells[1].instances[0].isFailed = true;
    app.cells[1].instances[0].isSuspended = true;
    FleetMatrixModel model;

    model.setFleet(test::fleetOf({app}));

    QCOMPARE(prodStatus(model), Status::Failed);
}

void tst_FleetMatrixModel::saysInSyncOnlyOfComparedClusters()
{
    FleetMatrixModel model;
    model.setFleet(test::fleetOf({test::app("podinfo", "6.7.1", "6.7.1")}));

    model.setLiveMarks({.compared = {"clusters/prod"}});

    QCOMPARE(model.status(0, 0), Status::None);
    QCOMPARE(model.status(0, 1), Status::InSync);
}

void tst_FleetMatrixModel::countsDriftedObjects()
{
    FleetMatrixModel model;
    const fleet::App app = test::app("podinfo", "6.7.1", "6.7.1");
    model.setFleet(test::fleetOf({app}));
    const fleet::Instance &prod = app.cells[1].instances[0];
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);

    model.setLiveMarks({.compared = {"clusters/prod"}, .drifted = {{prod.unit, {prod.object}}}});

    QCOMPARE(prodStatus(model), Status::Drifted);
    QCOMPARE(model.index(0, 2).data(CountRole).toInt(), 1);
    QCOMPARE(changed.count(), 1);
}

void tst_FleetMatrixModel::saysWhatIsUnhealthy()
{
    FleetMatrixModel model;
    const fleet::App app = test::app("podinfo", "6.7.1", "6.7.1");
    model.setFleet(test::fleetOf({app}));
    const fleet::Instance &prod = app.cells[1].instances[0];
    LiveMarks marks = {.compared = {"clusters/prod"}};

    marks.unhealthy[prod.unit][prod.object] = {cluster::Health::InProgress, "Ready: 1/3"};
    model.setLiveMarks(marks);
    QCOMPARE(prodStatus(model), Status::Reconciling);
    marks.unhealthy[prod.unit][prod.object] = {cluster::Health::Failed, "it crashes"};
    model.setLiveMarks(marks);
    QCOMPARE(prodStatus(model), Status::Failed);

    // What is not its own is not its business.
    marks.unhealthy[prod.unit] = {
        {{"apps", "Deployment", "other", "x"}, {cluster::Health::Failed, "it crashes"}}};
    model.setLiveMarks(marks);
    QCOMPARE(prodStatus(model),
             prod.object.kind == "Kustomization" ? Status::Failed : Status::InSync);
}

void tst_FleetMatrixModel::keepsSelectionAcrossSnapshots()
{
    FleetMatrixModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFleet(test::fleetOf({test::app("a", "1", "1"), test::app("b", "1", "1")}));
    const QPersistentModelIndex selected(model.index(1, 2));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    model.setFleet(test::fleetOf(
        {test::app("aa", "1", "1"), test::app("b", "2", "2"), test::app("c", "1", "1")}));

    QCOMPARE(reset.count(), 0);
    QCOMPARE(selected.row(), 1);
    QCOMPARE(selected.data().toString(), u"2"_s);
    QCOMPARE(test::rows(model), (QStringList{u"aa | 1 | 1"_s, u"b | 2 | 2"_s, u"c | 1 | 1"_s}));
}

void tst_FleetMatrixModel::resetsWhenTheEnvironmentsChange()
{
    FleetMatrixModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFleet(test::fleetOf({test::app("a", "1", "1")}));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    model.setFleet(std::make_shared<const fleet::Fleet>());

    QCOMPARE(reset.count(), 1);
    QCOMPARE(model.columnCount(), 1);
    QCOMPARE(test::rows(model), QStringList());
}

void tst_FleetMatrixModel::narrowsToAScope()
{
    FleetMatrixModel model;
    model.setFleet(test::fleetOf(
        {test::app("a", "2", "1"), test::app("b", "1", "1", "infra"), test::app("c", "1", "")}));
    MatrixFilter filter;
    filter.setSourceModel(&model);
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);

    filter.setScope({.kind = FleetScope::Kind::Health, .health = Status::Behind});
    QCOMPARE(test::rows(filter), QStringList{u"a | 2 | 1"_s});
    filter.setScope({.kind = FleetScope::Kind::Group, .name = u"infra"_s});
    QCOMPARE(test::rows(filter), QStringList{u"b | 1 | 1"_s});
    filter.setScope({.kind = FleetScope::Kind::Environment, .name = u"prod"_s});
    QCOMPARE(test::rows(filter), (QStringList{u"a | 1"_s, u"b | 1"_s}));
    filter.setScope({});
    filter.setText(u"C"_s);
    QCOMPARE(test::rows(filter), QStringList{u"c | 1 | "_s});
}

QTEST_MAIN(tst_FleetMatrixModel)
#include "tst_fleetmatrixmodel.moc"
