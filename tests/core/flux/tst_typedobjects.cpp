// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/fluxinstance.h"
#include "core/flux/helmchart.h"
#include "core/flux/imageobjects.h"
#include "core/flux/notificationobjects.h"
#include "core/flux/status.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::flux;
using namespace Qt::StringLiterals;
using test::objectOf;

namespace {

Object object(const std::string &apiVersion, const std::string &kind, const std::string &rest)
{
    return objectOf("apiVersion: " + apiVersion + "\nkind: " + kind
                    + "\nmetadata: {name: it, namespace: apps}\n" + rest);
}

QByteArray joined(const std::vector<std::string> &texts)
{
    QByteArray all;
    for (const std::string &text : texts)
        all += '[' + QByteArray::fromStdString(text) + ']';
    return all;
}

} // namespace

/// Flux's kinds in the versions that a cluster may serve (flux-semantics §1).
class tst_TypedObjects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesAnotherKind();
    void readsChartsOfEveryVersion_data();
    void readsChartsOfEveryVersion();
    void readsWhoIsToldOfWhat_data();
    void readsWhoIsToldOfWhat();
    void readsProviders();
    void readsReceiversOfEveryVersion();
    void readsRulesOfPolicies_data();
    void readsRulesOfPolicies();
    void readsImagesOfEveryVersion();
    void readsWhereAnAutomationWrites();
    void readsInstancesAndReleasesOfThem();
    void takesForReadyWhatFluxDoes_data();
    void takesForReadyWhatFluxDoes();
    void readsHistories();
};

void tst_TypedObjects::refusesAnotherKind()
{
    const auto alert = Alert::from(object("apps/v1", "Deployment", ""));

    QVERIFY(!alert);
    QCOMPARE(alert.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(alert.error().toString(), "'Deployment/apps/it' is no Alert");
    QVERIFY(!Alert::matches(object("example.com/v1", "Alert", "")));
    QVERIFY(!FluxInstance::from(object("helm.toolkit.fluxcd.io/v2", "HelmRelease", "spec: {}\n")));
}

void tst_TypedObjects::readsChartsOfEveryVersion_data()
{
    QTest::addColumn<QByteArray>("version");
    for (const char *version : {"v1", "v1beta2", "v1beta1"})
        QTest::newRow(version) << QByteArray(version);
}

void tst_TypedObjects::readsChartsOfEveryVersion()
{
    QFETCH(QByteArray, version);

    const auto chart =
        HelmChart::from(object("source.toolkit.fluxcd.io/" + version.toStdString(), "HelmChart",
                               "spec:\n  chart: podinfo\n"
                               "  sourceRef: {kind: HelmRepository, name: podinfo}\n"
                               "  valuesFile: base.yaml\n  valuesFiles: [more.yaml]\n"
                               "  suspend: true\n  unknown: kept\n"
                               "status: {artifact: {revision: 6.7.1}}\n"));

    QVERIFY(chart);
    QCOMPARE(chart->chart(), "podinfo");
    QCOMPARE(chart->version(), "*");
    QCOMPARE(chart->source().toString(), "HelmRepository/apps/podinfo");
    QCOMPARE(joined(chart->valuesFiles()), "[base.yaml][more.yaml]"_ba);
    QCOMPARE(chart->fetchedRevision(), "6.7.1");
    QVERIFY(chart->isSuspended());
    QCOMPARE(chart->object().fields().textAt({"spec", "unknown"}), "kept");
}

void tst_TypedObjects::readsWhoIsToldOfWhat_data()
{
    QTest::addColumn<QByteArray>("version");
    for (const char *version : {"v1beta3", "v1beta2", "v1beta1"})
        QTest::newRow(version) << QByteArray(version);
}

void tst_TypedObjects::readsWhoIsToldOfWhat()
{
    QFETCH(QByteArray, version);

    const auto alert =
        Alert::from(object("notification.toolkit.fluxcd.io/" + version.toStdString(), "Alert",
                           "spec:\n  providerRef: {name: slack}\n  eventSources:\n"
                           "  - {kind: Kustomization, name: '*', matchLabels: {team: web}}\n"
                           "  - {kind: HelmRelease, name: db, namespace: data}\n"
                           "  exclusionList: ['waiting.*']\n"));

    QVERIFY(alert);
    QCOMPARE(alert->provider().toString(), "Provider/apps/slack");
    QCOMPARE(alert->severity(), "info");
    QCOMPARE(alert->sources().size(), 2u);
    QCOMPARE(alert->sources()[0].object.toString(), "Kustomization/apps/*");
    QCOMPARE(alert->sources()[0].labels.front().second, "web");
    QCOMPARE(alert->sources()[1].object.toString(), "HelmRelease/data/db");
    QVERIFY(alert->inclusions().empty());
    QCOMPARE(joined(alert->exclusions()), "[waiting.*]"_ba);
}

void tst_TypedObjects::readsProviders()
{
    const auto provider =
        Provider::from(object("notification.toolkit.fluxcd.io/v1beta3", "Provider",
                              "spec: {type: slack, channel: ops, secretRef: {name: token}}\n"));

    QVERIFY(provider);
    QCOMPARE(provider->type(), "slack");
    QCOMPARE(provider->channel(), "ops");
    QCOMPARE(provider->address(), "");
    QCOMPARE(provider->secret().toString(), "Secret/apps/token");
}

void tst_TypedObjects::readsReceiversOfEveryVersion()
{
    const std::string spec = "spec:\n  type: github\n  events: [ping, push]\n"
                             "  secretRef: {name: token}\n"
                             "  resources: [{kind: GitRepository, name: fleet}]\n";
    const auto now = Receiver::from(object("notification.toolkit.fluxcd.io/v1", "Receiver",
                                           spec + "status: {webhookPath: /hook/12}\n"));
    const auto before = Receiver::from(object("notification.toolkit.fluxcd.io/v1beta1", "Receiver",
                                              spec + "status: {url: /hook/34}\n"));

    QVERIFY(now && before);
    QCOMPARE(now->type(), "github");
    QCOMPARE(joined(now->events()), "[ping][push]"_ba);
    QCOMPARE(now->resources().front().object.toString(), "GitRepository/apps/fleet");
    QCOMPARE(now->secret().toString(), "Secret/apps/token");
    QCOMPARE(now->webhookPath(), "/hook/12");
    QCOMPARE(before->webhookPath(), "/hook/34");
}

void tst_TypedObjects::readsRulesOfPolicies_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QByteArray>("rule");
    QTest::newRow("semver") << "{semver: {range: '>=1.0.0'}}"_ba << "semver >=1.0.0"_ba;
    QTest::newRow("order") << "{numerical: {order: desc}}"_ba << "numerical desc"_ba;
    QTest::newRow("default") << "{alphabetical: {}}"_ba << "alphabetical asc"_ba;
    QTest::newRow("none") << "{}"_ba << ""_ba;
}

