// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/watchplan.h"

#include <QTest>

using namespace plumb;
using namespace plumb::cluster;
using namespace Qt::StringLiterals;

namespace {

const GroupVersionKind deployment = {"apps", "v1", "Deployment"};
const GroupVersionKind configMap = {"", "v1", "ConfigMap"};
const GroupVersionKind scaler = {"autoscaling", "v2", "HorizontalPodAutoscaler"};

/// The preferred version of a kind comes first.
ApiResources served()
{
    const auto kind = [](GroupVersionKind gvk, bool isNamespaced = true) {
        return ApiResource{.gvk = std::move(gvk), .plural = "things", .isNamespaced = isNamespaced};
    };
    return ApiResources({
        kind(configMap),
        kind({"", "v1", "Pod"}),
        kind({"", "v1", "Namespace"}, false),
        kind(deployment),
        kind({"apps", "v1", "ReplicaSet"}),
        kind(scaler),
        kind({"autoscaling", "v1", "HorizontalPodAutoscaler"}),
        kind({"kustomize.toolkit.fluxcd.io", "v1", "Kustomization"}),
        kind({"kustomize.toolkit.fluxcd.io", "v1beta2", "Kustomization"}),
    });
}

WantedObject wanted(const GroupVersionKind &gvk, const std::string &place, const std::string &name)
{
    return {.gvk = gvk,
            .id = {.group = gvk.group, .kind = gvk.kind, .namespaceName = place, .name = name}};
}

QStringList targets(const WatchPlan &plan)
{
    QStringList result;
    for (const ReflectorTarget &target : plan.targets) {
        const GroupVersionKind &gvk = target.resource.gvk;
        result << QString::fromStdString(gvk.apiVersion() + '/' + gvk.kind
                                         + (target.namespaceName.empty() ? "" : " in ")
                                         + target.namespaceName);
    }
    return result;
}

} // namespace

class tst_WatchPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithFluxAndEndsWithWhatIsMade();
    void followsForbiddenKindsWhereTheyAreWanted();
    void readsObjectsInTheVersionThatGitSays();
    void tellsOfKindsThatAreNotServed();
};

void tst_WatchPlan::beginsWithFluxAndEndsWithWhatIsMade()
{
    const WatchPlan plan = planWatches(
        served(),
        {wanted(configMap, "shop", "a"), wanted(deployment, "shop", "web"),
         wanted(configMap, "shop", "b"), wanted({"", "v1", "Namespace"}, "shop", "shop")},
        {});

    QCOMPARE(targets(plan), (QStringList{u"kustomize.toolkit.fluxcd.io/v1/Kustomization"_s,
                                         u"v1/ConfigMap"_s, u"apps/v1/Deployment"_s,
                                         u"v1/Namespace"_s, u"apps/v1/ReplicaSet"_s, u"v1/Pod"_s}));
    QCOMPARE(plan.wanted.size(), 4);
    // Builds give a namespace to what has none.
    QCOMPARE(plan.wanted.back().namespaceName, "");
    QVERIFY(!plan.hasUnserved);
}

void tst_WatchPlan::followsForbiddenKindsWhereTheyAreWanted()
{
    const WatchPlan plan =
        planWatches(served(),
                    {wanted(configMap, "shop", "a"), wanted(configMap, "blog", "b"),
                     wanted(configMap, "shop", "c")},
                    {configMap});

    QCOMPARE(targets(plan),
             (QStringList{u"kustomize.toolkit.fluxcd.io/v1/Kustomization"_s, u"v1/ConfigMap"_s,
                          u"v1/ConfigMap in shop"_s, u"v1/ConfigMap in blog"_s}));
}

void tst_WatchPlan::readsObjectsInTheVersionThatGitSays()
{
    const GroupVersionKind older = {"autoscaling", "v1", "HorizontalPodAutoscaler"};

    // An inventory may still say the version in which an object was applied before.
    const WatchPlan plan = planWatches(
        served(),
        {wanted(older, "shop", "a"), wanted(scaler, "shop", "b"), wanted(scaler, "shop", "a")}, {});

    QCOMPARE(targets(plan), (QStringList{u"kustomize.toolkit.fluxcd.io/v1/Kustomization"_s,
                                         u"autoscaling/v1/HorizontalPodAutoscaler"_s,
                                         u"autoscaling/v2/HorizontalPodAutoscaler"_s}));
    QCOMPARE(plan.versions.at(wanted(scaler, "shop", "a").id), "v1");
    QCOMPARE(plan.versions.at(wanted(scaler, "shop", "b").id), "v2");
    QCOMPARE(plan.wanted.size(), 2);
}

void tst_WatchPlan::tellsOfKindsThatAreNotServed()
{
    const WatchPlan plan =
        planWatches(served(), {wanted({"example.org", "v1", "Thing"}, "shop", "a")}, {});

    QVERIFY(plan.hasUnserved);
    QCOMPARE(plan.targets.size(), 1);
    QVERIFY(plan.wanted.empty());
}

QTEST_APPLESS_MAIN(tst_WatchPlan)
#include "tst_watchplan.moc"
