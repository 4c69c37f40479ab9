// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/sourcestore.h"
#include "tests/core/source/ociimage.h"
#include "tests/support/scriptserver.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb;
using namespace plumb::source;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const std::string &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(QByteArray::fromStdString(content));
}

/// A registry that is nothing but files behind a web server, which reading needs no more of.
class StaticRegistry
{
public:
    StaticRegistry() = default;

    void push(const QString &name, const std::vector<std::string> &tags, const OciImage &image)
    {
        const QString folder = path(u"v2/"_s + name);
        const QString digest = QString::fromStdString(image.digest());
        write(folder + u"/manifests/"_s + digest, image.manifest);
        for (const auto &[blob, bytes] : image.blobs)
            write(folder + u"/blobs/"_s + QString::fromStdString(blob), bytes);
        for (const std::string &tag : tags) {
            write(folder + u"/manifests/"_s + QString::fromStdString(tag), image.manifest);
            m_tags.append((m_tags.empty() ? "\"" : ",\"") + tag + '"');
        }
        write(folder + u"/tags/list"_s, R"({"tags":[)" + m_tags + "]}");
    }

    /// "oci://127.0.0.1:5000" and what follows.
    std::string url(const std::string &rest) const { return "oci" + m_server.url(rest).substr(4); }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void stop() { m_server.stop(); }

    QStringList takeLog() const
    {
        QFile file(path(u"log"_s));
        if (!file.open(QIODevice::ReadWrite))
            return {};
        const QString text = QString::fromUtf8(file.readAll());
        file.resize(0);
        return text.split(u'\n', Qt::SkipEmptyParts);
    }

    std::unique_ptr<SourceStore> store(Network network = Network::On) const
    {
        return std::make_unique<SourceStore>(
            SourceStoreOptions{.cacheFolder = path(u"cache"_s).toStdString(),
                               .network = network,
                               .http = {.retry = {.attempts = 1}}});
    }

    /// The chart "web" of a HelmRepository that is this registry.
    ChartRequest chart(const std::string &version) const
    {
        return {.source = sourceOf("HelmRepository",
                                   "type: oci, insecure: true, url: '" + url("/charts") + "'"),
                .chart = "web",
                .version = version};
    }
    flux::Source repository(const std::string &name, const std::string &spec) const
    {
        return sourceOf("OCIRepository", "insecure: true, url: '" + url('/' + name) + "'" + spec);
    }

private:
    QTemporaryDir m_folder;
    std::string m_tags;
    ScriptServer m_server{u"webserver.py"_s,
                          {m_folder.path(), u"--log"_s, m_folder.filePath(u"log"_s)}};
};

/// The revision of a chart that is what it should be, or the error.
QString gotten(SourceStore &store, const ChartRequest &request)
{
    const auto chart = store.chart(request, {});
    if (!chart)
        return QString::fromStdString(chart.error().toString());
    return *chart->archive == chartArchive(chart->revision)
               ? QString::fromStdString(chart->revision)
               : u"another archive"_s;
}

/// The only file of an artifact, or the error.
QString gotten(const Result<FetchedArtifact> &artifact)
{
    if (!artifact)
        return QString::fromStdString(artifact.error().toString());
    const auto bytes = artifact->files->read(*files::TreePath::parse("deploy/config.yaml"));
    return bytes ? QString::fromStdString(**bytes).trimmed() : u"no such file"_s;
}

void pushCharts(StaticRegistry &registry)
{
    registry.push(u"charts/web"_s, {"1.0.0"}, chartImage("1.0.0"));
    registry.push(u"charts/web"_s, {"1.1.0_build"}, chartImage("1.1.0+build"));
    registry.push(u"charts/web"_s, {"2.0.0-rc.1", "latest", "v3.0.0"}, chartImage("2.0.0-rc.1"));
}

} // namespace

class tst_RegistrySource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void getsCharts_data();
    void getsCharts();
    void listsVersionsOfCharts();
    void asksNobodyForACompleteVersionThatIsKept();
    void worksOfflineWithWhatWasFetched();
    void servesWhatItHasWhileTheRegistryIsGone();
    void findsAChartInAnIndex();
    void refusesWhatIsNoChart();
    void refusesAnotherDigest();
    void followsAddressesOfARepositoryToARegistry();
    void getsArtifacts_data();
    void getsArtifacts();
    void saysWhichTagsThereAre();
    void leavesOutLinks();
    void refusesToUnpackOutsideOfAnArtifact();
    void picksALayer();
    void takesALayerAsItIs();
    void getsAChartOfAnOciRepository();
};

