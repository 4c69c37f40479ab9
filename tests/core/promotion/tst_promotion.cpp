// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/plan.h"
#include "tests/support/promotionfleet.h"

#include <QTest>

using namespace plumb;
using namespace plumb::promotion;
using namespace Qt::StringLiterals;

namespace {

QByteArray rows(const Differences &differences)
{
    std::string text;
    for (const Difference &difference : differences.items) {
        text += (difference.isSuggested ? "promote " : "stay ")
                + std::string(toString(difference.kind)) + ' ' + difference.key() + " ("
                + difference.app + "): " + difference.reason + '\n';
    }
    return QByteArray::fromStdString(text);
}

} // namespace

class tst_Promotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsDifferencesWithASuggestion();
    void promotesMarkedImagesThatNoPolicyKeeps();
    void leavesSecretsOut();
    void offersFilesThatTheTargetDoesNotHave();
    void refusesUnknownEnvironments();
    void plansMinimalEdits();
    void plansTheRenderedEffect();
    void plansACopyOfAMissingFile();
    void saysWhatTheEditsBreak();
    void refusesAnEmptySelection();
    void refusesToEditInsideASharedAnchor();
};

void tst_Promotion::listsDifferencesWithASuggestion()
{
    PromotionFleet fleet;

    const QByteArray text = rows(fleet.differences());

    QVERIFY2(text.contains("promote version apps/production/web.yaml#HelmRelease/web:"
                           "spec.chart.spec.version (web): another version\n"),
             text.constData());
    QVERIFY2(
        text.contains("stay value apps/production/web.yaml#HelmRelease/web:spec.values.replicas "
                      "(web): sized for production\n"),
        text.constData());
    QVERIFY2(text.contains("stay value apps/production/web.yaml#HelmRelease/web:"
                           "spec.values.ingress.host (web): it names the environment\n"),
             text.constData());
    QVERIFY2(text.contains("stay image apps/production/images.yaml#ConfigMap/images:data.image "),
             text.constData());
    QVERIFY2(text.contains("image automation keeps it up to date"), text.constData());
    QVERIFY2(text.contains("promote version clusters/production/apps.yaml#Kustomization/apps:"
                           "spec.postBuild.substitute.WEB_VERSION "),
             text.constData());
    QVERIFY2(text.contains("spec.postBuild.substitute.DOMAIN "), text.constData());
    QVERIFY2(text.contains("spec.path "), text.constData());
    QCOMPARE(text.count("promote "), 2);
}

void tst_Promotion::promotesMarkedImagesThatNoPolicyKeeps()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/base/kustomization.yaml"_s, "resources: [web.yaml]\n");

    const QByteArray text = rows(fleet.differences());

    QVERIFY2(
        text.contains("promote image apps/production/images.yaml#ConfigMap/images:data.image "),
        text.constData());
}

void tst_Promotion::leavesSecretsOut()
{
    PromotionFleet fleet;
    for (const QString &name : {u"staging"_s, u"production"_s}) {
        fleet.repository().write(
            u"apps/"_s + name + u"/images.yaml"_s,
            "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: web}\n"
            "stringData: {password: of-"
                + name.toLatin1() + "}\n");
    }

    QVERIFY(!rows(fleet.differences()).contains("password"));
}

void tst_Promotion::offersFilesThatTheTargetDoesNotHave()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/staging/extra.yaml"_s,
                             "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra-staging}\n");
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s,
                             "resources: [../base, images.yaml, extra.yaml]\n"
                             "patches: [{path: web.yaml}]\n");

    const QByteArray text = rows(fleet.differences());

    QVERIFY2(text.contains("apps/production/extra.yaml#"), text.constData());
    QVERIFY2(text.contains("only staging has the file"), text.constData());
}

void tst_Promotion::refusesUnknownEnvironments()
{
    PromotionFleet fleet;
    const auto snapshot = fleet.open();
    QVERIFY(snapshot);

    const auto unknown = promotion::differences(*snapshot, "staging", "moon", {});
    const auto same = promotion::differences(*snapshot, "staging", "staging", {});

    QVERIFY(!unknown && !same);
    QCOMPARE(unknown.error().code(), ErrorCode::NotFound);
    QVERIFY(QByteArray::fromStdString(unknown.error().message()).contains("staging, production"));
    QCOMPARE(same.error().code(), ErrorCode::InvalidInput);
}