void tst_TypedObjects::readsRulesOfPolicies()
{
    QFETCH(QByteArray, policy);
    QFETCH(QByteArray, rule);

    const auto read =
        ImagePolicy::from(object("image.toolkit.fluxcd.io/v1", "ImagePolicy",
                                 "spec: {policy: " + policy.toStdString()
                                     + ", imageRepositoryRef: {name: web, namespace: images},"
                                       " filterTags: {pattern: '^v'}}\n"));

    QVERIFY(read);
    QCOMPARE(QByteArray::fromStdString(read->rule()), rule);
    QCOMPARE(read->repository().toString(), "ImageRepository/images/web");
    QCOMPARE(read->tagPattern(), "^v");
    QCOMPARE(read->latestImage(), "");
}

void tst_TypedObjects::readsImagesOfEveryVersion()
{
    const auto latest = [](const std::string &version, const std::string &status) {
        const auto policy = ImagePolicy::from(
            object("image.toolkit.fluxcd.io/" + version, "ImagePolicy", "status: " + status));
        return policy ? policy->latestImage() : "unreadable";
    };
    const auto repository = ImageRepository::from(
        object("image.toolkit.fluxcd.io/v1beta2", "ImageRepository",
               "spec: {image: ghcr.io/org/web}\nstatus: {lastScanResult: {tagCount: 12}}\n"));

    QCOMPARE(latest("v1", "{latestRef: {name: org/web, tag: v2}}\n"), "org/web:v2");
    QCOMPARE(latest("v1", "{latestRef: {name: org/web, tag: v2, digest: 'sha256:1'}}\n"),
             "org/web:v2@sha256:1");
    QCOMPARE(latest("v1beta1", "{latestImage: 'org/web:v2'}\n"), "org/web:v2");
    QCOMPARE(repository->image(), "ghcr.io/org/web");
    QCOMPARE(repository->tagCount().value_or(0), 12);
}

void tst_TypedObjects::readsWhereAnAutomationWrites()
{
    const auto automation = [](const std::string &push) {
        return ImageUpdateAutomation::from(
                   object("image.toolkit.fluxcd.io/v1beta1", "ImageUpdateAutomation",
                          "spec:\n  sourceRef: {name: fleet}\n  update: {path: ./apps}\n"
                          "  git:\n    checkout: {ref: {branch: main}}\n"
                              + push + "status: {lastPushCommit: 3f2a9c1}\n"))
            .value_or(ImageUpdateAutomation());
    };

    QCOMPARE(automation("").source().toString(), "GitRepository/apps/fleet");
    QCOMPARE(automation("").path(), "./apps");
    QCOMPARE(automation("").pushBranch(), "main");
    QCOMPARE(automation("    push: {branch: images}\n").pushBranch(), "images");
    QCOMPARE(automation("").lastPushedCommit(), "3f2a9c1");
}

