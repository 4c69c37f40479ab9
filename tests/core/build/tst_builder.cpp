// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/provenance.h"
#include "tests/support/fleetfiles.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using test::fluxKustomization;

namespace {

using Files = std::map<std::string, std::string>;

const std::string syncFile = "clusters/prod/flux-system/gotk-sync.yaml";

std::string configMap(const std::string &name, const std::string &data = {})
{
    return "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name
           + "\n  namespace: flux-system\n" + data;
}

/// The cluster's own source; @p more is put under its spec.
std::string gitRepository(const std::string &more)
{
    return "---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\n"
           "metadata: {name: flux-system, namespace: flux-system}\n"
           "spec:\n  url: ssh://git@example.com/fleet\n"
           + more;
}

Files repository(Files more)
{
    more.insert({syncFile, fluxKustomization("flux-system", "./clusters/prod")});
    return more;
}

std::string_view dataOf(const build::Unit *unit, const std::string &name, std::string_view key)
{
    if (!unit)
        return {};
    const Object *object = unit->known().find(
        {.group = "", .kind = "ConfigMap", .namespaceName = "flux-system", .name = name});
    return object ? object->fields().textAt({"data", key}) : std::string_view();
}

} // namespace

class tst_Builder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildsChildrenAsTheirParentPatchesThem();
    void appliesTheEntryPointsOwnPatches();
    void takesVariablesFromWhatTheFleetBuilds();
    void keepsVariablesThatOnlyTheClusterKnows();
    void keepsEncryptedVariablesUnknown();
    void keepsTheRestWhenOneUnitFails();
    void walksPastWhatCannotBeFetched();
    void knowsWhatIsNotInThisRepository();
    void readsArtifactsOfAGenerator();
    void expandsResourceSets();
    void staysAtTheRootOfTheSource();
    void leavesOutWhatTheClustersSourceIgnores();
    void readsWhatOnlyTheDefaultsIgnore();
    void countsPathsFromANestedRepository();
    void buildsOnlyWhatHasChanged();
    void leavesClustersAloneThatAreNotFed();
    void looksAgainWhereAFolderAppears();
    void readsAgainWhatABrokenUnitHolds();
    void marksSopsDocuments();
    void stopsAtCycles();
};

void tst_Builder::buildsChildrenAsTheirParentPatchesThem()
{
    const auto built = test::buildFleet(repository(
        {{"clusters/prod/apps.yaml",
          fluxKustomization("apps", "./apps",
                            "  patches:\n  - target: {kind: Kustomization}\n    patch: |\n"
                            "      - {op: replace, path: /spec/path, value: ./apps/web/prod}\n")},
         {"apps/web.yaml", fluxKustomization("web", "./nowhere")},
         {"apps/kustomization.yaml", "resources: [web.yaml]\n"},
         {"apps/web/prod/a.yaml", configMap("a")}}));

    QCOMPARE(built.outcome("clusters/prod", "flux-system/apps"), "ok 1"_ba);
    QCOMPARE(built.outcome("clusters/prod", "flux-system/web"), "ok 1"_ba);
    const build::Unit *web = built.unit("clusters/prod", "flux-system/web");
    QCOMPARE(web->directory->text(), "apps/web/prod");
    QCOMPARE(web->depth, 2);
    QCOMPARE(web->reached, build::Reached::Built);
    QCOMPARE(web->parent->name, "apps");
}

void tst_Builder::appliesTheEntryPointsOwnPatches()
{
    const auto built = test::buildFleet(
        {{syncFile, fluxKustomization("flux-system", "./clusters/prod")},
         {"clusters/prod/flux-system/kustomization.yaml",
          "resources: [gotk-sync.yaml]\npatches:\n- target: {kind: Kustomization}\n  patch: |\n"
          "    - {op: add, path: /spec/postBuild, value: {substitute: {A: b}}}\n"},
         {"clusters/prod/a.yaml", configMap("a", "data: {x: '${A}'}\n")}});

    QCOMPARE(built.outcome("clusters/prod", "flux-system/flux-system"), "ok 2"_ba);
    QCOMPARE(dataOf(built.unit("clusters/prod", "flux-system/flux-system"), "a", "x"), "b");
    QCOMPARE(built.state.clusters.front().units.size(), 1u);
}

