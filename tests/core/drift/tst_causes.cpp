// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/memoryclusterreader.h"
#include "core/drift/diff.h"
#include "core/drift/drift.h"
#include "core/drift/knownmanagers.h"
#include "core/drift/render.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::drift;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

const std::string shownCommit(40, 'a');
const std::string olderCommit(40, 'b');

std::string manager(const std::string &name, const std::string &operation, const std::string &time,
                    const std::string &fields, const std::string &more = {})
{
    return "    - {manager: " + name + ", operation: " + operation
           + ", apiVersion: apps/v1, time: '2026-01-02T" + time + "Z'" + more
           + ", fieldsV1: " + fields + "}\n";
}

/// A Deployment with the fields of a spec, as Flux applied it unless others own some of it.
std::string deployment(const std::string &spec, const std::string &managers = {})
{
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: shop\n"
           + (managers.empty() ? "" : "  managedFields:\n" + managers) + "spec: " + spec + "\n";
}

const std::string appliedAll =
    manager("kustomize-controller", "Apply", "10:00:00",
            "{f:spec: {f:replicas: {}, f:paused: {}, f:minReadySeconds: {}}}");

/// One Deployment of one Kustomization that Flux applied at a commit.
struct Fixture
{
    std::string spec = "{prune: true}";
    std::string applied = shownCommit;
    std::string conditions = "[]";
    std::string inventory = "shop_web_apps_Deployment";
    ShownRevision shown = {.commit = shownCommit};
    std::string before = {}; ///< What git built at the commit that Flux applied, if that is known.

    Result<ChangeSet> detect(const std::string &git, const std::string &live) const
    {
        auto kustomization = flux::Kustomization::from(objectOf(text("{}")));
        build::Unit unit = {
            .id = {.cluster = "clusters/a", .namespaceName = "flux-system", .name = "apps"},
            .kustomization = *std::move(kustomization),
            .directory = files::TreePath()};
        unit.objects = git.empty() ? ObjectSet() : objectsOf(git);
        const build::ClusterState state = {.cluster = "clusters/a",
                                           .units = {std::make_shared<build::Unit>(unit)}};
        cluster::MemoryClusterReader reader;
        reader.addObject(objectOf(
            text("{lastAppliedRevision: 'main@sha1:" + applied + "', conditions: " + conditions
                 + ", inventory: {entries: [{id: " + inventory + ", v: v1}]}}")));
        // So that the cluster has the kind.
        reader.addObject(objectOf("apiVersion: apps/v1\nkind: Deployment\n"
                                  "metadata: {name: unrelated, namespace: shop}\n"));
        if (!live.empty())
            reader.addObject(objectOf(live));
        InlineExecutor executor;
        const auto read = cluster::readLive(reader, wantedObjects(state), executor, Run());
        if (!read)
            return std::unexpected(read.error());
        AppliedStates states;
        if (!before.empty()) {
            unit.objects = objectsOf(before);
            states[applied] = std::make_shared<build::DesiredState>(build::DesiredState{
                .clusters = {
                    {.cluster = "clusters/a", .units = {std::make_shared<build::Unit>(unit)}}}});
        }
        return detectDrift(state, *read, {.shown = shown, .applied = states}, Run());
    }

    QString differences(const std::string &git, const std::string &live) const
    {
        const auto set = detect(git, live);
        return QString::fromStdString(set ? toText(*set) : set.error().toString());
    }

private:
    std::string text(const std::string &status) const
    {
        return "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
               "metadata: {name: apps, namespace: flux-system}\nspec: "
               + spec + "\nstatus: " + status + "\n";
    }
};

} // namespace

class tst_Causes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhyAFieldDiffers_data();
    void saysWhyAFieldDiffers();
    void saysWhyGitIsNotAppliedYet();
    void knowsWhichFieldsTheWaitingCommitsChange_data();
    void knowsWhichFieldsTheWaitingCommitsChange();
    void leavesOutWhatFluxAddedItself();
    void foldsNothingThatAVariableOfTheClusterMayExplain();
    void showsWhatFluxRemovesThoughGitDoesNotSetIt();
    void leavesKubectlsFieldsWhereTheApplierDoes();
    void hidesWhatOthersAdded();
    void keepsItemsThatSomebodyElseOwnsToo();
    void laysOutWhatFluxRemoves();
    void followsIgnoreRules_data();
    void followsIgnoreRules();
    void refusesABrokenIgnoreRule();
    void saysWhyAnObjectIsMissingOrExtra();
    void foldsWhatNeedsNobody();
    void knowsManagers_data();
    void knowsManagers();
};

