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

const std::string chartPath = "charts/web";

/// Lines that tests name are counted from the top of these files.
const Files chart = {
    {"Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.2.3\nappVersion: \"9\"\n"},
    {"values.yaml", "replicas: 1\nimage:\n  repository: example.org/web\n  tag: one\n"
                    "resources: {}\nunused: x\n"},
    {"templates/_helpers.tpl",
     "{{- define \"web.labels\" -}}\nhelm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}\n"
     "{{- end }}\n"},
    {"templates/deployment.yaml",
     "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\n  labels:\n"
     "    {{- include \"web.labels\" . | nindent 4 }}\nspec:\n  replicas: {{ .Values.replicas }}\n"
     "  template:\n    spec:\n      containers:\n      - name: web\n"
     "        image: \"{{ .Values.image.repository }}:{{ .Values.image.tag }}\"\n"
     "        {{- with .Values.resources }}\n        resources:\n"
     "          {{- toYaml . | nindent 10 }}\n        {{- end }}\n"},
    {"templates/test.yaml",
     "apiVersion: v1\nkind: Pod\nmetadata:\n  name: probe\n  annotations:\n    helm.sh/hook: test\n"
     "spec: {}\n"},
    {"README.md", "# web\n"}};

void addChart(Files &files, const std::string &folder, const Files &content = chart)
{
    for (const auto &[name, text] : content)
        files.insert_or_assign(folder + '/' + name, text);
}

std::string release(const std::string &name, const std::string &spec)
{
    return "---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: "
           + name + "\n  namespace: apps\nspec:\n  interval: 1h\n" + spec;
}

const std::string ownChart =
    "  chart:\n    spec:\n      chart: ./charts/web\n      sourceRef:\n"
    "        {kind: GitRepository, name: flux-system, namespace: flux-system}\n";

const std::string repositoryChart =
    "  chart:\n    spec:\n      chart: web\n      version: \"1.x\"\n      sourceRef:\n"
    "        {kind: HelmRepository, name: charts, namespace: flux-system}\n";

const std::string chartRepository =
    "---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\n"
    "metadata: {name: charts, namespace: flux-system}\nspec: {url: https://charts.example.org}\n";

std::string config(const std::string &kind, const std::string &name, const std::string &data)
{
    return "---\napiVersion: v1\nkind: " + kind + "\nmetadata: {name: " + name
           + ", namespace: apps}\n" + data;
}

Files fleetWith(const std::string &objects)
{
    Files files{{"clusters/prod/flux-system/gotk-sync.yaml",
                 fluxKustomization("flux-system", "./clusters/prod")},
                {"clusters/prod/apps.yaml", objects}};
    addChart(files, chartPath);
    return files;
}

class Rendered
{
public:
    explicit Rendered(const Files &files, std::map<std::string, Files> standIns = {})
        : Rendered(files, std::make_shared<build::BuildCache>(), std::move(standIns))
    {
    }
    Rendered(const Files &files, std::shared_ptr<build::BuildCache> cache,
             const std::map<std::string, Files> &standIns = {})
        : m_cache(std::move(cache))
    {
        m_built = test::buildFleet(files, *m_cache, [&](build::FleetRequest &request) {
            request.rendersReleases = true;
            for (const auto &[name, content] : standIns)
                request.standIns.emplace(
                    name, source::Artifact::of(std::make_shared<files::MemoryTree>(content),
                                               std::nullopt, {})
                              .value_or(nullptr));
        });
    }

