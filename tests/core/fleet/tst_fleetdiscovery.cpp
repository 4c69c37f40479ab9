// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/fleetfiles.h"

#include <QTest>

#include <algorithm>

using namespace plumb;
using namespace Qt::StringLiterals;
using test::fluxKustomization;

namespace {

using Files = std::map<std::string, std::string>;

QByteArray clusters(const Files &files)
{
    QByteArray text;
    for (const fleet::Cluster &cluster : test::buildFleet(files).fleet.clusters)
        text += QByteArray::fromStdString(cluster.path) + " ("
                + std::string(toString(cluster.entry)).c_str() + ", " + cluster.environment.c_str()
                + ")\n";
    return text;
}

} // namespace

class tst_FleetDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsClusters_data();
    void findsClusters();
    void passesOverFilesThatNobodyBuilds();
    void adoptsTheSourceOfAnEntryPointThatIsInNoFile();
    void patchesTheSyncOfAnInstance();
};

void tst_FleetDiscovery::findsClusters_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QByteArray>("found");

    const auto file = [](const std::string &path, const std::string &text) {
        return QStringList{QString::fromStdString(path), QString::fromStdString(text)};
    };
    const std::string child = fluxKustomization("apps", "./apps");

    QTest::newRow("bootstrap") << file("clusters/dev/flux-system/gotk-sync.yaml",
                                       fluxKustomization("flux-system", "./clusters/dev"))
                               << "clusters/dev (gotk-sync, dev)\n"_ba;
    QTest::newRow("bootstrap that is still to come")
        << file("clusters/dev/flux-system/gotk-sync.yaml", "# written by bootstrap\n")
               + file("clusters/dev/apps.yaml", child)
        << "clusters/dev (gotk-sync, dev)\n"_ba;
    QTest::newRow("template") << file("a/clusters/template/flux-system/gotk-sync.yaml",
                                      fluxKustomization("flux-system", "./clusters/cluster-name"))
                              << "a/clusters/template (gotk-sync, template)\n"_ba;
    QTest::newRow("operator") << file(
        "c/prod/instance.yaml",
        "apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\n"
        "metadata: {name: flux, namespace: flux-system}\n"
        "spec: {sync: {kind: GitRepository, url: 'https://h/o/r', path: c/prod}}\n")
                              << "c/prod (FluxInstance, prod)\n"_ba;
    QTest::newRow("release of the operator's instance")
        << file("apps/flux.yaml",
                "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: flux}\n"
                "spec: {values: {instance: {sync: {path: kubernetes/flux}}}}\n")
               + file("kubernetes/flux/apps.yaml", child)
        << "kubernetes/flux (FluxInstance, flux)\n"_ba;
    QTest::newRow("Kustomization that builds itself")
        << file("cluster/self.yaml", fluxKustomization("cluster", "./cluster"))
               + file("cluster/sub/apps.yaml", child)
        << "cluster (self-referencing Kustomization, cluster)\n"_ba;
    QTest::newRow("patch for a Kustomization in the folder that it names")
        << file("apps/a/ks.yaml", fluxKustomization("a", "./apps/a"))
               + file("apps/a/kustomization.yaml", "resources: []\n")
               + file("clusters/x/kustomization.yaml", "resources: [../../apps/a/ks.yaml]\n")
        << "clusters/x (kustomize root, x)\n"_ba;
    QTest::newRow("kustomize roots")
        << file("clusters/dev/00/kustomization.yaml", "resources: [../base]\n")
               + file("clusters/dev/base/kustomization.yaml", "resources: [apps.yaml]\n")
               + file("clusters/dev/base/apps.yaml", child)
        << "clusters/dev/00 (kustomize root, dev)\n"_ba;
    QTest::newRow("folders below clusters")
        << file("clusters/stg/apps.yaml", child) + file("other/apps.yaml", child)
        << "clusters/stg (folder below clusters/, stg)\n"_ba;
    QTest::newRow("no cluster") << file("apps/a.yaml", "apiVersion: v1\n") << ""_ba;
}

void tst_FleetDiscovery::findsClusters()
{
    QFETCH(QStringList, files);
    QFETCH(QByteArray, found);
    Files tree;
    for (qsizetype i = 0; i + 1 < files.size(); i += 2)
        tree[files[i].toStdString()] = files[i + 1].toStdString();

    QCOMPARE(clusters(tree), found);
}

void tst_FleetDiscovery::passesOverFilesThatNobodyBuilds()
{
    QCOMPARE(clusters({{"clusters/dev/flux-system/gotk-sync.yaml",
                        fluxKustomization("flux-system", "./clusters/dev")},
                       {"broken/ks.yaml",
                        "kind: Kustomization # kustomize.toolkit.fluxcd.io\na: *nowhere\n"},
                       {"broken/kustomization.yaml", "resources: [\n"}}),
             "clusters/dev (gotk-sync, dev)\n"_ba);
}

void tst_FleetDiscovery::adoptsTheSourceOfAnEntryPointThatIsInNoFile()
{
    std::string apps = fluxKustomization("apps", "./apps");
    apps.replace(apps.rfind("flux-system"), 11, "my-config");

    const auto built = test::buildFleet(
        {{"clusters/dev/apps.yaml", apps},
         {"apps/a.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n"}});

    QCOMPARE(built.outcome("clusters/dev", "flux-system/apps"), "ok 1"_ba);
}

void tst_FleetDiscovery::patchesTheSyncOfAnInstance()
{
    const auto built = test::buildFleet(
        {{"c/prod/flux.yaml",
          "apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\n"
          "metadata: {name: flux, namespace: flux-system}\n"
          "spec:\n  sync: {path: c/prod, kind: GitRepository}\n  kustomize:\n    patches:\n"
          "      - target: {kind: Deployment}\n"
          "        patch: |\n          - {op: add, path: /spec/replicas, value: 2}\n"
          "      - target: {kind: Kustomization}\n"
          "        patch: |\n          - op: add\n            path: /spec/postBuild\n"
          "            value: {substitute: {STAGE: prod}}\n"},
         {"c/prod/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: 'a-${STAGE}'}\n"}});

    const build::Unit *unit = built.unit("c/prod", "flux-system/flux-system");
    QVERIFY(unit);
    QVERIFY(unit->objects);
    QVERIFY(std::ranges::any_of(*unit->objects,
                                [](const Object &object) { return object.name() == "a-prod"; }));
}

QTEST_APPLESS_MAIN(tst_FleetDiscovery)
#include "tst_fleetdiscovery.moc"