void tst_RegistrySource::getsCharts_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("any release") << "*"_ba << "1.1.0+build"_ba;
    QTest::newRow("nothing said") << ""_ba << "1.1.0+build"_ba;
    QTest::newRow("a version") << "1.0.0"_ba << "1.0.0"_ba;
    QTest::newRow("a version with metadata") << "1.1.0+build"_ba << "1.1.0+build"_ba;
    QTest::newRow("a range") << "<1.1"_ba << "1.0.0"_ba;
    QTest::newRow("a pre-release") << ">1.0.0-0"_ba << "2.0.0-rc.1"_ba;
    QTest::newRow("none")
        << ">=3"_ba
        << "getting chart 'web' of HelmRepository/flux-system/charts: no version of the chart "
           "'web' matches '>=3'; the newest are 2.0.0-rc.1, 1.1.0+build and 1.0.0"_ba;
}

void tst_RegistrySource::getsCharts()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, expected);
    StaticRegistry registry;
    pushCharts(registry);

    QCOMPARE(gotten(*registry.store(), registry.chart(version.toStdString())).toUtf8(), expected);
}

void tst_RegistrySource::listsVersionsOfCharts()
{
    StaticRegistry registry;
    pushCharts(registry);

    const auto versions = registry.store()->versions(registry.chart("*"), {});

    QVERIFY(versions);
    QCOMPARE(*versions, (std::vector<std::string>{"2.0.0-rc.1", "1.1.0+build", "1.0.0"}));
}

void tst_RegistrySource::asksNobodyForACompleteVersionThatIsKept()
{
    StaticRegistry registry;
    pushCharts(registry);
    QCOMPARE(gotten(*registry.store(), registry.chart("1.0.0")), u"1.0.0"_s);
    registry.takeLog();

    QCOMPARE(gotten(*registry.store(), registry.chart("1.0.0")), u"1.0.0"_s);

    QCOMPARE(registry.takeLog(), QStringList());
}

void tst_RegistrySource::worksOfflineWithWhatWasFetched()
{
    StaticRegistry registry;
    pushCharts(registry);
    QCOMPARE(gotten(*registry.store(), registry.chart("*")), u"1.1.0+build"_s);
    const auto offline = registry.store(Network::Off);
    registry.takeLog();

    QCOMPARE(gotten(*offline, registry.chart(">=1.1")), u"1.1.0+build"_s);
    const auto missing = offline->chart(registry.chart("1.0.0"), {});

    QVERIFY(!missing);
    QCOMPARE(missing.error().code(), ErrorCode::Unreachable);
    QVERIFY(missing.error().toString().ends_with(
        "/charts/web:1.0.0' is not in the cache, and nothing is fetched offline; build once with "
        "the network"));
    QCOMPARE(registry.takeLog(), QStringList());
}

void tst_RegistrySource::servesWhatItHasWhileTheRegistryIsGone()
{
    StaticRegistry registry;
    pushCharts(registry);
    QCOMPARE(gotten(*registry.store(), registry.chart("*")), u"1.1.0+build"_s);
    registry.stop();

    QCOMPARE(gotten(*registry.store(), registry.chart("*")), u"1.1.0+build"_s);
    const auto missing = registry.store()->chart(registry.chart("1.0.0"), {});

    QVERIFY(!missing);
    QCOMPARE(missing.error().code(), ErrorCode::Unreachable);
}

void tst_RegistrySource::findsAChartInAnIndex()
{
    StaticRegistry registry;
    const OciImage image = chartImage("1.0.0");
    const OciImage other = fluxImage("1.0.0");
    registry.push(u"charts/web"_s, {}, image);
    registry.push(u"charts/web"_s, {}, other);
    const auto entry = [](const OciImage &each) {
        return R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","size":)"
               + std::to_string(each.manifest.size()) + R"(,"digest":")" + each.digest() + R"("})";
    };
    registry.push(u"charts/web"_s, {"1.0.0"},
                  {.manifest = R"({"schemaVersion":2,"manifests":[)" + entry(other) + ','
                               + entry(image) + "]}"});

    QCOMPARE(gotten(*registry.store(), registry.chart("1.0.0")), u"1.0.0"_s);
}

