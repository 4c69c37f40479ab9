// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/memoryclusterreader.h"
#include "core/drift/drift.h"
#include "core/drift/render.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::drift;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

const std::string owned = "labels: {kustomize.toolkit.fluxcd.io/name: apps, "
                          "kustomize.toolkit.fluxcd.io/namespace: flux-system}";

std::string configMap(const std::string &name, const std::string &metadata, const std::string &data)
{
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + ", namespace: shop"
           + (metadata.empty() ? "" : ", ") + metadata + "}\ndata: " + data + "\n---\n";
}

/// One cluster with one Kustomization, and what is there of it.
struct Fixture
{
    build::Unit unit = unitOf("prune: true");
    cluster::MemoryClusterReader reader;

    static build::Unit unitOf(const std::string &spec)
    {
        auto kustomization = flux::Kustomization::from(
            objectOf("apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
                     "metadata: {name: apps, namespace: flux-system}\nspec: {"
                     + spec + "}\n"));
        return {.id = {.cluster = "clusters/a", .namespaceName = "flux-system", .name = "apps"},
                .kustomization = *std::move(kustomization),
                .directory = files::TreePath()};
    }

    void live(const std::string &yaml)
    {
        for (const Object &object : objectsOf(yaml))
            reader.addObject(object);
    }

    Result<ChangeSet> detect()
    {
        const build::ClusterState state = {.cluster = "clusters/a",
                                           .units = {std::make_shared<build::Unit>(unit)}};
        InlineExecutor executor;
        const auto live = cluster::readLive(reader, wantedObjects(state), executor, Run());
        if (!live)
            return std::unexpected(live.error());
        return detectDrift(state, *live, {}, Run());
    }

    QString text()
    {
        const auto set = detect();
        if (!set)
            return QString::fromStdString(set.error().toString());
        QString text = QString::fromStdString(toText(*set));
        for (const Diagnostic &diagnostic : set->diagnostics)
            text += QString::fromStdString(diagnostic.toString()) + u'\n';
        return text + QString::number(set->unchanged) + u" unchanged"_s;
    }
};

} // namespace

class tst_Drift : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingInSync();
    void findsMissingDriftedAndExtraObjects();
    void findsExtraObjectsThroughTheInventory_data();
    void findsExtraObjectsThroughTheInventory();
    void leavesAloneWhatFluxLeavesAlone();
    void looksForEncryptedObjectsOnly();
    void ignoresANamespaceThatAKindDoesNotHave();
    void saysWhyAKindIsMissing();
    void saysWhatCannotBeRead();
    void leavesOutUnknownVariables();
    void leavesOutFieldsThatAKindDoesNotHave();
    void keepsOneFailedBuildFromHidingTheRest();
};

void tst_Drift::findsNothingInSync()
{
    Fixture fixture;
    fixture.unit.objects = objectsOf(configMap("flags", "", "{a: x}"));
    fixture.live(configMap("flags", owned, "{a: x, b: y}"));

    QCOMPARE(fixture.text(), u"1 unchanged"_s);
}

void tst_Drift::findsMissingDriftedAndExtraObjects()
{
    Fixture fixture;
    fixture.unit.objects =
        objectsOf(configMap("flags", "", "{a: x}") + configMap("gone", "", "{}"));
    fixture.live(configMap("flags", owned, "{a: z}") + configMap("old", owned, "{}")
                 + configMap("kept",
                             owned + ", annotations: {kustomize.toolkit.fluxcd.io/prune: Disabled}",
                             "{}")
                 + configMap("foreign", "labels: {kustomize.toolkit.fluxcd.io/name: other}", "{}"));

    const auto set = fixture.detect();

    QVERIFY(set);
    QCOMPARE(
        QString::fromStdString(toText(*set)),
        u"ConfigMap/shop/flags drifted\n  data.a: x → z [not applied yet: Flux has not applied the "
        u"Kustomization yet]\n"
        "ConfigMap/shop/gone missing [not applied yet: Flux has not applied the Kustomization "
        "yet]\n"
        "ConfigMap/shop/kept skipped: it is not in git, and an annotation tells Flux to keep it\n"
        "ConfigMap/shop/old extra: not in git; Flux does not remember having applied it, so it stays [left behind]\n"_s);
    QVERIFY(set->hasDifferences());
    QCOMPARE(set->objects.front().owner, "flux-system/apps");
}

void tst_Drift::findsExtraObjectsThroughTheInventory_data()
{
    QTest::addColumn<QByteArray>("spec");
    QTest::addColumn<QString>("expected");

    QTest::newRow("that Flux prunes")
        << "prune: true"_ba
        << u"not in git; Flux deletes it at the next reconciliation [not applied yet]"_s;
    QTest::newRow("that stay")
        << "prune: false"_ba
        << u"not in git; the Kustomization does not prune, so it stays [left behind]"_s;
}

void tst_Drift::findsExtraObjectsThroughTheInventory()
{
    QFETCH(QByteArray, spec);
    QFETCH(QString, expected);
    Fixture fixture;
    fixture.unit = Fixture::unitOf(spec.toStdString());
    fixture.unit.objects = ObjectSet();
    fixture.live("apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
                 "metadata: {name: apps, namespace: flux-system}\n"
                 "status: {inventory: {entries: [{id: shop_old__ConfigMap, v: v1}, {id: nonsense, "
                 "v: v1}]}}\n---\n"
                 + configMap("old", owned, "{}"));

    QCOMPARE(fixture.text(), u"ConfigMap/shop/old extra: "_s + expected + u"\n0 unchanged"_s);
}