void tst_TypedObjects::readsInstancesAndReleasesOfThem()
{
    const auto instance = FluxInstance::from(
        object("fluxcd.controlplane.io/v1", "FluxInstance",
               "spec:\n  distribution: {version: 2.x}\n"
               "  sync: {url: https://example.com/fleet, ref: refs/heads/main, path: clusters/a}\n"
               "  kustomize: {patches: [{patch: x}]}\n"));
    const auto release = FluxInstance::from(
        object("helm.toolkit.fluxcd.io/v2", "HelmRelease",
               "spec: {values: {instance: {sync: {kind: OCIRepository, name: fleet}}}}\n"));

    QVERIFY(instance && release);
    QCOMPARE(instance->fluxVersion(), "2.x");
    QCOMPARE(instance->sync()->source.toString(), "GitRepository/apps/apps");
    QCOMPARE(instance->sync()->path, "clusters/a");
    QCOMPARE(instance->sync()->url, "https://example.com/fleet");
    QCOMPARE(instance->sync()->ref, "refs/heads/main");
    QCOMPARE(instance->patches()->size(), 1u);
    QCOMPARE(release->sync()->source.toString(), "OCIRepository/apps/fleet");
    QVERIFY(!release->patches());
}

void tst_TypedObjects::takesForReadyWhatFluxDoes_data()
{
    QTest::addColumn<QByteArray>("conditions");
    QTest::addColumn<int>("observed");
    QTest::addColumn<bool>("isReady");
    const QByteArray ready = "{type: Ready, status: 'True', reason: Succeeded}";
    QTest::newRow("ready") << ready << 3 << true;
    QTest::newRow("older generation") << ready << 2 << false;
    QTest::newRow("no generation") << ready << 0 << true;
    QTest::newRow("retrying") << ready + ", {type: Reconciling, status: 'True'}" << 3 << false;
    QTest::newRow("stalled") << ready + ", {type: Stalled, status: 'True'}" << 3 << false;
    QTest::newRow("failed") << "{type: Ready, status: 'False'}"_ba << 3 << false;
    QTest::newRow("silent") << ""_ba << 3 << false;
}

void tst_TypedObjects::takesForReadyWhatFluxDoes()
{
    QFETCH(QByteArray, conditions);
    QFETCH(int, observed);
    QFETCH(bool, isReady);

    Object read = objectOf(
        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
        "metadata: {name: it, namespace: apps, generation: 3}\nstatus:\n"
        + (observed ? "  observedGeneration: " + std::to_string(observed) + '\n' : std::string())
        + "  conditions: [" + conditions.toStdString() + "]\n");

    QCOMPARE(flux::isReady(read), isReady);
    QCOMPARE(conditionsOf(read).size(), static_cast<std::size_t>(conditions.count("type")));
    QVERIFY(!conditionOf(read, "Healthy"));
}

void tst_TypedObjects::readsHistories()
{
    const auto reconciled = historyOf(
        object("kustomize.toolkit.fluxcd.io/v1", "Kustomization",
               "status:\n  history:\n  - digest: sha256:1\n"
               "    firstReconciled: '2026-01-01T00:00:00Z'\n"
               "    lastReconciled: '2026-01-02T00:00:00Z'\n"
               "    lastReconciledStatus: ReconciliationSucceeded\n    totalReconciliations: 7\n"));
    const auto released = historyOf(
        object("helm.toolkit.fluxcd.io/v2", "HelmRelease",
               "status:\n  history:\n"
               "  - {digest: 'sha256:2', chartName: podinfo, chartVersion: 6.7.1, version: 4,\n"
               "     status: deployed, firstDeployed: a, lastDeployed: b}\n"));

    QCOMPARE(reconciled.size(), 1u);
    QCOMPARE(reconciled.front(), (HistoryEntry{.digest = "sha256:1",
                                               .first = "2026-01-01T00:00:00Z",
                                               .last = "2026-01-02T00:00:00Z",
                                               .status = "ReconciliationSucceeded",
                                               .count = 7}));
    QCOMPARE(released.size(), 1u);
    QCOMPARE(released.front(), (HistoryEntry{.digest = "sha256:2",
                                             .first = "a",
                                             .last = "b",
                                             .status = "deployed",
                                             .count = 4,
                                             .chart = "podinfo@6.7.1"}));
}

QTEST_APPLESS_MAIN(tst_TypedObjects)
#include "tst_typedobjects.moc"