void tst_Causes::saysWhyAFieldDiffers_data()
{
    QTest::addColumn<QString>("managers");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, const std::string &managers, const char *cause) {
        QTest::newRow(name) << QString::fromStdString(managers) << QString::fromUtf8(cause);
    };
    const std::string replicas = "{f:spec: {f:replicas: {}}}";
    const std::string flux =
        manager("kustomize-controller", "Apply", "10:00:00", "{f:spec: {f:paused: {}}}");
    row("kubectl", flux + manager("kubectl-edit", "Update", "11:00:00", replicas),
        "manual edit: kubectl-edit (Update, 2026-01-02T11:00:00Z) changed it");
    row("kubectl scale",
        flux + manager("kubectl", "Update", "11:00:00", replicas, ", subresource: scale"),
        "manual edit: kubectl (Update of scale, 2026-01-02T11:00:00Z) changed it");
    row("another applier", flux + manager("team-b", "Apply", "11:00:00", replicas),
        "other applier: team-b (Apply, 2026-01-02T11:00:00Z) changed it");
    row("an autoscaler",
        flux
            + manager("kube-controller-manager", "Update", "11:00:00", replicas,
                      ", subresource: scale"),
        "controller-owned: kube-controller-manager (Update of scale, 2026-01-02T11:00:00Z) "
        "changed it");
    row("through the status",
        flux + manager("somebody", "Update", "11:00:00", replicas, ", subresource: status"),
        "status: somebody (Update of status, 2026-01-02T11:00:00Z) changed it");
    row("a name that nobody knows", flux + manager("robot", "Update", "11:00:00", replicas),
        "unknown: robot (Update, 2026-01-02T11:00:00Z) changed it");
    row("Flux itself", appliedAll,
        "webhook: Flux has applied this revision, and the API server or an admission webhook keeps "
        "another value");
    row("nobody", flux, "API default: it was removed, and the API server filled in its default");
    row("no managers at all", "", "unknown: the object does not record who sets its fields");
}

void tst_Causes::saysWhyAFieldDiffers()
{
    QFETCH(QString, managers);
    QFETCH(QString, cause);

    const QString text = Fixture().differences(deployment("{replicas: 3}"),
                                               deployment("{replicas: 5}", managers.toStdString()));

    QCOMPARE(text, u"Deployment/shop/web drifted\n  spec.replicas: 3 → 5 ["_s + cause + u"]\n"_s);
}

void tst_Causes::saysWhyGitIsNotAppliedYet()
{
    const std::string git = deployment("{replicas: 3}");
    const std::string live = deployment("{replicas: 5}", appliedAll);
    const QString start =
        u"Deployment/shop/web drifted\n  spec.replicas: 3 → 5 [not applied yet: "_s;

    Fixture older;
    older.applied = olderCommit;
    Fixture edited;
    edited.shown.isEdited = true;
    Fixture suspended = older;
    suspended.spec = "{prune: true, suspend: true}";
    Fixture failed;
    failed.conditions = "[{type: Ready, status: 'False', reason: BuildFailed}]";

    QCOMPARE(older.differences(git, live), start + u"Flux has applied main@sha1:bbbbbbb]\n"_s);
    QCOMPARE(
        edited.differences(git, live),
        start
            + u"Flux has applied main@sha1:aaaaaaa, and the files on disk are not committed]\n"_s);
    QCOMPARE(suspended.differences(git, live),
             start + u"Flux has applied main@sha1:bbbbbbb; it is suspended]\n"_s);
    QCOMPARE(failed.differences(git, live),
             start
                 + u"Flux has applied main@sha1:aaaaaaa; since then it failed (BuildFailed)]\n"_s);
}

