// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/memorytree.h"
#include "core/kustomize/build.h"
#include "core/yaml/parser.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

using Files = std::map<std::string, std::string>;

class tst_Build : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatItRead();
    void takesAKustomizationInPlaceOfTheFile();
    void knowsEveryLayerOfAName();
    void warnsOfOldFields();
    void asksTheResolverForRemoteFolders();
    void rendersChartsWithTheGivenRenderer();
    void stopsWhenAsked();
};

namespace {

const std::string settings = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n";

files::TreePath path(std::string_view text)
{
    return *files::TreePath::parse(text);
}

class OneFolder final : public kustomize::RemoteResolver
{
public:
    Result<kustomize::RemoteFolder> folder(const std::string &url) override
    {
        asked = url;
        return kustomize::RemoteFolder{
            std::make_shared<files::MemoryTree>(Files{
                {"deep/kustomization.yaml", "resources: [a.yaml]\n"}, {"deep/a.yaml", settings}}),
            path("deep")};
    }
    Result<files::Bytes> file(const std::string &) override
    {
        return std::make_shared<const std::string>(settings);
    }

    std::string asked;
};

class OneChart final : public kustomize::ChartRenderer
{
public:
    Result<std::string> render(const yaml::Value &chart, const kustomize::Loader &,
                               const Run &) override
    {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "
               + std::string(chart.textAt({"releaseName"}))
               + "\n  namespace: " + std::string(chart.textAt({"namespace"})) + "\n";
    }
};

} // namespace

void tst_Build::tellsWhatItRead()
{
    const files::MemoryTree tree(Files{{"a/kustomization.yaml", "resources: [../b]\n"},
                                       {"b/kustomization.yml", "resources: [c.yaml]\n"},
                                       {"b/c.yaml", settings}});

    const auto output = kustomize::build(tree, path("a"), {}, {});

    QVERIFY2(output, output ? "" : output.error().toString().c_str());
    const std::set<files::TreePath> read = {path("a/kustomization.yaml"), path("b/c.yaml"),
                                            path("b/kustomization.yml")};
    QVERIFY(output->record.read == read);
    QVERIFY(output->record.probed.contains(path("b/kustomization.yaml")));
    QVERIFY(output->record.probed.contains(path("a/Kustomization")));
}

void tst_Build::takesAKustomizationInPlaceOfTheFile()
{
    const files::MemoryTree tree(Files{{"a/settings.yaml", settings}});
    yaml::SourceTable sources;
    kustomize::BuildOptions options{.sources = &sources};
    options.kustomizationOverride =
        *yaml::parse("resources: [settings.yaml]\nnamePrefix: x-\n", "");

    const auto output = kustomize::build(tree, path("a"), options, {});

    QVERIFY2(output, output ? "" : output.error().toString().c_str());
    QCOMPARE(QByteArray::fromStdString(kustomize::toText(output->objects)),
             "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x-settings\n"_ba);
}

void tst_Build::knowsEveryLayerOfAName()
{
    const files::MemoryTree tree(
        Files{{"a/kustomization.yaml", "resources: [../b]\n\nnamePrefix: x-\n"},
              {"b/kustomization.yaml", "resources: [settings.yaml]\nnameSuffix: -y\n"},
              {"b/settings.yaml", settings}});
    yaml::SourceTable sources;

    const auto output = kustomize::build(tree, path("a"), {.sources = &sources}, {});

    QVERIFY2(output, output ? "" : output.error().toString().c_str());
    const yaml::Value *const name = output->objects.front().fields().find({"metadata", "name"});
    const std::vector<yaml::Layer> expected = {
        {.kind = yaml::LayerKind::Transformer, .path = "a/kustomization.yaml", .line = 3},
        {.kind = yaml::LayerKind::Transformer, .path = "b/kustomization.yaml", .line = 2},
        {.kind = yaml::LayerKind::File, .path = "b/settings.yaml", .line = 4}};
    QVERIFY(sources.layersOf(name->origin()) == expected);
}

void tst_Build::warnsOfOldFields()
{
    const files::MemoryTree tree(
        Files{{"a/kustomization.yaml", "commonLabels: {a: b}\nbases: [../b]\n"},
              {"b/kustomization.yaml", "resources: [settings.yaml]\n"},
              {"b/settings.yaml", settings}});

    const auto output = kustomize::build(tree, path("a"), {}, {});

    QVERIFY(output);
    QCOMPARE(output->warnings.size(), 2U);
    QCOMPARE(
        QByteArray::fromStdString(output->warnings.front().toString()),
        "a/kustomization.yaml:2:8: warning: 'bases' is deprecated; use 'resources' instead"_ba);
}

void tst_Build::asksTheResolverForRemoteFolders()
{
    const files::MemoryTree tree(
        Files{{"a/kustomization.yaml",
               "resources: ['https://github.com/org/repository//deep?ref=v1']\nnamePrefix: x-\n"}});
    OneFolder resolver;

    const auto output = kustomize::build(tree, path("a"), {.remotes = &resolver}, {});

    QVERIFY2(output, output ? "" : output.error().toString().c_str());
    QCOMPARE(QByteArray::fromStdString(resolver.asked),
             "https://github.com/org/repository//deep?ref=v1"_ba);
    QCOMPARE(output->objects.front().name(), "x-settings");
}

void tst_Build::rendersChartsWithTheGivenRenderer()
{
    const files::MemoryTree tree(Files{
        {"a/kustomization.yaml",
         "namespace: shop\nhelmCharts: [{name: web, releaseName: front, namespace: own}]\n"}});
    OneChart renderer;

    const auto output =
        kustomize::build(tree, path("a"), {.enableHelm = true, .charts = &renderer}, {});

    QVERIFY2(output, output ? "" : output.error().toString().c_str());
    QCOMPARE(output->objects.front().name(), "front");
    QCOMPARE(output->objects.front().namespaceName(), "own");
}

void tst_Build::stopsWhenAsked()
{
    const files::MemoryTree tree(Files{{"a/kustomization.yaml", "resources: [../b]\n"},
                                       {"b/kustomization.yaml", "resources: [settings.yaml]\n"},
                                       {"b/settings.yaml", settings}});
    std::stop_source stop;
    stop.request_stop();

    const auto output = kustomize::build(tree, path("a"), {}, {.stop = stop.get_token()});

    QVERIFY(!output);
    QCOMPARE(output.error().code(), ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(tst_Build)
#include "tst_build.moc"
