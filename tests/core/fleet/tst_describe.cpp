// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/workspace.h"
#include "tests/support/fleetfiles.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using test::fluxKustomization;

namespace {

using Files = std::map<std::string, std::string>;

std::string release(const std::string &name, const std::string &spec)
{
    return "---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: "
           + name + "\n  namespace: apps\nspec:\n" + spec;
}

std::string pinned(const std::string &version)
{
    return "  chart:\n    spec:\n      chart: podinfo\n      version: " + version
           + "\n      sourceRef: {kind: HelmRepository, name: podinfo}\n";
}

Files twoClusters(Files more)
{
    // An environment that has none of the apps is empty, not broken.
    more.insert({"apps/production/README.md", ""});
    for (const std::string environment : {"staging", "production"}) {
        const std::string folder = "clusters/" + environment;
        more[folder + "/flux-system/gotk-sync.yaml"] =
            fluxKustomization("flux-system", "./" + folder);
        more[folder + "/apps.yaml"] = fluxKustomization("apps", "./apps/" + environment);
    }
    return more;
}

/// "group | kind name | version@file:line | …"
QByteArray matrix(const test::BuiltFleet &built)
{
    QByteArray text;
    for (const fleet::App &app : built.fleet.apps) {
        text += QByteArray::fromStdString(app.group + " | " + app.kind + ' ' + app.name);
        for (const fleet::Cell &cell : app.cells) {
            text += " | " + QByteArray::fromStdString(cell.versionText());
            if (cell.empty() || cell.instances[0].version.where.path.empty())
                continue;
            const SourcePosition &where = cell.instances[0].version.where;
            text +=
                '@' + QByteArray::fromStdString(where.path) + ':' + QByteArray::number(where.line);
        }
        text += '\n';
    }
    return text;
}

} // namespace

class tst_Describe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesReleasesAcrossEnvironments();
    void followsAChartReferenceToItsTag();
    void namesTheVariableThatCarriesAVersion();
    void takesTheImageOfAChartForManyApps();
    void findsEnvironmentsWithinOneCluster();
    void followsTheOrderOfTheWorkspace();
    void saysWhatIsWrongWithTheWorkspace();
    void tiesFluxObjects();
    void tiesAlertsAndImagePolicies();
};

void tst_Describe::matchesReleasesAcrossEnvironments()
{
    const auto built = test::buildFleet(
        twoClusters({{"apps/staging/podinfo.yaml", release("podinfo", pinned("6.7.1"))},
                     {"apps/production/web.yaml", release("podinfo", pinned("6.6.3"))},
                     {"apps/production/extra.yaml", release("extra", pinned("'>=1.0.0'"))}}));

    QCOMPARE(built.fleet.environments.size(), 2u);
    QCOMPARE(built.fleet.environments[0].name, "staging");
    QCOMPARE(matrix(built), "apps | HelmRelease extra |  | >=1.0.0@apps/production/extra.yaml:11\n"
                            "apps | HelmRelease podinfo | 6.7.1@apps/staging/podinfo.yaml:11 | "
                            "6.6.3@apps/production/web.yaml:11\n"_ba);
    QVERIFY(built.fleet.apps[0].cells[1].instances[0].version.isRange);
    QVERIFY(!built.fleet.apps[1].cells[1].instances[0].version.isRange);
}

void tst_Describe::followsAChartReferenceToItsTag()
{
    const std::string repository =
        "---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: "
        "podinfo\n"
        "  namespace: apps\nspec:\n  url: oci://h/charts/podinfo\n  ref:\n    tag: 6.9.0\n";
    const auto built = test::buildFleet(twoClusters(
        {{"apps/staging/a.yaml",
          release("podinfo", "  chartRef: {kind: OCIRepository, name: podinfo}\n") + repository}}));

    QCOMPARE(matrix(built), "apps | HelmRelease podinfo | 6.9.0@apps/staging/a.yaml:18 | \n"_ba);
}

void tst_Describe::namesTheVariableThatCarriesAVersion()
{
    Files files = twoClusters({{"apps/staging/a.yaml", release("podinfo", pinned("${VERSION}"))}});
    files["clusters/staging/apps.yaml"] = fluxKustomization(
        "apps", "./apps/staging", "  postBuild:\n    substitute:\n      VERSION: 6.5.0\n");

    const auto built = test::buildFleet(files);

    QCOMPARE(matrix(built),
             "apps | HelmRelease podinfo | 6.5.0@clusters/staging/apps.yaml:16 | \n"_ba);
    QCOMPARE(built.fleet.apps[0].cells[0].instances[0].version.variable, "VERSION");
}

void tst_Describe::takesTheImageOfAChartForManyApps()
{
    const std::string values =
        "  values:\n    controllers:\n      main:\n        image:\n"
        "          repository: ghcr.io/x/plex\n          tag: 1.2.3@sha256:0\n";
    const auto built = test::buildFleet(
        twoClusters({{"apps/staging/a.yaml", release("plex", pinned("5.0.0") + values)}}));

    QCOMPARE(matrix(built), "apps | HelmRelease plex | 1.2.3@apps/staging/a.yaml:18 | \n"_ba);
}