void tst_Causes::knowsWhichFieldsTheWaitingCommitsChange_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("live");
    QTest::addColumn<QString>("managers");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, const char *before, const char *live,
                        const std::string &managers, const char *cause) {
        QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(live)
                            << QString::fromStdString(managers) << QString::fromUtf8(cause);
    };
    const std::string others =
        manager("kustomize-controller", "Apply", "10:00:00", "{f:spec: {f:paused: {}}}")
        + manager("kubectl-edit", "Update", "11:00:00", "{f:spec: {f:paused: {}}}");
    const char *waiting = "not applied yet: Flux has applied main@sha1:bbbbbbb";
    row("a value that a commit changes", "{replicas: 5}", "{replicas: 5}", appliedAll, waiting);
    row("a value that none changes", "{replicas: 3}", "{replicas: 5}", appliedAll,
        "webhook: Flux has applied this revision, and the API server or an admission webhook keeps "
        "another value");
    row("a field that a commit adds", "{paused: true}", "{paused: true}", others, waiting);
    row("a field that none adds", "{replicas: 3}", "{paused: true}", others,
        "manual edit: it was removed, which leaves no trace; last writer kubectl-edit (Update, "
        "2026-01-02T11:00:00Z)");
    row("a default that none changes", "{replicas: 3}", "{replicas: 1}", others,
        "API default: it was removed, and the API server filled in its default");
    row("an object that a commit adds", "", "{paused: true}", others, waiting);
}

void tst_Causes::knowsWhichFieldsTheWaitingCommitsChange()
{
    QFETCH(QString, before);
    QFETCH(QString, live);
    QFETCH(QString, managers);
    QFETCH(QString, cause);
    Fixture fixture;
    fixture.applied = olderCommit;
    fixture.before = before.isEmpty()
                         ? "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: shop}\n"
                         : deployment(before.toStdString());

    const QString found = fixture.differences(
        deployment("{replicas: 3}"), deployment(live.toStdString(), managers.toStdString()));

    QVERIFY2(found.contains(u"  spec.replicas: "_s) && found.contains(u'[' + cause + u"]\n"),
             qPrintable(found));
}

void tst_Causes::leavesOutWhatFluxAddedItself()
{
    Fixture fixture;
    fixture.applied = olderCommit;
    fixture.before = deployment("{replicas: 3}");

    QCOMPARE(fixture.differences(deployment("{replicas: 3}"),
                                 deployment("{replicas: 3, paused: true}", appliedAll)),
             QString());
}

void tst_Causes::foldsNothingThatAVariableOfTheClusterMayExplain()
{
    Fixture fixture;
    fixture.spec =
        "{prune: true, postBuild: {substituteFrom: [{kind: ConfigMap, name: settings}]}}";

    const auto set =
        fixture.detect(deployment("{replicas: 3}"), deployment("{replicas: 5}", appliedAll));

    QVERIFY(set);
    QVERIFY(set->hasDifferences());
    QVERIFY(set->objects.front().changes.front().cause->kind == CauseKind::Unknown);
}

void tst_Causes::showsWhatFluxRemovesThoughGitDoesNotSetIt()
{
    const std::string git = deployment("{replicas: 3}");
    const std::string live = deployment(
        "{replicas: 3, paused: true, minReadySeconds: 5, progressDeadlineSeconds: 600, strategy: "
        "{type: RollingUpdate}}",
        manager("kustomize-controller", "Apply", "10:00:00",
                "{f:spec: {f:replicas: {}, f:paused: {}, f:minReadySeconds: {}, f:strategy: {}}}")
            + manager("kubectl-patch", "Update", "11:00:00",
                      "{f:spec: {f:progressDeadlineSeconds: {}}}"));
    Fixture older;
    older.applied = olderCommit;

    const QString kubectls =
        u"  spec.progressDeadlineSeconds: (none) → 600 [manual edit: kubectl-patch (Update, "
        "2026-01-02T11:00:00Z) added it]\n"_s;
    // What Flux adds by itself is in the revision that it has applied; else git has let go of it.
    QCOMPARE(Fixture().differences(git, live), u"Deployment/shop/web drifted\n"_s + kubectls);
    QCOMPARE(
        older.differences(git, live),
        u"Deployment/shop/web drifted\n"
        "  spec.minReadySeconds: (none) → 5 [not applied yet: Flux has applied "
        "main@sha1:bbbbbbb]\n"
        "  spec.paused: (none) → true [not applied yet: Flux has applied main@sha1:bbbbbbb]\n"_s
            + kubectls);
}

void tst_Causes::leavesKubectlsFieldsWhereTheApplierDoes()
{
    const Object git = objectOf(deployment("{replicas: 3}"));
    const Object live = objectOf(
        deployment("{replicas: 3, paused: true}",
                   manager("kubectl-edit", "Update", "11:00:00", "{f:spec: {f:paused: {}}}")));
    const auto changesWith = [&](bool takesOver) {
        return diffObject(git, live, Schema::current(),
                          {.comparison = Comparison::Live, .takesOver = takesOver})
            .changes.size();
    };

    QCOMPARE(changesWith(true), 1u);  // kustomize-controller removes it
    QCOMPARE(changesWith(false), 0u); // helm-controller leaves it
}