    const build::RenderedRelease &of(const std::string &name) const
    {
        static const build::RenderedRelease none;
        const build::Release *const release =
            m_built.state.findRelease({"clusters/prod", "apps", name});
        return release ? *release->rendered : none;
    }
    const Object *object(const std::string &release, const std::string &name) const
    {
        if (!of(release).objects)
            return nullptr;
        for (const Object &object : *of(release).objects) {
            if (object.displayName() == name)
                return &object;
        }
        return nullptr;
    }
    /// "template charts/web/…:8, values apps.yaml:20"
    QByteArray layers(const Object *object, const std::string &field) const
    {
        QByteArray text;
        if (!object)
            return text;
        for (const yaml::Layer &layer : build::layersOf(
                 *object, FieldPath::parse(field).value_or(FieldPath()), *m_built.sources))
            text += (text.isEmpty() ? "" : ", ") + QByteArray::fromStdString(layer.path) + ':'
                    + QByteArray::number(layer.line);
        return text;
    }
    const test::BuiltFleet &built() const { return m_built; }

private:
    std::shared_ptr<build::BuildCache> m_cache;
    test::BuiltFleet m_built;
};

QByteArray names(const build::RenderedRelease &release)
{
    if (!release.objects)
        return "error: " + QByteArray::fromStdString(release.objects.error().description());
    QByteArray text;
    for (const Object &object : *release.objects)
        text += (text.isEmpty() ? "" : " ") + QByteArray::fromStdString(object.displayName());
    return text;
}

QByteArray messages(const build::RenderedRelease &release)
{
    QByteArray text;
    for (const Diagnostic &diagnostic : release.diagnostics)
        text += QByteArray::fromStdString(diagnostic.code + ": " + diagnostic.message + '\n');
    return text;
}

const build::ReleaseValue *valueAt(const build::RenderedRelease &release, const std::string &path)
{
    for (const build::ReleaseValue &value : release.values) {
        if (value.dottedPath() == path)
            return &value;
    }
    return nullptr;
}

QByteArray text(const build::RenderedRelease &release, const std::string &path)
{
    const build::ReleaseValue *const value = valueAt(release, path);
    return value ? QByteArray::fromStdString(std::string(value->value.text())) : "none"_ba;
}

} // namespace

class tst_Releases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rendersAChartOfTheSameRepository();
    void putsObjectsIntoTheTargetNamespace();
    void picksAVersionFromAFolderThatStandsIn();
    void takesAFolderOfTheRepositoryForASource();
    void saysWhatToDoWithoutTheChart();
    void showsTheOthersWhenOneReleaseIsBroken();
    void composesValues_data();
    void composesValues();
    void rendersWhatIsKnownWithoutASecret();
    void neverShowsSecretsInErrors();
    void appliesPostRenderers();
    void leavesHooksAloneWhenToldTo();
    void takesTheValuesFilesOfTheChartTemplate();
    void getsDependenciesFromFolders();
    void appliesCustomResourcesByPolicy();
    void namesTheTemplateAndTheValue();
    void countsLinesInsideOfConfigMaps();
    void findsKeysThatNoTemplateReads();
    void rendersOnlyWhatHasChanged();
};

void tst_Releases::rendersAChartOfTheSameRepository()
{
    const Rendered rendered(fleetWith(release("web", ownChart + "  values: {replicas: 3}\n")));

    const build::RenderedRelease &web = rendered.of("web");
    QCOMPARE(names(web), "Deployment/apps/web"_ba);
    QCOMPARE(messages(web), ""_ba);
    QCOMPARE(web.chartName, "web");
    QCOMPARE(web.chartVersion, "1.2.3");
    QCOMPARE(web.hooks.size(), 1u);
    const Object *const deployment = rendered.object("web", "Deployment/apps/web");
    QCOMPARE(deployment->fields().textAt({"spec", "replicas"}), "3");
    QCOMPARE(deployment->label("helm.sh/chart"), "web-1.2.3");
    QCOMPARE(deployment->label("helm.toolkit.fluxcd.io/name"), "web");
    QCOMPARE(deployment->label("helm.toolkit.fluxcd.io/namespace"), "apps");
}

void tst_Releases::putsObjectsIntoTheTargetNamespace()
{
    const Rendered rendered(fleetWith(release("web", ownChart + "  targetNamespace: shop\n")));

    QCOMPARE(names(rendered.of("web")), "Deployment/shop/shop-web"_ba);
}