void tst_Drift::leavesAloneWhatFluxLeavesAlone()
{
    Fixture fixture;
    fixture.unit.objects = objectsOf(
        configMap("a", "annotations: {kustomize.toolkit.fluxcd.io/ssa: Ignore}", "{x: 1}")
        + configMap("b", "labels: {kustomize.toolkit.fluxcd.io/ssa: ifnotpresent}", "{x: 1}")
        + configMap("c", "annotations: {kustomize.toolkit.fluxcd.io/ssa: IfNotPresent}", "{x: 1}")
        + configMap("d", "", "{x: 1}"));
    fixture.live(configMap("a", "", "{x: 2}") + configMap("b", "", "{x: 2}")
                 + configMap("d", "annotations: {kustomize.toolkit.fluxcd.io/reconcile: disabled}",
                             "{x: 2}"));

    QCOMPARE(
        fixture.text(),
        u"ConfigMap/shop/a skipped: an annotation in git tells Flux to leave it alone\n"
        "ConfigMap/shop/b skipped: Flux only creates it when it is absent\n"
        "ConfigMap/shop/c missing [not applied yet: Flux has not applied the Kustomization yet]\n"
        "ConfigMap/shop/d skipped: an annotation in the cluster tells Flux to leave it alone\n"
        "0 unchanged"_s);
}

void tst_Drift::looksForEncryptedObjectsOnly()
{
    Fixture fixture;
    fixture.unit.objects = objectsOf("apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: "
                                     "shop}\ndata: {x: 'ENC[1]'}\nsops: {mac: m}\n---\n"
                                     "apiVersion: v1\nkind: Secret\nmetadata: {name: b, namespace: "
                                     "shop}\ndata: {x: 'ENC[1]'}\nsops: {mac: m}\n");
    fixture.live(
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: shop}\ndata: {x: YWJj}\n");

    QCOMPARE(
        fixture.text(),
        u"Secret/shop/b missing [not applied yet: Flux has not applied the Kustomization yet]\n1 unchanged"_s);
}

void tst_Drift::ignoresANamespaceThatAKindDoesNotHave()
{
    Fixture fixture;
    fixture.unit.objects =
        objectsOf("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, namespace: wrong}\n");
    fixture.live("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");

    QCOMPARE(fixture.text(), u"1 unchanged"_s);
}

void tst_Drift::saysWhyAKindIsMissing()
{
    Fixture fixture;
    fixture.unit.objects =
        objectsOf("apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a, namespace: b}\n");

    QCOMPARE(
        fixture.text(),
        u"Thing/b/a missing: the cluster does not have the kind 'Thing' of 'example.com/v1' [not applied yet]\n0 unchanged"_s);
}

void tst_Drift::saysWhatCannotBeRead()
{
    Fixture fixture;
    fixture.unit.objects = objectsOf(configMap("a", "", "{}") + configMap("b", "", "{}"));
    fixture.live(configMap("a", "", "{}") + configMap("b", "", "{}"));
    fixture.reader.setFailure("ConfigMap",
                              Error(ErrorCode::Unauthorized, "configmaps is forbidden"), "*");
    fixture.reader.setFailure("ConfigMap",
                              Error(ErrorCode::Unauthorized, "configmaps is forbidden"));

    QCOMPARE(fixture.text(),
             u"ConfigMap/shop/a skipped: it cannot be read: configmaps is forbidden\n"
             "ConfigMap/shop/b skipped: it cannot be read: configmaps is forbidden\n"
             "warning: ConfigMap: cannot list configmaps: configmaps is forbidden\n"
             "0 unchanged"_s);
}

void tst_Drift::leavesOutUnknownVariables()
{
    Fixture fixture;
    fixture.unit.unknownVariables = {"REGION"};
    fixture.unit.objects = objectsOf(configMap("a", "", "{x: 'in ${REGION}', y: b}")
                                     + configMap("'at-${REGION}'", "", "{}"));
    fixture.live(configMap("a", "", "{x: in europe, y: c}"));

    QCOMPARE(
        fixture.text(),
        u"ConfigMap/shop/a drifted\n  data.y: b → c [not applied yet: Flux has not applied the "
        u"Kustomization yet]\n"
        "ConfigMap/shop/at-${REGION} skipped: its name has a variable that only the cluster knows\n"
        "note: ConfigMap/shop/a: fields with variables that only the cluster knows are not "
        "compared\n"
        "0 unchanged"_s);
}

void tst_Drift::leavesOutFieldsThatAKindDoesNotHave()
{
    const std::string start =
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop";
    Fixture fixture;
    fixture.unit.objects = objectsOf(
        start + "}\nspec: {replica: 3, template: {spec: {containers: [{name: a, imag: b}]}}}\n");
    fixture.live(start + ", " + owned + "}\nspec: {template: {spec: {containers: [{name: a}]}}}\n");

    QCOMPARE(
        fixture.text(),
        u"warning: Deployment/shop/web: 'spec.replica' is no field of this kind; Flux leaves it "
        u"out\n"
        "warning: Deployment/shop/web: 'spec.template.spec.containers[0].imag' is no field of this "
        "kind; Flux leaves it out\n1 unchanged"_s);
}

void tst_Drift::keepsOneFailedBuildFromHidingTheRest()
{
    Fixture broken;
    broken.unit.objects = std::unexpected(Error(ErrorCode::BuildFailed, "no such file"));
    broken.live(configMap("a", owned, "{}"));

    const auto set = broken.detect();

    QVERIFY(set);
    QVERIFY(!set->hasDifferences());
    QCOMPARE(set->diagnostics.size(), 1);
    QVERIFY(set->diagnostics.front().severity == Severity::Error);
    QCOMPARE(set->diagnostics.front().object, "Kustomization/flux-system/apps");
}

QTEST_APPLESS_MAIN(tst_Drift)
#include "tst_drift.moc"