void tst_Builder::takesVariablesFromWhatTheFleetBuilds()
{
    const std::string postBuild =
        "  postBuild:\n    substituteFrom:\n    - {kind: ConfigMap, name: settings}\n"
        "    substitute: {B: inline}\n";
    const auto built = test::buildFleet(
        repository({{"clusters/prod/apps.yaml", fluxKustomization("apps", "./apps", postBuild)},
                    {"clusters/prod/config.yaml", fluxKustomization("config", "./config")},
                    {"config/settings.yaml", configMap("settings", "data:\n  A: one\n  B: two\n")},
                    {"apps/a.yaml", configMap("a", "data:\n  x: ${A}-${B}\n")}}));

    const build::Unit *apps = built.unit("clusters/prod", "flux-system/apps");
    QCOMPARE(dataOf(apps, "a", "x"), "one-inline");
    const auto layers = build::layersOf(apps->objects->objects().front(),
                                        *FieldPath::parse("data.x"), *built.sources);
    QCOMPARE(layers.size(), 2u);
    QCOMPARE(layers[0].kind, yaml::LayerKind::Substitution);
    QCOMPARE(layers[0].path, "config/settings.yaml");
    QCOMPARE(layers[0].line, 8u);
    QCOMPARE(layers[1].path, "apps/a.yaml");
}

void tst_Builder::keepsVariablesThatOnlyTheClusterKnows()
{
    const std::string postBuild =
        "  postBuild:\n    substituteFrom:\n    - {kind: Secret, name: made-by-hand}\n";
    const auto built = test::buildFleet(
        repository({{"clusters/prod/apps.yaml", fluxKustomization("apps", "./apps", postBuild)},
                    {"apps/a.yaml", configMap("a", "data:\n  x: ${TOKEN}\n  y: ${Z:=z}\n")}}));

    // Without any variable at hand nothing is substituted, and nothing is blank either.
    const build::Unit *apps = built.unit("clusters/prod", "flux-system/apps");
    QCOMPARE(dataOf(apps, "a", "x"), "${TOKEN}");
    QVERIFY(std::ranges::any_of(apps->diagnostics, [](const Diagnostic &diagnostic) {
        return diagnostic.code == "variables-not-in-git";
    }));
}

void tst_Builder::keepsEncryptedVariablesUnknown()
{
    const std::string postBuild =
        "  postBuild:\n    substituteFrom:\n    - {kind: Secret, name: secrets}\n";
    const std::string secret =
        "apiVersion: v1\nkind: Secret\nmetadata: {name: secrets, namespace: flux-system}\n"
        "stringData: {TOKEN: 'ENC[AES256_GCM,data:x,type:str]'}\nsops: {mac: "
        "'ENC[AES256_GCM,x]'}\n";
    const auto built = test::buildFleet(
        repository({{"clusters/prod/apps.yaml", fluxKustomization("apps", "./apps", postBuild)},
                    {"clusters/prod/secret.yaml", secret},
                    {"apps/a.yaml", configMap("a", "data:\n  x: ${TOKEN:=none}\n")}}));

    const build::Unit *apps = built.unit("clusters/prod", "flux-system/apps");
    QCOMPARE(dataOf(apps, "a", "x"), "${TOKEN:=none}");
    QCOMPARE(apps->unknownVariables, std::vector<std::string>{"TOKEN"});
}

void tst_Builder::keepsTheRestWhenOneUnitFails()
{
    const auto built = test::buildFleet(
        repository({{"clusters/prod/a.yaml", fluxKustomization("a", "./a")},
                    {"clusters/prod/b.yaml", fluxKustomization("b", "./b")},
                    {"clusters/prod/c.yaml", fluxKustomization("c", "./c")},
                    {"a/kustomization.yaml", "resources: [missing.yaml, child.yaml]\n"},
                    {"a/child.yaml", fluxKustomization("child", "./b")},
                    {"b/b.yaml", configMap("b")}}));

    QVERIFY(built.outcome("clusters/prod", "flux-system/a").startsWith("error: "));
    QCOMPARE(built.outcome("clusters/prod", "flux-system/b"), "ok 1"_ba);
    QCOMPARE(built.outcome("clusters/prod", "flux-system/c"),
             "error: kustomization path not found: './c'"_ba);
    QCOMPARE(built.outcome("clusters/prod", "flux-system/child"), "ok 1"_ba);
    QCOMPARE(built.unit("clusters/prod", "flux-system/child")->reached, build::Reached::Walked);
}