void tst_Releases::picksAVersionFromAFolderThatStandsIn()
{
    Files folder;
    addChart(folder, "web-1.2.3");
    Files newer = chart;
    newer["Chart.yaml"] = "apiVersion: v2\nname: web\nversion: 1.10.0\n";
    addChart(folder, "web/1.10.0", newer);
    newer["Chart.yaml"] = "apiVersion: v2\nname: web\nversion: 2.0.0\n";
    addChart(folder, "web/2.0.0", newer);

    const Rendered rendered(fleetWith(chartRepository + release("web", repositoryChart)),
                            {{"HelmRepository/flux-system/charts", folder}});

    QCOMPARE(names(rendered.of("web")), "Deployment/apps/web"_ba);
    QCOMPARE(rendered.of("web").chartVersion, "1.10.0");
    QCOMPARE(rendered.of("web").chartPlace, "HelmRepository/flux-system/charts/web/1.10.0");
}

void tst_Releases::takesAFolderOfTheRepositoryForASource()
{
    build::BuildCache cache;
    const auto built = test::buildFleet(
        fleetWith(chartRepository + release("web", repositoryChart)), cache,
        [](build::FleetRequest &request) {
            request.rendersReleases = true;
            request.placedSources.emplace("charts", *files::TreePath::parse("charts"));
        });

    const build::Release *const web = built.state.findRelease({"clusters/prod", "apps", "web"});
    QVERIFY(web);
    QCOMPARE(names(*web->rendered), "Deployment/apps/web"_ba);
    QCOMPARE(web->rendered->chartPlace, "charts/web");
}

void tst_Releases::saysWhatToDoWithoutTheChart()
{
    const Rendered rendered(fleetWith(chartRepository + release("web", repositoryChart)));

    const build::RenderedRelease &web = rendered.of("web");
    QVERIFY(!web.objects);
    QVERIFY(!web.hasChart);
    QCOMPARE(web.objects.error().code(), ErrorCode::NotFound);
    QCOMPARE(messages(web),
             "chart-not-at-hand: the chart of HelmRelease/apps/web is not at hand: "
             "HelmRepository/flux-system/charts is https://charts.example.org, and charts are not "
             "fetched here; '--source HelmRepository/flux-system/charts=FOLDER' lets a folder "
             "stand in\n"_ba);
    QVERIFY(web.diagnostics.front().severity == Severity::Note);
}

void tst_Releases::showsTheOthersWhenOneReleaseIsBroken()
{
    Files files =
        fleetWith(release("web", ownChart)
                  + release("broken", "  chart:\n    spec:\n      chart: ./charts/broken\n"
                                      "      sourceRef: {kind: GitRepository, name: "
                                      "flux-system, namespace: flux-system}\n"));
    addChart(files, "charts/broken");
    files["charts/broken/templates/deployment.yaml"] = "{{ fail \"no luck\" }}\n";

    const Rendered rendered(files);

    QCOMPARE(names(rendered.of("web")), "Deployment/apps/web"_ba);
    const build::RenderedRelease &broken = rendered.of("broken");
    QVERIFY(!broken.objects);
    QCOMPARE(broken.objects.error().code(), ErrorCode::BuildFailed);
    QVERIFY2(messages(broken).startsWith("render-failed: rendering HelmRelease/apps/broken: "),
             messages(broken).constData());
    QVERIFY(messages(broken).contains("no luck"));
}