void tst_Describe::findsEnvironmentsWithinOneCluster()
{
    const auto built = test::buildFleet(
        {{"clusters/main/flux-system/gotk-sync.yaml",
          fluxKustomization("flux-system", "./clusters/main")},
         {"clusters/main/s.yaml", fluxKustomization("web-staging", "./apps/staging")},
         {"clusters/main/p.yaml", fluxKustomization("web-production", "./apps/production")},
         {"apps/staging/a.yaml", release("podinfo-staging", pinned("2.0.0"))},
         {"apps/production/a.yaml", release("podinfo-production", pinned("1.0.0"))}});

    QByteArrayList names;
    for (const fleet::Environment &environment : built.fleet.environments)
        names << QByteArray::fromStdString(environment.name);
    QCOMPARE(names.join(' '), "staging main production"_ba);
    QCOMPARE(built.fleet.apps.size(), 1u);
    QCOMPARE(built.fleet.apps[0].name, "podinfo");
    QCOMPARE(built.fleet.apps[0].cells[0].versionText(), "2.0.0");
    QCOMPARE(built.fleet.apps[0].cells[2].versionText(), "1.0.0");
}

void tst_Describe::followsTheOrderOfTheWorkspace()
{
    const auto built = test::buildFleet(twoClusters(
        {{".plumbline.yaml",
          "environments:\n- live\n- name: first\n  clusters: [clusters/production]\n- staging\n"},
         {"apps/staging/a.yaml", release("a", pinned("1.0.0"))},
         {"apps/production/a.yaml", release("a", pinned("1.0.0"))}}));

    QCOMPARE(built.fleet.environments.size(), 2u);
    QCOMPARE(built.fleet.environments[0].name, "first");
    QCOMPARE(built.fleet.environments[0].clusters, std::vector<std::string>{"clusters/production"});
    QCOMPARE(built.fleet.environments[1].name, "staging");
}

void tst_Describe::saysWhatIsWrongWithTheWorkspace()
{
    const files::MemoryTree wrong(Files{{".plumbline.yaml", "environments:\n- clusters: []\n"}});
    const files::MemoryTree unknown(Files{{".plumbline.yaml", "environment: []\n"}});

    const auto refused = fleet::Workspace::read(wrong);
    const auto read = fleet::Workspace::read(unknown);

    QVERIFY(!refused);
    QCOMPARE(refused.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(refused.error().where()->line, 2);
    QVERIFY(read);
    QCOMPARE(read->diagnostics.size(), 1u);
    QCOMPARE(read->diagnostics[0].message, "unknown field 'environment'");
}

void tst_Describe::tiesFluxObjects()
{
    Files files = twoClusters({{"apps/staging/a.yaml", release("a", pinned("1.0.0"))}});
    files["clusters/staging/apps.yaml"] +=
        fluxKustomization("late", "./apps/staging", "  dependsOn: [{name: apps}]\n");

    const auto built = test::buildFleet(files);

    const auto node = [&built](std::string_view name) -> const fleet::FluxNode * {
        for (const fleet::FluxNode &one : built.fleet.fluxObjects) {
            if (one.cluster == "clusters/staging" && one.object.name() == name)
                return &one;
        }
        return nullptr;
    };
    const fleet::FluxNode *late = node("late");
    QVERIFY(late && node("a"));
    QCOMPARE(late->dependsOn.size(), 1u);
    QCOMPARE(built.fleet.fluxObjects[late->dependsOn[0]].object.name(), "apps");
    QCOMPARE(built.fleet.fluxObjects[*late->parent].object.name(), "flux-system");
    QCOMPARE(built.fleet.fluxObjects[*node("a")->parent].object.name(), "apps");
    QCOMPARE(node("a")->sourceName, "HelmRepository/apps/podinfo");
    QVERIFY(!node("a")->source);
}

void tst_Describe::tiesAlertsAndImagePolicies()
{
    const auto built = test::buildFleet(twoClusters(
        {{"apps/staging/alerts.yaml",
          "apiVersion: notification.toolkit.fluxcd.io/v1beta3\nkind: Provider\n"
          "metadata: {name: chat, namespace: apps}\nspec: {type: slack}\n---\n"
          "apiVersion: notification.toolkit.fluxcd.io/v1beta3\nkind: Alert\n"
          "metadata: {name: failures, namespace: apps}\nspec: {providerRef: {name: chat}}\n"},
         {"apps/staging/images.yaml",
          "apiVersion: image.toolkit.fluxcd.io/v1\nkind: ImagePolicy\n"
          "metadata: {name: newest, namespace: apps}\n"
          "spec: {imageRepositoryRef: {name: web, namespace: images}}\n"}}));

    QByteArray ties;
    for (const fleet::FluxNode &node : built.fleet.fluxObjects) {
        if (node.object.namespaceName() == "apps")
            ties +=
                QByteArray::fromStdString(std::string(node.object.name()) + ": " + node.sourceName
                                          + (node.source ? " found\n" : "\n"));
    }
    QCOMPARE(ties, "chat: \nfailures: Provider/apps/chat found\n"
                   "newest: ImageRepository/images/web\n"_ba);
}

QTEST_APPLESS_MAIN(tst_Describe)
#include "tst_describe.moc"
