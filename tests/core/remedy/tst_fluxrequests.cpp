// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/reconcile/snapshot.h"
#include "core/remedy/fluxrequests.h"
#include "core/yaml/parser.h"
#include "tests/core/remedy/remedyfleet.h"

#include <QTest>

using namespace plumb;

class tst_FluxRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheUnitAndItsSource();
    void asksForAReconciliation();
    void forcesAHelmRelease();
    void suspendsWithAReasonAndResumes();
    void namesEveryKindAsTheApiDoes();
};

namespace {

const remedy::FluxObject apps{
    .gvk = {"kustomize.toolkit.fluxcd.io", "v1", "Kustomization"},
    .id = {"kustomize.toolkit.fluxcd.io", "Kustomization", "flux-system", "apps"}};

QByteArray text(const Result<cluster::WriteRequest> &request)
{
    return QByteArray::fromStdString(request ? remedy::toText(*request)
                                             : request.error().toString());
}

} // namespace

void tst_FluxRequests::findsTheUnitAndItsSource()
{
    RemedyFleet fleet;
    fleet.write("clusters/dev/source.yaml",
                "apiVersion: source.toolkit.fluxcd.io/v1beta2\nkind: GitRepository\n"
                "metadata: {name: flux-system, namespace: flux-system}\nspec: {interval: 1m}\n");
    const auto snapshot = fleet.open();
    QVERIFY(snapshot);

    const auto unit =
        remedy::kustomizationOf(*snapshot->desired, {"clusters/dev", "flux-system", "apps"});

    QVERIFY2(unit, unit ? "" : unit.error().toString().c_str());
    QCOMPARE(unit->object, apps);
    QCOMPARE(unit->sources.size(), 1u);
    QCOMPARE(unit->sources[0].gvk.version, "v1beta2");
    QCOMPARE(unit->sources[0].id.name, "flux-system");
    QVERIFY(!remedy::kustomizationOf(*snapshot->desired, {"clusters/dev", "flux-system", "no"}));
}

// flux-semantics §1: requestedAt.
void tst_FluxRequests::asksForAReconciliation()
{
    QCOMPARE(text(remedy::reconcileRequest(apps, "2026-11-25T17:00:00Z")),
             "PATCH /apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations/apps"
             "?fieldManager=plumbline\n"
             "metadata:\n  annotations:\n"
             "    reconcile.fluxcd.io/requestedAt: \"2026-11-25T17:00:00Z\"\n");
}

// flux-semantics §1: forceAt counts only with the same value as requestedAt.
void tst_FluxRequests::forcesAHelmRelease()
{
    const remedy::FluxObject release{.gvk = {"helm.toolkit.fluxcd.io", "v2", "HelmRelease"},
                                     .id = {"helm.toolkit.fluxcd.io", "HelmRelease", "web", "web"}};

    const QByteArray request = text(remedy::forceRequest(release, "now"));

    QVERIFY2(request.contains("/namespaces/web/helmreleases/web?"), request.constData());
    QVERIFY2(request.contains("reconcile.fluxcd.io/requestedAt: now\n"), request.constData());
    QVERIFY2(request.contains("reconcile.fluxcd.io/forceAt: now\n"), request.constData());
}

void tst_FluxRequests::suspendsWithAReasonAndResumes()
{
    const QByteArray suspend =
        text(remedy::suspendRequest(apps, {.by = "ann@laptop", .reason = "restoring a backup"}));
    const QByteArray resume = text(remedy::resumeRequest(apps));

    QVERIFY2(suspend.contains("plumbline/suspended-by: ann@laptop\n"), suspend.constData());
    QVERIFY2(suspend.contains("plumbline/suspend-reason: restoring a backup\n"),
             suspend.constData());
    QVERIFY2(suspend.contains("suspend: true\n"), suspend.constData());
    QVERIFY2(resume.contains("plumbline/suspended-by: null\n"), resume.constData());
    QVERIFY2(resume.contains("suspend: false\n"), resume.constData());
}

void tst_FluxRequests::namesEveryKindAsTheApiDoes()
{
    const auto plural = [](const char *kind) {
        return remedy::apiResourceOf({.gvk = {"source.toolkit.fluxcd.io", "v1", kind}, .id = {}})
            .plural;
    };
    QCOMPARE(plural("GitRepository"), "gitrepositories");
    QCOMPARE(plural("OCIRepository"), "ocirepositories");
    QCOMPARE(plural("HelmChart"), "helmcharts");
    QCOMPARE(plural("Bucket"), "buckets");
}

QTEST_APPLESS_MAIN(tst_FluxRequests)
#include "tst_fluxrequests.moc"