void tst_RegistrySource::refusesWhatIsNoChart()
{
    StaticRegistry registry;
    registry.push(u"charts/web"_s, {"1.0.0"}, fluxImage("1.0.0"));

    const auto chart = registry.store()->chart(registry.chart("1.0.0"), {});

    QVERIFY(!chart);
    QCOMPARE(chart.error().code(), ErrorCode::NotFound);
    QVERIFY(chart.error().toString().ends_with(
        "it is no chart: its configuration is 'application/vnd.cncf.flux.config.v1+json' instead "
        "of 'application/vnd.cncf.helm.config.v1+json'"));
}

void tst_RegistrySource::refusesAnotherDigest()
{
    StaticRegistry registry;
    const OciImage image = chartImage("1.0.0");
    registry.push(u"charts/web"_s, {"1.0.0"}, image);
    const std::string layer = crypto::contentDigest(chartArchive("1.0.0"));
    std::string other = chartArchive("1.0.0");
    other.back() = '!';
    write(registry.path(u"v2/charts/web/blobs/"_s + QString::fromStdString(layer)), other);

    const auto chart = registry.store()->chart(registry.chart("1.0.0"), {});

    QVERIFY(!chart);
    QCOMPARE(chart.error().code(), ErrorCode::ArtifactFailed);
    QVERIFY(chart.error().toString().ends_with("instead of " + layer));
}

void tst_RegistrySource::followsAddressesOfARepositoryToARegistry()
{
    StaticRegistry registry;
    pushCharts(registry);
    write(registry.path(u"index.yaml"_s),
          "apiVersion: v1\nentries:\n  web:\n  - {name: web, version: 1.0.0, urls: ['"
              + registry.url("/charts/web:1.0.0") + "']}\n");
    const std::string http = "http" + registry.url("").substr(3);
    const ChartRequest request{.source = sourceOf("HelmRepository", "url: '" + http + "'"),
                               .chart = "web"};

    const auto chart = registry.store()->chart(request, {});

    // The repository cannot ask for a registry without TLS; that it was asked at all is enough.
    QVERIFY(!chart);
    QVERIFY(chart.error().toString().contains("cannot reach https" + http.substr(4)
                                              + "/v2/charts/web/manifests/1.0.0"));
}

void tst_RegistrySource::getsArtifacts_data()
{
    QTest::addColumn<QByteArray>("ref");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QByteArray>("tag");

    QTest::newRow("a tag") << ", ref: {tag: 1.0.0}"_ba << "version: 1.0.0"_ba << "1.0.0@"_ba;
    QTest::newRow("no ref") << ""_ba << "version: latest"_ba << "latest@"_ba;
    QTest::newRow("a range") << ", ref: {semver: '>=1.0.0', tag: none}"_ba << "version: 1.2.0"_ba
                             << "1.2.0@"_ba;
    QTest::newRow("a range with a filter")
        << ", ref: {semver: '>=1.0.0-0', semverFilter: '.*-rc.*'}"_ba << "version: 2.0.0-rc.1"_ba
        << "2.0.0-rc.1@"_ba;
    QTest::newRow("a digest") << ", ref: {digest: DIGEST, tag: none}"_ba << "version: 1.0.0"_ba
                              << ""_ba;
}

void tst_RegistrySource::getsArtifacts()
{
    QFETCH(QByteArray, ref);
    QFETCH(QByteArray, expected);
    QFETCH(QByteArray, tag);
    StaticRegistry registry;
    for (const std::string version : {"1.0.0", "1.2.0", "2.0.0-rc.1", "latest"})
        registry.push(u"org/app"_s, {version}, fluxImage(version));
    ref.replace("DIGEST", QByteArray::fromStdString(fluxImage("1.0.0").digest()));

    const auto artifact =
        registry.store()->artifact(registry.repository("org/app", ref.toStdString()), {}, {});

    QCOMPARE(gotten(artifact).toUtf8(), expected);
    QCOMPARE(artifact->revision, tag.toStdString() + artifact->digest);
    QCOMPARE(artifact->originRevision, "main@sha1:0123");
}