void tst_Releases::composesValues_data()
{
    QTest::addColumn<std::string>("spec");
    QTest::addColumn<std::string>("objects");
    QTest::addColumn<std::string>("path");
    QTest::addColumn<QByteArray>("expected");
    const auto from = [](const std::string &more) {
        return "  valuesFrom:\n  - {kind: ConfigMap, name: one" + more + "}\n";
    };
    const std::string two = config("ConfigMap", "one", "data: {values.yaml: \"a: {b: 1, c: 1}\"}\n")
                            + config("ConfigMap", "two", "data: {values.yaml: \"a: {c: 2}\"}\n");

    QTest::newRow("a later entry wins") << from("") + "  - {kind: ConfigMap, name: two}\n"
                                        << two << std::string("a.c") << "2"_ba;
    QTest::newRow("what a later entry does not say stays")
        << from("") + "  - {kind: ConfigMap, name: two}\n"
        << two << std::string("a.b") << "1"_ba;
    QTest::newRow("inline values win") << from("") + "  values: {a: {b: 9}}\n"
                                       << two << std::string("a.b") << "9"_ba;
    QTest::newRow("another key") << from(", valuesKey: more")
                                 << config("ConfigMap", "one", "data: {more: \"a: {b: 7}\"}\n")
                                 << std::string("a.b") << "7"_ba;
    QTest::newRow("a target path")
        << from(", valuesKey: tag, targetPath: image.tag")
        << config("ConfigMap", "one", "data: {tag: v5}\n") << std::string("image.tag") << "v5"_ba;
    QTest::newRow("a target path over an inline map that nothing else has")
        << from(", valuesKey: tag, targetPath: a.b") + "  values: {a: {b: inline}}\n"
        << config("ConfigMap", "one", "data: {tag: set}\n") << std::string("a.b") << "set"_ba;
    QTest::newRow("inline values over a target path at the top")
        << from(", valuesKey: tag, targetPath: a") + "  values: {a: inline}\n"
        << config("ConfigMap", "one", "data: {tag: set}\n") << std::string("a") << "inline"_ba;
    QTest::newRow("inline values over a target path in a map that was merged before")
        << std::string("  valuesFrom:\n  - {kind: ConfigMap, name: two}\n"
                       "  - {kind: ConfigMap, name: tag, valuesKey: tag, targetPath: a.b}\n"
                       "  values: {a: {b: inline}}\n")
        << two + config("ConfigMap", "tag", "data: {tag: set}\n") << std::string("a.b")
        << "inline"_ba;
    QTest::newRow("a quoted number is text")
        << from(", valuesKey: tag, targetPath: a")
        << config("ConfigMap", "one", "data: {tag: '\"12\"'}\n") << std::string("a") << "12"_ba;
    QTest::newRow("a literal keeps its characters")
        << from(", valuesKey: tag, targetPath: a, literal: true")
        << config("ConfigMap", "one", "data: {tag: 'x,y={z}'}\n") << std::string("a")
        << "x,y={z}"_ba;
    QTest::newRow("a Secret is decoded")
        << std::string(
               "  valuesFrom:\n  - {kind: Secret, name: one, valuesKey: p, targetPath: a}\n")
        << config("Secret", "one", "data: {p: cGFzcw==}\n") << std::string("a") << "pass"_ba;
    QTest::newRow("what is optional may be absent")
        << from(", optional: true") + "  values: {a: 1}\n"
        << std::string() << std::string("a") << "1"_ba;
}

void tst_Releases::composesValues()
{
    QFETCH(std::string, spec);
    QFETCH(std::string, objects);
    QFETCH(std::string, path);
    QFETCH(QByteArray, expected);

    const Rendered rendered(fleetWith(objects + release("web", ownChart + spec)));

    const build::RenderedRelease &web = rendered.of("web");
    QCOMPARE(names(web), "Deployment/apps/web"_ba);
    QVERIFY(!web.isIncomplete);
    QCOMPARE(text(web, path), expected);
}

void tst_Releases::rendersWhatIsKnownWithoutASecret()
{
    const Rendered rendered(
        fleetWith(release("web", ownChart + "  valuesFrom:\n  - {kind: Secret, name: gone}\n")));

    const build::RenderedRelease &web = rendered.of("web");
    QCOMPARE(names(web), "Deployment/apps/web"_ba);
    QVERIFY(web.isIncomplete);
    QCOMPARE(messages(web), "values-not-in-git: Secret/gone is not in this repository; name a file "
                            "that has it with --variables\n"_ba);
}