void tst_Promotion::plansMinimalEdits()
{
    PromotionFleet fleet;
    const QByteArray before = fleet.repository().read(u"apps/production/web.yaml"_s);

    const auto plan = fleet.plan({"spec.chart.spec.version"});

    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(plan->files.size(), 1u);
    QCOMPARE(plan->files[0].path.text(), std::string("apps/production/web.yaml"));
    QByteArray expected = before;
    expected.replace("version: 1.2.0 #", "version: 1.3.0 #");
    QVERIFY(expected.contains("\r\n"));
    QCOMPARE(QByteArray::fromStdString(plan->files[0].after), expected);
    const QByteArray patch = QByteArray::fromStdString(plan->files[0].patch);
    QCOMPARE(patch.count("\n-"), 2); // the file's name and one line
    QCOMPARE(patch.count("\n+"), 2);
    QCOMPARE(fleet.repository().read(u"apps/production/web.yaml"_s), before);
    QVERIFY(plan->message.starts_with("Promote web 1.3.0 from staging to production\n"));
}

void tst_Promotion::plansTheRenderedEffect()
{
    PromotionFleet fleet;

    const auto plan = fleet.plan({"spec.chart.spec.version"});

    QVERIFY(plan);
    QCOMPARE(plan->effect.size(), 1u);
    QCOMPARE(plan->effect[0].cluster, std::string("clusters/production"));
    QCOMPARE(plan->effect[0].changes.objects.size(), 1u);
    const drift::ObjectDiff &object = plan->effect[0].changes.objects[0];
    QCOMPARE(object.displayName(), std::string("HelmRelease/web/web"));
    QCOMPARE(object.changes.size(), 1u);
    QCOMPARE(object.changes[0].path.toString(), std::string("spec.chart.spec.version"));
    QVERIFY(plan->diagnostics.empty());
}

void tst_Promotion::plansACopyOfAMissingFile()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/staging/extra.yaml"_s,
                             "# for staging\napiVersion: v1\nkind: ConfigMap\n"
                             "metadata: {name: extra-staging}\n");
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s,
                             "resources: [../base, images.yaml, extra.yaml]\n"
                             "patches: [{path: web.yaml}]\n");

    const auto plan = fleet.plan({"", "resources"});

    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(plan->files.size(), 2u);
    QVERIFY(!plan->files[0].before);
    QCOMPARE(QByteArray::fromStdString(plan->files[0].after),
             "# for production\napiVersion: v1\nkind: ConfigMap\n"
             "metadata: {name: extra-production}\n"_ba);
    QCOMPARE(QByteArray::fromStdString(plan->files[1].after),
             "resources: [../base, images.yaml, extra.yaml]\npatches: [{path: web.yaml}]\n"_ba);
    QCOMPARE(plan->effect.size(), 1u);
    QCOMPARE(plan->effect[0].changes.count(drift::Action::Created), 1u);
}

void tst_Promotion::saysWhatTheEditsBreak()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/staging/extra.yaml"_s,
                             "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n");
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s,
                             "resources: [../base, images.yaml, extra.yaml]\n"
                             "patches: [{path: web.yaml}]\n");

    // The entry without the file it names.
    const auto plan = fleet.plan({"resources"});

    QVERIFY(plan);
    QCOMPARE(plan->diagnostics.size(), 1u);
    QVERIFY(plan->diagnostics[0].severity == Severity::Error);
    QCOMPARE(plan->diagnostics[0].object, std::string("Kustomization/flux-system/apps"));
}

void tst_Promotion::refusesAnEmptySelection()
{
    PromotionFleet fleet;

    const auto plan = fleet.plan({});

    QVERIFY(!plan);
    QCOMPARE(plan.error().code(), ErrorCode::InvalidInput);
}

void tst_Promotion::refusesToEditInsideASharedAnchor()
{
    PromotionFleet fleet;
    QByteArray patch = fleet.repository().read(u"apps/staging/web.yaml"_s);
    patch.replace("{a: 1}", "{a: 2}");
    fleet.repository().write(u"apps/staging/web.yaml"_s, patch);

    const auto plan = fleet.plan({"spec.values.defaults.a"});

    QVERIFY(!plan);
    QCOMPARE(plan.error().code(), ErrorCode::Unsupported);
    QVERIFY(QByteArray::fromStdString(plan.error().toString()).contains("anchor &defaults"));
}

QTEST_GUILESS_MAIN(tst_Promotion)
#include "tst_promotion.moc"
