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
    void promotesMarkedImagesThatNoAutomationKeeps_data();
    void promotesMarkedImagesThatNoAutomationKeeps();
    void leavesSecretsOut();
    void refusesUnknownEnvironments();
    void plansMinimalEdits();
    void plansTheRenderedEffect();
    void carriesOverValuesInInlinePatches();
    void leavesSecretsOutOfInlinePatches();
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

void tst_Promotion::promotesMarkedImagesThatNoAutomationKeeps_data()
{
    QTest::addColumn<QByteArray>("update");
    QTest::newRow("another folder") << "update: {path: ./apps/elsewhere}"_ba;
    QTest::newRow("another branch")
        << "update: {path: ./apps}\n"
           "  git: {checkout: {ref: {branch: main}}, push: {branch: auto}}"_ba;
    QTest::newRow("suspended") << "update: {path: ./apps}\n  suspend: true"_ba;
}

void tst_Promotion::promotesMarkedImagesThatNoAutomationKeeps()
{
    QFETCH(QByteArray, update);
    PromotionFleet fleet;
    QByteArray policy = fleet.repository().read(u"apps/base/policy.yaml"_s);
    fleet.repository().write(u"apps/base/policy.yaml"_s,
                             policy.replace("update: {path: ./apps, strategy: Setters}", update));

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
    QCOMPARE(QByteArray::fromStdString(plan->files[0].after.value_or("")), expected);
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

void tst_Promotion::carriesOverValuesInInlinePatches()
{
    PromotionFleet fleet;
    const auto kustomization = [](const QByteArray &version, const QByteArray &replicas) {
        return "resources: [../base, images.yaml]\n"
               "patches:\n"
               "  - path: web.yaml\n"
               "  - patch: | # inline\n"
               "      # keep me\n"
               "      apiVersion: helm.toolkit.fluxcd.io/v2\n"
               "      kind: HelmRelease\n"
               "      metadata: {name: web, namespace: web}\n"
               "      spec:\n"
               "          chart:\n"
               "              spec: {version: "
               + version
               + "} # pinned\n"
                 "          values: {web: {replicas: "
               + replicas
               + "}}\n"
                 "  - target: {kind: HelmRelease}\n"
                 "    patch: |-\n"
                 "      - op: replace # how long\n"
                 "        path: /spec/interval\n"
                 "        value: "
               + replicas + "m\n";
    };
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s, kustomization("1.4.0", "1"));
    fleet.repository().write(u"apps/production/kustomization.yaml"_s, kustomization("1.3.5", "4"));

    const QByteArray text = rows(fleet.differences());
    const auto plan = fleet.plan({"patches[1].patch|spec.chart.spec.version",
                                  "patches[2].patch|[path=/spec/interval].value"});

    const QByteArray start = "apps/production/kustomization.yaml#:patches";
    const QByteArray version =
        "promote version " + start + "[1].patch|spec.chart.spec.version (web): another version\n";
    const QByteArray size =
        "stay value " + start + "[1].patch|spec.values.web.replicas (web): sized for production\n";
    const QByteArray interval = start + "[2].patch|[path=/spec/interval].value (";
    QVERIFY2(text.contains(version), text.constData());
    QVERIFY2(text.contains(size), text.constData());
    QVERIFY2(text.contains(interval), text.constData());
    QVERIFY2(text.contains("how production is run"), text.constData());
    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(plan->files.size(), 1u);
    QByteArray expected = kustomization("1.4.0", "4");
    expected.replace("value: 4m", "value: 1m");
    QCOMPARE(QByteArray::fromStdString(plan->files[0].after.value_or("")), expected);
}

void tst_Promotion::leavesSecretsOutOfInlinePatches()
{
    PromotionFleet fleet;
    for (const QByteArray name : {"staging", "production"}) {
        fleet.repository().write(u"apps/"_s + QString::fromLatin1(name) + u"/kustomization.yaml"_s,
                                 "resources: [../base, images.yaml]\n"
                                 "patches:\n"
                                 "  - path: web.yaml\n"
                                 "  - patch: |\n"
                                 "      apiVersion: v1\n"
                                 "      kind: Secret\n"
                                 "      metadata: {name: s}\n"
                                 "      stringData: {password: of-"
                                     + name + "}\n");
    }

    QVERIFY(!rows(fleet.differences()).contains("password"));
}

void tst_Promotion::saysWhatTheEditsBreak()
{
    PromotionFleet fleet;
    // Production has an object of the same name already.
    fleet.repository().write(u"apps/extra/kustomization.yaml"_s, "resources: [images.yaml]\n");
    fleet.repository().write(
        u"apps/extra/images.yaml"_s,
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: images, namespace: web}\n");
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s,
                             "resources: [../base, ../extra]\npatches: [{path: web.yaml}]\n");

    const auto plan = fleet.plan({R"(resources[="../extra"])"});

    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
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