void tst_Releases::neverShowsSecretsInErrors()
{
    const Rendered rendered(
        fleetWith(config("Secret", "one", "stringData: {values.yaml: '{hunter2'}\n")
                  + release("web", ownChart
                                       + "  valuesFrom:\n"
                                         "  - {kind: Secret, name: one}\n")));

    QCOMPARE(names(rendered.of("web")),
             "error: rendering HelmRelease/apps/web: could not resolve Secret chart values "
             "reference 'apps/one' with key 'values.yaml': it is no YAML"_ba);
}

void tst_Releases::appliesPostRenderers()
{
    const Rendered rendered(fleetWith(release(
        "web", ownChart
                   + "  commonMetadata: {labels: {team: shop}, annotations: {note: x}}\n"
                     "  postRenderers:\n  - kustomize:\n      patches:\n      - target: {kind: "
                     "Deployment}\n        patch: |\n          - {op: replace, path: "
                     "/spec/replicas, value: 7}\n  - kustomize:\n      images:\n      - {name: "
                     "example.org/web, newTag: two}\n")));

    const Object *const deployment = rendered.object("web", "Deployment/apps/web");
    QVERIFY2(deployment, names(rendered.of("web")).constData());
    QCOMPARE(deployment->fields().textAt({"spec", "replicas"}), "7");
    const auto image = FieldPath::parse("spec.template.spec.containers[name=web].image");
    QCOMPARE(image->find(deployment->fields())->text(), "example.org/web:two");
    QCOMPARE(deployment->label("team"), "shop");
    QCOMPARE(deployment->annotation("note"), "x");
    QCOMPARE(deployment->label("helm.toolkit.fluxcd.io/name"), "web");
    QCOMPARE(rendered.of("web").hooks.begin()->label("team"), "shop");
}

void tst_Releases::leavesHooksAloneWhenToldTo()
{
    const Rendered rendered(fleetWith(release(
        "web",
        ownChart + "  postRenderStrategy: nohooks\n  commonMetadata: {labels: {team: shop}}\n")));

    const build::RenderedRelease &web = rendered.of("web");
    QCOMPARE(names(web), "Deployment/apps/web"_ba);
    QCOMPARE(web.hooks.size(), 1u);
    QCOMPARE(web.hooks.begin()->label("team"), "");
}

void tst_Releases::takesTheValuesFilesOfTheChartTemplate()
{
    Files files = fleetWith(
        release("web", "  chart:\n    spec:\n      chart: ./charts/web\n      valuesFiles: "
                       "[charts/web/values.yaml, charts/web/prod.yaml]\n      sourceRef: {kind: "
                       "GitRepository, name: flux-system, namespace: flux-system}\n"));
    files["charts/web/prod.yaml"] = "replicas: 5\n";

    const Rendered rendered(files);

    QCOMPARE(text(rendered.of("web"), "replicas"), "5"_ba);
    QCOMPARE(text(rendered.of("web"), "image.tag"), "one"_ba);
    QCOMPARE(rendered.of("web").chartVersion, "1.2.3+1");
    QVERIFY(!valueAt(rendered.of("web"), "replicas")->isSet);
}

void tst_Releases::getsDependenciesFromFolders()
{
    Files files = fleetWith(release("web", ownChart));
    files["charts/web/Chart.yaml"] += "dependencies:\n- {name: cache, version: 0.1.0, repository: "
                                      "\"file://../cache\"}\n";
    addChart(files, "charts/cache",
             {{"Chart.yaml", "apiVersion: v2\nname: cache\nversion: 0.1.0\n"},
              {"templates/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cache}\n"}});

    const Rendered rendered(files);

    QCOMPARE(names(rendered.of("web")), "ConfigMap/apps/cache Deployment/apps/web"_ba);
}