void tst_RegistrySource::saysWhichTagsThereAre()
{
    StaticRegistry registry;
    registry.push(u"org/app"_s, {"1.0.0", "latest"}, fluxImage("1.0.0"));

    const auto none =
        registry.store()->artifact(registry.repository("org/app", ", ref: {semver: '>2'}"), {}, {});
    const auto missing =
        registry.store()->artifact(registry.repository("org/app", ", ref: {tag: '3.0'}"), {}, {});

    QCOMPARE(gotten(none), u"getting OCIRepository/flux-system/charts: no tag matches '>2'; the "
                           "only one is 1.0.0"_s);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code(), ErrorCode::NotFound);
}

void tst_RegistrySource::leavesOutLinks()
{
    StaticRegistry registry;
    registry.push(u"org/app"_s, {"latest"}, fluxImage("latest"));

    const auto artifact = registry.store()->artifact(registry.repository("org/app", ""), {}, {});

    QVERIFY(artifact);
    const auto list = artifact->files->list(*files::TreePath::parse("deploy"));
    QVERIFY(list);
    QCOMPARE(*list, (std::vector<files::TreeEntry>{{.name = "config.yaml"}}));
}

void tst_RegistrySource::refusesToUnpackOutsideOfAnArtifact()
{
    StaticRegistry registry;
    registry.push(u"org/app"_s, {"latest"},
                  OciImage::of("a", {{"b", packed({{.name = "../../evil", .bytes = "x"}})}}));

    const auto artifact = registry.store()->artifact(registry.repository("org/app", ""), {}, {});

    QVERIFY(!artifact);
    QCOMPARE(artifact.error().code(), ErrorCode::InvalidInput);
    QVERIFY(artifact.error().toString().ends_with(
        "the artifact has a file with the name '../../evil', which leads out of it"));
}

void tst_RegistrySource::picksALayer()
{
    StaticRegistry registry;
    const auto layer = [](const std::string &text) {
        return packed({{.name = "deploy/config.yaml", .bytes = text}});
    };
    registry.push(u"org/app"_s, {"latest"},
                  OciImage::of("c", {{"a", layer("one")}, {"b", layer("two")}}));
    const auto pick = [&](const std::string &type) {
        return gotten(registry.store()->artifact(
            registry.repository("org/app", ", layerSelector: {mediaType: " + type + "}"), {}, {}));
    };

    QCOMPARE(pick("b"), u"two"_s);
    QCOMPARE(pick("none"), u"getting OCIRepository/flux-system/charts: the artifact has no layer "
                           "of the type 'none', but 'a'"_s);
}

void tst_RegistrySource::takesALayerAsItIs()
{
    StaticRegistry registry;
    const OciImage image = OciImage::of("c", {{"a", "bytes"}});
    registry.push(u"org/app"_s, {"latest"}, image);

    const auto artifact = registry.store()->artifact(
        registry.repository("org/app", ", layerSelector: {operation: copy}"), {}, {});

    QVERIFY(artifact);
    const auto bytes = artifact->files->read(*files::TreePath::parse(image.digest() + ".tgz"));
    QVERIFY(bytes);
    QCOMPARE(**bytes, "bytes");
}

void tst_RegistrySource::getsAChartOfAnOciRepository()
{
    StaticRegistry registry;
    pushCharts(registry);
    const ChartRequest request{
        .source = registry.repository(
            "charts/web", ", ref: {semver: '>=1.0.0'}, layerSelector: {operation: copy, mediaType: "
                              + std::string(oci::chartLayerType) + "}")};
    const auto store = registry.store();

    const auto chart = store->chart(request, {});
    const auto versions = store->versions(request, {});

    QVERIFY2(chart, chart ? "" : chart.error().toString().c_str());
    QCOMPARE(chart->revision, "v3.0.0@" + chartImage("2.0.0-rc.1").digest());
    QCOMPARE(chart->digest, chartImage("2.0.0-rc.1").digest());
    QVERIFY(versions);
    QCOMPARE(*versions, (std::vector<std::string>{"v3.0.0", "2.0.0-rc.1", "1.1.0+build", "1.0.0"}));
}

QTEST_GUILESS_MAIN(tst_RegistrySource)
#include "tst_registrysource.moc"