void tst_Causes::hidesWhatOthersAdded()
{
    const std::string live = deployment(
        "{replicas: 3, paused: true}",
        manager("kustomize-controller", "Apply", "10:00:00", "{f:spec: {f:replicas: {}}}")
            + manager("robot", "Update", "11:00:00", "{f:spec: {f:paused: {}}}"));

    QCOMPARE(Fixture().differences(deployment("{replicas: 3}"), live), QString());
}

void tst_Causes::keepsItemsThatSomebodyElseOwnsToo()
{
    const std::string item = "{f:spec: {f:template: {f:spec: {f:containers: "
                             "{'k:{\"name\":\"side\"}': {.: {}, f:image: {}}}}}}}";
    const std::string live = deployment(
        "{template: {spec: {containers: [{name: web, image: a}, {name: side, image: b}]}}}",
        manager("kubectl-patch", "Update", "11:00:00", item)
            + manager("robot", "Apply", "11:00:00", item));

    QCOMPARE(Fixture().differences(
                 deployment("{template: {spec: {containers: [{name: web, image: a}]}}}"), live),
             QString());
}

void tst_Causes::laysOutWhatFluxRemoves()
{
    const std::string live = deployment(
        "{template: {metadata: {annotations: {note: x, other: y}}, spec: {containers: [{name: web, "
        "image: a, tty: true}, {name: side, image: b}]}}}",
        manager("kubectl-edit", "Update", "11:00:00",
                "{f:spec: {f:template: {f:metadata: {f:annotations: {.: {}, f:note: {}}}, f:spec: "
                "{f:containers: {'k:{\"name\":\"side\"}': {.: {}, f:image: {}}, "
                "'k:{\"name\":\"web\"}': {f:tty: {}}}}}}}"));

    const auto set = Fixture().detect(
        deployment("{template: {spec: {containers: [{name: web, image: a}]}}}"), live);

    QVERIFY(set);
    QCOMPARE(set->objects.size(), 1u);
    QCOMPARE(toInlineText(*set->objects.front().live.find("spec")),
             R"({"template":{"metadata":{"annotations":{"note":"x"}},"spec":{"containers":[)"
             R"({"image":"a","name":"web","tty":true},{"image":"b","name":"side"}]}}})");
}

void tst_Causes::followsIgnoreRules_data()
{
    QTest::addColumn<QString>("rules");
    QTest::addColumn<bool>("covers");

    QTest::newRow("the field") << u"[{paths: [/spec/replicas]}]"_s << true;
    QTest::newRow("what it is in") << u"[{paths: [/spec]}]"_s << true;
    QTest::newRow("another field") << u"[{paths: [/spec/replica]}]"_s << false;
    QTest::newRow("no pointer") << u"[{paths: [spec]}]"_s << false;
    QTest::newRow("its kind")
        << u"[{paths: [/spec/replicas], target: {kind: Deploy.*, name: web}}]"_s << true;
    QTest::newRow("a part of a kind")
        << u"[{paths: [/spec/replicas], target: {kind: Deploy}}]"_s << false;
    QTest::newRow("labels that it lacks")
        << u"[{paths: [/spec/replicas], target: {labelSelector: app=web}}]"_s << false;
    QTest::newRow("the last rule without a target counts alone")
        << u"[{paths: [/spec/replicas]}, {paths: [/spec/paused]}]"_s << false;
}

void tst_Causes::followsIgnoreRules()
{
    QFETCH(QString, rules);
    QFETCH(bool, covers);
    Fixture fixture;
    fixture.spec = "{prune: true, ignore: " + rules.toStdString() + "}";

    const auto set = fixture.detect(deployment("{replicas: 3}"), deployment("{replicas: 5}"));

    QVERIFY(set);
    QCOMPARE(set->objects.front().changes.front().cause->kind == CauseKind::IgnoreRule, covers);
    QCOMPARE(set->hasDifferences(), !covers);
}

