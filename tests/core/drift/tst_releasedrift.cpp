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

std::string helmRelease(const std::string &spec, const std::string &status = {})
{
    return "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n"
           "metadata: {name: web, namespace: shop}\nspec: {"
           + spec + "}\n" + status + "---\n";
}

const std::string installed =
    "status:\n  history: [{chartVersion: 1.0.0}]\n"
    "  conditions: [{type: Ready, status: \"True\", reason: InstallSucceeded}]\n";

std::string configMap(const std::string &name, const std::string &data,
                      const std::string &more = {})
{
    return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n  namespace: shop\n"
           + more + "data: " + data + "\n---\n";
}

/// What Helm adds when it installs, and who did it.
const std::string byHelm =
    "  labels: {app.kubernetes.io/managed-by: Helm}\n"
    "  annotations: {meta.helm.sh/release-name: web, meta.helm.sh/release-namespace: shop}\n"
    "  managedFields:\n"
    "  - {manager: helm-controller, operation: Apply, apiVersion: v1, fieldsType: FieldsV1,\n"
    "     fieldsV1: {\"f:data\": {\"f:a\": {}}}}\n";

/// One HelmRelease whose chart renders one ConfigMap, and what is there of it.
struct Fixture
{
    std::string spec = "interval: 1h";
    build::RenderedRelease rendered = {.hasChart = true,
                                       .chartName = "web",
                                       .chartVersion = "1.0.0",
                                       .objects = objectsOf(configMap("web", "{a: \"1\"}"))};
    cluster::MemoryClusterReader reader;

    void live(const std::string &yaml)
    {
        for (const Object &object : objectsOf(yaml))
            reader.addObject(object);
    }

    Result<ChangeSet> detect()
    {
        auto release = std::make_shared<build::Release>();
        release->id = {.cluster = "clusters/a", .namespaceName = "shop", .name = "web"};
        release->release =
            flux::HelmRelease::from(objectOf(helmRelease(spec))).value_or(flux::HelmRelease());
        release->rendered = std::make_shared<build::RenderedRelease>(rendered);
        const build::ClusterState state = {.cluster = "clusters/a", .releases = {release}};
        InlineExecutor executor;
        const auto live = cluster::readLive(reader, wantedObjects(state), executor, Run());
        if (!live)
            return std::unexpected(live.error());
        return detectDrift(state, *live, {}, Run());
    }

    /// "data.a manual-edit: …" for each field, "missing deleted: …" for an object.
    QStringList causes()
    {
        const auto set = detect();
        if (!set)
            return {QString::fromStdString(set.error().toString())};
        QStringList lines;
        const auto add = [&lines](const std::string &what, const std::optional<Cause> &cause) {
            lines << QString::fromStdString(
                what
                + (cause ? ' ' + std::string(nameOf(cause->kind)) + ": " + cause->explanation
                         : " without a cause"));
        };
        for (const ObjectDiff &diff : set->objects) {
            if (diff.action == Action::Created)
                add("missing", diff.cause);
            for (const FieldChange &change : diff.changes)
                add(change.path.toString(), change.cause);
        }
        for (const Diagnostic &diagnostic : set->diagnostics)
            lines << QString::fromStdString(diagnostic.code);
        return lines;
    }
};

} // namespace

class tst_ReleaseDrift : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingInSync();
    void namesWhoChangedAField();
    void honoursTheRulesOfDriftDetection();
    void tellsWhatIsNotInstalledYet();
    void tellsWhatWasDeleted();
    void comparesNothingThatIsAGuess();
};

void tst_ReleaseDrift::findsNothingInSync()
{
    Fixture fixture;
    fixture.live(helmRelease(fixture.spec, installed) + configMap("web", "{a: \"1\"}", byHelm));

    const auto set = fixture.detect();

    QVERIFY(set);
    QVERIFY(set->objects.empty());
    QCOMPARE(set->unchanged, 1u);
}

void tst_ReleaseDrift::namesWhoChangedAField()
{
    std::string byKubectl = byHelm;
    byKubectl.replace(byKubectl.find("helm-controller, operation: Apply"),
                      std::string("helm-controller, operation: Apply").size(),
                      "kubectl-edit, operation: Update");
    Fixture fixture;
    fixture.live(helmRelease(fixture.spec, installed) + configMap("web", "{a: \"2\"}", byKubectl));

    QCOMPARE(fixture.causes(),
             (QStringList{u"data.a manual-edit: kubectl-edit (Update) changed it; it stays until "
                          "the next upgrade, since spec.driftDetection does not correct it"_s}));
}

void tst_ReleaseDrift::honoursTheRulesOfDriftDetection()
{
    Fixture fixture;
    fixture.spec = "interval: 1h, driftDetection: {mode: enabled, ignore: [{paths: [/data/a], "
                   "target: {kind: ConfigMap}}]}";
    fixture.live(helmRelease(fixture.spec, installed) + configMap("web", "{a: \"2\"}", byHelm));

    const auto set = fixture.detect();

    QVERIFY(set);
    QVERIFY(!set->hasDifferences());
    QVERIFY(fixture.causes().front().startsWith(u"data.a ignore-rule: "_s));
}

void tst_ReleaseDrift::tellsWhatIsNotInstalledYet()
{
    Fixture fixture;
    fixture.rendered.chartVersion = "1.1.0";
    fixture.live(helmRelease(fixture.spec, installed) + configMap("web", "{a: \"2\"}", byHelm));

    QCOMPARE(fixture.causes(),
             (QStringList{u"data.a not-applied: the HelmRelease in the cluster is another one than "
                          "in git, or has another chart installed"_s}));
}

void tst_ReleaseDrift::tellsWhatWasDeleted()
{
    Fixture fixture;
    fixture.spec = "interval: 1h, driftDetection: {mode: enabled}";
    fixture.live(helmRelease(fixture.spec, installed));

    QCOMPARE(fixture.causes(),
             (QStringList{u"missing deleted: Helm has installed it, and somebody deleted it; "
                          "helm-controller corrects it"_s}));
}

void tst_ReleaseDrift::comparesNothingThatIsAGuess()
{
    Fixture fixture;
    fixture.rendered.isIncomplete = true;
    fixture.live(helmRelease(fixture.spec, installed) + configMap("web", "{a: \"2\"}", byHelm));

    QCOMPARE(fixture.causes(), QStringList{u"values-not-in-git"_s});
}

QTEST_APPLESS_MAIN(tst_ReleaseDrift)
#include "tst_releasedrift.moc"
