// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/objects.h"
#include "tests/ui/models/handmade.h"
#include "ui/models/fleettreemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_FleetTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesABranchWhenItIsOpened();
    void leadsFromAKustomizationToItsObjects();
    void leadsFromAHelmReleaseToWhatItRenders();
    void findsRowsByTheirKeys();
    void startsOverWithAnotherFleet();

private:
    static void fill(FleetTreeModel &model);
};

void tst_FleetTreeModel::fill(FleetTreeModel &model)
{
    fleet::Fleet fleet = test::twoEnvironments();
    fleet.fluxObjects.push_back(
        {.cluster = "clusters/dev",
         .object =
             test::objectOf("apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
                            "metadata: {name: apps, namespace: flux-system}\n")});
    model.setFleet(
        std::make_shared<const fleet::Fleet>(std::move(fleet)),
        test::desiredOf("apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n"));
}

void tst_FleetTreeModel::makesABranchWhenItIsOpened()
{
    FleetTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    tester.setUseFetchMore(false); // the test opens branches itself
    fill(model);
    const QModelIndex dev = model.index(0, 0);
    QCOMPARE(model.rowCount(dev), 0);
    QVERIFY(model.hasChildren(dev));

    model.fetchMore(dev);

    QCOMPARE(test::rows(model), (QStringList{u"dev"_s, u"  flux-system/apps"_s, u"prod"_s}));
    QVERIFY(!model.canFetchMore(dev));
}

void tst_FleetTreeModel::leadsFromAKustomizationToItsObjects()
{
    FleetTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    tester.setUseFetchMore(false); // the test opens branches itself
    fill(model);
    model.fetchMore(model.index(0, 0));
    const QModelIndex apps = model.index(0, 0, model.index(0, 0));

    model.fetchMore(apps);

    const FleetTreeModel::Place place = model.place(model.index(0, 0, apps));
    QCOMPARE(place.cluster, "clusters/dev");
    QCOMPARE(place.object->displayName(), "Service/shop/web");
    QCOMPARE(place.unit->id.name, "apps");
    QCOMPARE(model.parent(model.index(0, 0, apps)), apps);
}

void tst_FleetTreeModel::leadsFromAHelmReleaseToWhatItRenders()
{
    const Object helmRelease =
        test::objectOf("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n"
                       "metadata: {name: web, namespace: shop}\n");
    fleet::Fleet fleet = test::twoEnvironments();
    fleet.fluxObjects.push_back({.cluster = "clusters/dev", .object = helmRelease});
    auto release = std::make_shared<build::Release>();
    release->id = {.cluster = "clusters/dev", .namespaceName = "shop", .name = "web"};
    release->unit = {.cluster = "clusters/dev", .namespaceName = "flux-system", .name = "apps"};
    auto rendered = std::make_shared<build::RenderedRelease>();
    rendered->objects =
        test::objectsOf("apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n");
    release->rendered = std::move(rendered);
    build::DesiredState desired = *test::desiredOf("");
    desired.clusters.front().releases.push_back(std::move(release));
    FleetTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    tester.setUseFetchMore(false); // the test opens branches itself
    model.setFleet(std::make_shared<const fleet::Fleet>(std::move(fleet)),
                   std::make_shared<const build::DesiredState>(std::move(desired)));
    model.fetchMore(model.index(0, 0));
    const QModelIndex web = model.index(0, 0, model.index(0, 0));
    QVERIFY(model.hasChildren(web));

    model.fetchMore(web);

    const FleetTreeModel::Place place = model.place(model.index(0, 0, web));
    QCOMPARE(place.object->displayName(), "Service/shop/web");
    QCOMPARE(place.unit->id.name, "apps");
}

void tst_FleetTreeModel::findsRowsByTheirKeys()
{
    FleetTreeModel model;
    fill(model);
    model.fetchMore(model.index(0, 0));
    const QModelIndex apps = model.index(0, 0, model.index(0, 0));

    QCOMPARE(model.find(apps.data(FleetTreeModel::KeyRole).toString()), apps);
    QVERIFY(!model.find(u"clusters/other"_s).isValid());
}

void tst_FleetTreeModel::startsOverWithAnotherFleet()
{
    FleetTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    tester.setUseFetchMore(false); // the test opens branches itself
    fill(model);
    model.fetchMore(model.index(0, 0));

    model.setFleet(std::make_shared<const fleet::Fleet>(),
                   std::make_shared<const build::DesiredState>());

    QCOMPARE(test::rows(model), QStringList());
}

QTEST_MAIN(tst_FleetTreeModel)
#include "tst_fleettreemodel.moc"