void tst_Causes::refusesABrokenIgnoreRule()
{
    Fixture fixture;
    fixture.spec = "{ignore: [{paths: [/spec], target: {kind: '('}}]}";

    const auto set = fixture.detect(deployment("{replicas: 3}"), deployment("{replicas: 5}"));

    QVERIFY(set);
    QVERIFY(set->hasDifferences());
    QCOMPARE(set->diagnostics.size(), 1u);
    QVERIFY(QString::fromStdString(set->diagnostics.front().message)
                .startsWith(u"spec.ignore: target.kind is no expression: '('"_s));
}

void tst_Causes::saysWhyAnObjectIsMissingOrExtra()
{
    const std::string git = deployment("{replicas: 3}");
    Fixture never;
    never.inventory = "shop_other_apps_Deployment";

    QCOMPARE(Fixture().differences(git, ""),
             u"Deployment/shop/web missing [deleted: Flux has applied it, and somebody deleted it, "
             "which leaves no trace]\n"_s);
    QCOMPARE(never.differences(git, ""), u"Deployment/shop/web missing [not applied yet: Flux has "
                                         "applied main@sha1:aaaaaaa]\n"_s);
    const std::string copied =
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: copy\n  namespace: shop\n"
        "  labels: {kustomize.toolkit.fluxcd.io/name: apps, "
        "kustomize.toolkit.fluxcd.io/namespace: flux-system}\n  managedFields:\n"
        + manager("kubectl-create", "Update", "11:00:00",
                  "{f:metadata: {f:labels: {.: {}, "
                  "f:kustomize.toolkit.fluxcd.io/name: {}}}}");
    const auto set = Fixture().detect("", copied);
    QVERIFY(set);
    QCOMPARE(set->objects.size(), 1u);
    QVERIFY(set->objects.front().cause->kind == CauseKind::ManualEdit);
}

void tst_Causes::foldsWhatNeedsNobody()
{
    const std::string flux = manager("kustomize-controller", "Apply", "10:00:00", "{f:spec: {}}");
    const std::string scaled = manager("kube-controller-manager", "Update", "11:00:00",
                                       "{f:spec: {f:replicas: {}}}", ", subresource: scale");
    const std::string edited =
        manager("kubectl-edit", "Update", "11:00:00", "{f:spec: {f:paused: {}}}");
    const std::string git = deployment("{replicas: 3, paused: false}");

    const auto folded = Fixture().detect(git, deployment("{replicas: 5}", flux + scaled));
    const auto mixed =
        Fixture().detect(git, deployment("{replicas: 5, paused: true}", flux + scaled + edited));

    QVERIFY(folded && mixed);
    QVERIFY(!folded->hasDifferences());
    QVERIFY(folded->withoutExplained().objects.empty());
    QCOMPARE(toText(folded->explained()), "1 controller-owned");
    QVERIFY(mixed->hasDifferences());
    QCOMPARE(mixed->objects.front().changes.size(), 2u);
    QCOMPARE(mixed->withoutExplained().objects.front().changes.size(), 1u);
    QCOMPARE(toText(mixed->explained()), "1 controller-owned");
}

void tst_Causes::knowsManagers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("applies");
    QTest::addColumn<QByteArray>("subresource");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, bool applies, const char *subresource, ManagerKind kind) {
        QTest::newRow(name) << QByteArray(name) << applies << QByteArray(subresource)
                            << static_cast<int>(kind);
    };
    row("kustomize-controller", true, "", ManagerKind::Flux);
    row("kubectl-client-side-apply", false, "", ManagerKind::Person);
    row("before-first-apply", false, "", ManagerKind::Person);
    row("k9s", false, "", ManagerKind::Person);
    row("argocd-controller", true, "", ManagerKind::Deployer);
    row("somebody", true, "", ManagerKind::Deployer);
    row("cert-manager-cainjector", true, "", ManagerKind::Controller);
    row("vpa-updater", false, "", ManagerKind::Controller);
    row("my-operator", false, "", ManagerKind::Controller);
    row("anything", false, "scale", ManagerKind::Controller);
    row("robot", false, "", ManagerKind::Other);
}

void tst_Causes::knowsManagers()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, applies);
    QFETCH(QByteArray, subresource);
    QFETCH(int, kind);

    const ssa::FieldManager manager = {.name = name.toStdString(),
                                       .operation =
                                           applies ? ssa::Operation::Apply : ssa::Operation::Update,
                                       .subresource = subresource.toStdString()};

    QCOMPARE(static_cast<int>(kindOf(manager)), kind);
}

QTEST_APPLESS_MAIN(tst_Causes)
#include "tst_causes.moc"