void tst_Builder::walksPastWhatCannotBeFetched()
{
    const auto built = test::buildFleet(repository(
        {{"clusters/prod/apps.yaml",
          fluxKustomization("apps", "./apps",
                            "  patches:\n  - target: {kind: Kustomization}\n    patch: |\n"
                            "      - {op: replace, path: /spec/path, value: ./web}\n")},
         {"apps/kustomization.yaml", "resources:\n- https://example.com/crds.yaml\n- web.yaml\n"},
         {"apps/web.yaml", fluxKustomization("web", "./nowhere")},
         {"web/a.yaml", configMap("a")}}));

    QVERIFY(built.outcome("clusters/prod", "flux-system/apps").startsWith("error: "));
    QCOMPARE(built.outcome("clusters/prod", "flux-system/web"), "ok 1"_ba);
}

void tst_Builder::knowsWhatIsNotInThisRepository()
{
    const std::string other =
        "---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n"
        "  name: team\n  namespace: flux-system\nspec:\n  url: https://github.com/org/team\n"
        "  ref: {branch: main}\n";
    std::string team = fluxKustomization("team", "./apps");
    team.replace(team.rfind("flux-system"), 11, "team");
    const auto built = test::buildFleet(
        repository({{"clusters/prod/team.yaml", other + team}, {"apps/a.yaml", configMap("a")}}));

    QCOMPARE(built.outcome("clusters/prod", "flux-system/team"), "external"_ba);
    QCOMPARE(built.fleet.apps.size(), 1u);
    QCOMPARE(built.fleet.apps[0].cells[0].versionText(), "main");
}

void tst_Builder::readsArtifactsOfAGenerator()
{
    const std::string generator =
        "---\napiVersion: source.extensions.fluxcd.io/v1beta1\nkind: ArtifactGenerator\nmetadata:\n"
        "  name: g\n  namespace: flux-system\nspec:\n  sources:\n"
        "  - {alias: repo, kind: GitRepository, name: flux-system}\n  artifacts:\n  - name: apps\n"
        "    copy:\n    - {from: '@repo/apps/**', to: '@artifact/'}\n";
    std::string apps = fluxKustomization("apps", "./prod");
    apps.replace(apps.find("GitRepository"), 13, "ExternalArtifact");
    apps.replace(apps.rfind("flux-system"), 11, "apps");
    const auto built =
        test::buildFleet(repository({{"clusters/prod/apps.yaml", apps},
                                     {"clusters/prod/artifacts.yaml", generator},
                                     {"apps/base/kustomization.yaml", "resources: [a.yaml]\n"},
                                     {"apps/base/a.yaml", configMap("a")},
                                     {"apps/prod/kustomization.yaml", "resources: [../base]\n"}}));

    QCOMPARE(built.outcome("clusters/prod", "flux-system/apps"), "ok 1"_ba);
    QCOMPARE(built.unit("clusters/prod", "flux-system/apps")->directory->text(), "apps/prod");
}

void tst_Builder::expandsResourceSets()
{
    const std::string set =
        "apiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSet\n"
        "metadata: {name: tenants, namespace: flux-system}\nspec:\n"
        "  inputs: [{team: a}, {team: b}]\n  resources:\n"
        "  - apiVersion: kustomize.toolkit.fluxcd.io/v1\n    kind: Kustomization\n"
        "    metadata: {name: 'team-<< inputs.team >>'}\n"
        "    spec: {path: './teams/<< inputs.team >>', sourceRef: {kind: GitRepository, name: "
        "flux-system}}\n"
        "  - {apiVersion: v1, kind: Namespace, metadata: {name: shared}}\n";
    const auto built = test::buildFleet(repository(
        {{"clusters/prod/set.yaml", set},
         {"clusters/prod/other.yaml", "apiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSet\n"
                                      "metadata: {name: other, namespace: flux-system}\n"
                                      "spec: {resourcesTemplate: '<<- range $i := inputs >> x'}\n"},
         {"teams/a/a.yaml", configMap("a")},
         {"teams/b/b.yaml", configMap("b")}}));

    QCOMPARE(built.outcome("clusters/prod", "flux-system/team-a"), "ok 1"_ba);
    QCOMPARE(built.outcome("clusters/prod", "flux-system/team-b"), "ok 1"_ba);
    const build::Unit *root = built.unit("clusters/prod", "flux-system/flux-system");
    QCOMPARE(root->expanded.size(), 3u);
    QCOMPARE(root->diagnostics.size(), 1u);
    QCOMPARE(root->diagnostics[0].code, "resource-set");
}