void tst_Releases::appliesCustomResourcesByPolicy()
{
    Files files = fleetWith(release("web", ownChart)
                            + release("without", ownChart
                                                     + "  install: {crds: Skip}\n"
                                                       "  upgrade: {crds: Skip}\n"));
    files["charts/web/crds/crd.yaml"] =
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
        "metadata: {name: gadgets.example.org}\n"
        "spec: {group: example.org, scope: Cluster, names: {kind: Gadget}}\n";
    files["charts/web/templates/gadget.yaml"] =
        "apiVersion: example.org/v1\nkind: Gadget\nmetadata: {name: one}\n";

    const Rendered rendered(files);

    QCOMPARE(rendered.of("web").customResources.size(), 1u);
    QCOMPARE(names(rendered.of("web")), "Deployment/apps/web Gadget/one"_ba);
    QCOMPARE(rendered.of("without").customResources.size(), 0u);
}

void tst_Releases::namesTheTemplateAndTheValue()
{
    const Rendered rendered(fleetWith(release(
        "web", ownChart + "  values:\n    replicas: 3\n    resources: {limits: {cpu: 100m}}\n")));

    const Object *const deployment = rendered.object("web", "Deployment/apps/web");
    QCOMPARE(rendered.layers(deployment, "spec.replicas"),
             "charts/web/templates/deployment.yaml:8, clusters/prod/apps.yaml:15"_ba);
    QCOMPARE(rendered.layers(deployment, "metadata.labels[\"helm.sh/chart\"]"),
             "charts/web/templates/deployment.yaml:6"_ba);
    QCOMPARE(rendered.layers(deployment, "spec.template.spec.containers[name=web].name"),
             "charts/web/templates/deployment.yaml:12"_ba);
    QCOMPARE(rendered.layers(deployment, "spec.template.spec.containers[name=web].image"),
             "charts/web/templates/deployment.yaml:13, charts/web/values.yaml:3"_ba);
    QCOMPARE(
        rendered.layers(deployment, "spec.template.spec.containers[name=web].resources.limits.cpu"),
        "charts/web/templates/deployment.yaml:16, clusters/prod/apps.yaml:16"_ba);
}

void tst_Releases::countsLinesInsideOfConfigMaps()
{
    const Rendered rendered(fleetWith(
        config("ConfigMap", "one", "data:\n  values.yaml: |\n    # of prod\n    replicas: 4\n")
        + release("web", ownChart
                             + "  valuesFrom: [{kind: ConfigMap, name: one}]\n"
                               "  values: {image: {tag: two}}\n")));

    const Object *const deployment = rendered.object("web", "Deployment/apps/web");
    QCOMPARE(rendered.layers(deployment, "spec.replicas"),
             "charts/web/templates/deployment.yaml:8, clusters/prod/apps.yaml:8"_ba);
}

void tst_Releases::findsKeysThatNoTemplateReads()
{
    const Rendered rendered(fleetWith(
        release("web", ownChart
                           + "  values: {replicas: 2, unused: 1, image: {tag: a, pullPolicy: b}, "
                             "resources: {limits: {cpu: 1}}}\n")));

    QByteArray dead;
    for (const build::ReleaseValue &value : rendered.of("web").values)
        dead += value.isDead ? QByteArray::fromStdString(value.dottedPath()) + ' ' : ""_ba;
    QCOMPARE(dead, "image.pullPolicy unused "_ba);
}

void tst_Releases::rendersOnlyWhatHasChanged()
{
    const auto cache = std::make_shared<build::BuildCache>();
    Files files = fleetWith(release("web", ownChart));
    addChart(files, "charts/other");
    files["clusters/prod/other.yaml"] =
        release("other", "  chart:\n    spec:\n      chart: ./charts/other\n      sourceRef: "
                         "{kind: GitRepository, name: flux-system, namespace: flux-system}\n");
    const Rendered before(files, cache);

    files["charts/other/values.yaml"] += "more: 1\n";
    const Rendered after(files, cache);

    QCOMPARE(&after.of("web"), &before.of("web"));
    QVERIFY(&after.of("other") != &before.of("other"));
    QCOMPARE(text(after.of("other"), "more"), "1"_ba);
}

QTEST_APPLESS_MAIN(tst_Releases)
#include "tst_releases.moc"
