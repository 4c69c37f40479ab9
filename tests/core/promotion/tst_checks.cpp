// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/checks.h"
#include "tests/support/promotionfleet.h"

#include <QTest>

#include <algorithm>

using namespace plumb;
using namespace plumb::promotion;
using namespace Qt::StringLiterals;

class tst_Checks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesWhatChangesOneVersion();
    void failsWhatBreaksABuild();
    void warnsOfWhatIsPruned();
    void warnsOfRenames();
    void warnsOfFieldsThatCannotBeChanged();
    void warnsOfValuesThatNameTheSource();
    void warnsOfMissingNamespacesAndDefinitions();
    void warnsOfOtherClustersThatChange();

private:
    static QByteArray textOf(const Result<PromotionPlan> &plan, const std::string &name)
    {
        if (!plan)
            return QByteArray::fromStdString(plan.error().toString());
        const auto check = std::ranges::find(plan->checks, name, &Check::name);
        if (check == plan->checks.end())
            return "no such check";
        std::string text = std::string(toString(check->outcome)) + ": " + check->text;
        for (const std::string &detail : check->details)
            text += " | " + detail;
        return QByteArray::fromStdString(text);
    }

    // An object that both environments have in a file of their own.
    static void addExtra(PromotionFleet &fleet, const QByteArray &staging,
                         const QByteArray &production)
    {
        for (const QString &name : {u"staging"_s, u"production"_s}) {
            const QByteArray &text = name == "staging"_L1 ? staging : production;
            const QByteArray entry = text.isEmpty() ? "" : ", extra.yaml";
            if (!text.isEmpty())
                fleet.repository().write(u"apps/"_s + name + u"/extra.yaml"_s, text);
            fleet.repository().write(u"apps/"_s + name + u"/kustomization.yaml"_s,
                                     "resources: [../base, images.yaml" + entry
                                         + "]\npatches: [{path: web.yaml}]\n");
        }
    }
};

void tst_Checks::passesWhatChangesOneVersion()
{
    PromotionFleet fleet;

    const auto plan = fleet.plan({"spec.chart.spec.version"});

    QVERIFY(plan);
    QVERIFY(!plan->hasFailedCheck());
    QCOMPARE(plan->checks.size(), 7u);
    for (const Check &check : plan->checks)
        QVERIFY2(check.outcome == Outcome::Passed, textOf(plan, check.name).constData());
    QCOMPARE(textOf(plan, "leaks"), "passed: No value of staging reaches production"_ba);
}

void tst_Checks::failsWhatBreaksABuild()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/extra/kustomization.yaml"_s, "resources: [images.yaml]\n");
    fleet.repository().write(
        u"apps/extra/images.yaml"_s,
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: images, namespace: web}\n");
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s,
                             "resources: [../base, ../extra]\npatches: [{path: web.yaml}]\n");

    const auto plan = fleet.plan({R"(resources[="../extra"])"});

    QVERIFY(plan->hasFailedCheck());
    QVERIFY(textOf(plan, "builds").startsWith("failed: 1 Kustomization cannot be built any more"));
}

void tst_Checks::warnsOfWhatIsPruned()
{
    PromotionFleet fleet;
    addExtra(fleet, "", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: old, namespace: web}\n");

    QCOMPARE(textOf(fleet.plan({""}), "prunes"),
             "warned: 1 object is pruned | clusters/production: ConfigMap/web/old"_ba);
}

void tst_Checks::warnsOfRenames()
{
    PromotionFleet fleet;
    const auto map = [](const QByteArray &name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name
               + ", namespace: web}\ndata: {a: b}\n";
    };
    addExtra(fleet, map("new"), map("old"));

    QCOMPARE(textOf(fleet.plan({"metadata.name"}), "recreates"),
             "warned: 1 object is deleted and created anew | ConfigMap/web/old becomes "
             "ConfigMap/web/new"_ba);
}

void tst_Checks::warnsOfFieldsThatCannotBeChanged()
{
    PromotionFleet fleet;
    const auto deployment = [](const QByteArray &label) {
        return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d, namespace: web}\n"
               "spec: {selector: {matchLabels: {tier: "
               + label + "}}}\n";
    };
    addExtra(fleet, deployment("a"), deployment("b"));

    QCOMPARE(textOf(fleet.plan({"spec.selector.matchLabels.tier"}), "recreates"),
             "warned: 1 object is deleted and created anew | Deployment/web/d: "
             "spec.selector.matchLabels.tier cannot be changed in place"_ba);
}

void tst_Checks::warnsOfValuesThatNameTheSource()
{
    PromotionFleet fleet;

    const QByteArray text = textOf(fleet.plan({"spec.values.ingress.host"}), "leaks");

    QCOMPARE(text, "warned: 2 values name staging and would reach production | "
                   "HelmRelease/web/web: spec.values.ingress.host | "
                   "apps/production/web.yaml#HelmRelease/web:spec.values.ingress.host"_ba);
}

void tst_Checks::warnsOfMissingNamespacesAndDefinitions()
{
    PromotionFleet fleet;
    addExtra(fleet,
             "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: t, namespace: elsewhere}\n",
             "");

    QCOMPARE(textOf(fleet.plan({""}), "missing"),
             "warned: Git does not hold all that created objects need | "
             "CustomResourceDefinition of Thing (example.org) for Thing/elsewhere/t | "
             "Namespace/elsewhere for Thing/elsewhere/t"_ba);
}

void tst_Checks::warnsOfOtherClustersThatChange()
{
    PromotionFleet fleet;
    // A third cluster reads production's overlay.
    QByteArray apps = fleet.repository().read(u"clusters/production/apps.yaml"_s);
    QByteArray sync = fleet.repository().read(u"clusters/production/flux-system/gotk-sync.yaml"_s);
    fleet.repository().write(u"clusters/qa/apps.yaml"_s, apps);
    fleet.repository().write(u"clusters/qa/flux-system/gotk-sync.yaml"_s,
                             sync.replace("./clusters/production", "./clusters/qa"));

    QCOMPARE(textOf(fleet.plan({"spec.chart.spec.version"}), "others"),
             "warned: 1 object outside of production changes too | "
             "clusters/qa: HelmRelease/web/web"_ba);
}

QTEST_GUILESS_MAIN(tst_Checks)
#include "tst_checks.moc"