void tst_Builder::staysAtTheRootOfTheSource()
{
    const auto built = test::buildFleet(
        repository({{"clusters/prod/apps.yaml", fluxKustomization("apps", "../../apps/../apps/")},
                    {"apps/a.yaml", configMap("a")}}));

    QCOMPARE(built.outcome("clusters/prod", "flux-system/apps"), "ok 1"_ba);
}

void tst_Builder::leavesOutWhatTheClustersSourceIgnores()
{
    build::BuildCache cache;
    Files files{{syncFile, fluxKustomization("flux-system", "./clusters/prod")
                               + gitRepository("  ignore: |\n    draft.yaml\n")},
                {"clusters/prod/apps.yaml", fluxKustomization("apps", "./apps")},
                {"clusters/prod/draft.yaml", configMap("draft")},
                {"apps/a.yaml", configMap("a")},
                {"apps/draft.yaml", configMap("draft")}};

    const auto built = test::buildFleet(files, cache);
    files["apps/draft.yaml"] = configMap("draft", "data: {x: y}\n");
    files["apps/b.yaml"] = configMap("b");
    const auto later = test::buildFleet(files, cache);

    QCOMPARE(built.outcome("clusters/prod", "flux-system/flux-system"), "ok 3"_ba);
    QCOMPARE(built.outcome("clusters/prod", "flux-system/apps"), "ok 1"_ba);
    QCOMPARE(built.state.clusters.front().units.size(), 2u);
    QCOMPARE(later.outcome("clusters/prod", "flux-system/flux-system"), "ok 3"_ba);
    QCOMPARE(later.outcome("clusters/prod", "flux-system/apps"), "ok 2"_ba);
}

void tst_Builder::readsWhatOnlyTheDefaultsIgnore()
{
    const Files files{{"clusters/prod/kustomization.yaml",
                       "resources: [flux-system/gotk-sync.yaml]\nconfigMapGenerator:\n"
                       "- {name: logo, namespace: flux-system, files: [logo.png],"
                       " options: {disableNameSuffixHash: true}}\n"},
                      {"clusters/prod/logo.png", "picture"}};
    const auto with = [&files](const std::string &ignore) {
        Files all = files;
        all[syncFile] = fluxKustomization("flux-system", "./clusters/prod") + gitRepository(ignore);
        return test::buildFleet(all);
    };

    QVERIFY(with("").outcome("clusters/prod", "flux-system/flux-system").startsWith("error: "));
    QCOMPARE(with("  ignore: ''\n").outcome("clusters/prod", "flux-system/flux-system"), "ok 3"_ba);
}

void tst_Builder::countsPathsFromANestedRepository()
{
    const auto built = test::buildFleet(
        {{"repos/system/clusters/prod/flux-system/gotk-sync.yaml",
          fluxKustomization("flux-system", "./clusters/prod")},
         {"repos/system/clusters/prod/apps.yaml", fluxKustomization("apps", "./apps")},
         {"repos/system/apps/a.yaml", configMap("a")}});

    QCOMPARE(built.outcome("repos/system/clusters/prod", "flux-system/apps"), "ok 1"_ba);
}

void tst_Builder::buildsOnlyWhatHasChanged()
{
    build::BuildCache cache;
    Files files = repository({{"clusters/prod/a.yaml", fluxKustomization("a", "./a")},
                              {"clusters/prod/b.yaml", fluxKustomization("b", "./b")},
                              {"a/a.yaml", configMap("a")},
                              {"b/b.yaml", configMap("b")}});
    const auto first = test::buildFleet(files, cache);
    files["b/c.yaml"] = configMap("c");
    files["a/a.yaml"] = configMap("a", "data: {x: y}\n");

    const auto second = test::buildFleet(files, cache);

    QCOMPARE(second.outcome("clusters/prod", "flux-system/b"), "ok 2"_ba);
    QCOMPARE(dataOf(second.unit("clusters/prod", "flux-system/a"), "a", "x"), "y");
    files.erase("b/c.yaml");
    QCOMPARE(test::buildFleet(files, cache).outcome("clusters/prod", "flux-system/b"), "ok 1"_ba);
    QCOMPARE(first.outcome("clusters/prod", "flux-system/b"), "ok 1"_ba);
}

void tst_Builder::leavesClustersAloneThatAreNotFed()
{
    build::BuildCache cache;
    Files files;
    for (const std::string cluster : {"one", "two"}) {
        const std::string folder = "clusters/" + cluster;
        files[folder + "/flux-system/gotk-sync.yaml"] =
            fluxKustomization("flux-system", "./" + folder);
        files[folder + "/apps.yaml"] = fluxKustomization("apps", "./apps/" + cluster);
        files["apps/" + cluster + "/a.yaml"] = configMap("a");
    }
    const auto first = test::buildFleet(files, cache);
    files["apps/two/a.yaml"] = configMap("a", "data: {x: y}\n");

    const auto second = test::buildFleet(files, cache);

    QCOMPARE(second.unit("clusters/one", "flux-system/apps"),
             first.unit("clusters/one", "flux-system/apps"));
    QCOMPARE(dataOf(second.unit("clusters/two", "flux-system/apps"), "a", "x"), "y");
}

void tst_Builder::looksAgainWhereAFolderAppears()
{
    build::BuildCache cache;
    Files files = repository({{"clusters/prod/a.yaml", fluxKustomization("a", "./a")}});
    const auto without = test::buildFleet(files, cache);
    files["a/a.yaml"] = configMap("a");

    QCOMPARE(without.outcome("clusters/prod", "flux-system/a"),
             "error: kustomization path not found: './a'"_ba);
    QCOMPARE(test::buildFleet(files, cache).outcome("clusters/prod", "flux-system/a"), "ok 1"_ba);
}

void tst_Builder::readsAgainWhatABrokenUnitHolds()
{
    build::BuildCache cache;
    Files files = repository({{"clusters/prod/a.yaml", fluxKustomization("a", "./a")},
                              {"a/kustomization.yaml", "resources: [gone.yaml, b.yaml]\n"},
                              {"a/b.yaml", configMap("b")}});
    const auto first = test::buildFleet(files, cache);
    files["a/b.yaml"] = configMap("c");

    const auto second = test::buildFleet(files, cache);

    QCOMPARE(first.unit("clusters/prod", "flux-system/a")->scanned.begin()->name(), "b");
    QCOMPARE(second.unit("clusters/prod", "flux-system/a")->scanned.begin()->name(), "c");
}

void tst_Builder::marksSopsDocuments()
{
    const auto built = test::buildFleet(
        repository({{"clusters/prod/secret.yaml",
                     "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: flux-system}\n"
                     "data: {a: 'ENC[AES256_GCM,data:x]'}\nsops: {mac: 'ENC[AES256_GCM,x]'}\n"}}));

    const build::Unit *root = built.unit("clusters/prod", "flux-system/flux-system");
    QCOMPARE(root->encrypted.size(), 1u);
    QCOMPARE(root->encrypted[0].name, "s");
    QCOMPARE(root->diagnostics.size(), 1u);
    QCOMPARE(root->diagnostics[0].code, "decryption-not-configured");
}

void tst_Builder::stopsAtCycles()
{
    const auto built =
        test::buildFleet(repository({{"clusters/prod/a.yaml", fluxKustomization("a", "./a")},
                                     {"a/b.yaml", fluxKustomization("b", "./b")},
                                     {"b/a.yaml", fluxKustomization("a", "./a")},
                                     {"b/root.yaml", fluxKustomization("flux-system", "./b")}}));

    QCOMPARE(built.state.clusters.front().units.size(), 3u);
}

QTEST_APPLESS_MAIN(tst_Builder)
#include "tst_builder.moc"
