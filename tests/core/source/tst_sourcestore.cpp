// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/contentdigest.h"
#include "core/crypto/sha256.h"
#include "core/source/sourcestore.h"
#include "tests/support/objects.h"
#include "tests/support/scriptserver.h"
#include "tests/support/tarball.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace plumb;
using namespace plumb::source;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

std::string archive(const std::string &version)
{
    return packed({{.name = "web/Chart.yaml",
                    .bytes = "apiVersion: v2\nname: web\nversion: " + version + "\n"}});
}

void write(const QString &path, const std::string &content)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(QByteArray::fromStdString(content));
}

/// A web server with the charts web-1.0.0 and web-1.1.0, and stores with one cache.
class Repository
{
public:
    explicit Repository(const QStringList &options = {},
                        ScriptServer::Scheme scheme = ScriptServer::Scheme::Http)
        : m_options(options)
        , m_scheme(scheme)
    {
        write(path(u"web-1.0.0.tgz"_s), archive("1.0.0"));
        write(path(u"web-1.1.0.tgz"_s), archive("1.1.0"));
        writeIndex("web-");
        start();
    }

    void start()
    {
        m_server.emplace(u"webserver.py"_s,
                         QStringList{m_folder.path(), u"--log"_s, path(u"log"_s)} + m_options,
                         m_scheme);
    }
    void stop() { m_server->stop(); }

    /// @p prefix stands before the version in the addresses of archives.
    void writeIndex(const std::string &prefix, bool hasDigests = true) const
    {
        std::string index = "apiVersion: v1\nentries:\n  web:\n";
        for (const std::string version : {"1.0.0", "1.1.0"}) {
            index +=
                "  - {name: web, version: " + version + ", urls: ['" + prefix + version + ".tgz']"
                + (hasDigests ? ", digest: " + crypto::sha256Hex(archive(version)) : "") + "}\n";
        }
        write(path(u"index.yaml"_s), index);
    }

    std::string url(const std::string &rest = "") const { return m_server->url(rest); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

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

    ChartRequest request(const std::string &version, const std::string &spec = "",
                         std::vector<Object> secrets = {}, const std::string &place = "") const
    {
        return {.source = *flux::Source::from(
                    objectOf("apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\n"
                             "metadata: {name: charts, namespace: flux-system}\n"
                             "spec: {url: '"
                             + url(place) + "'" + spec + "}\n")),
                .chart = "web",
                .version = version,
                .credentials = std::move(secrets)};
    }

private:
    QTemporaryDir m_folder;
    QStringList m_options;
    ScriptServer::Scheme m_scheme;
    std::optional<ScriptServer> m_server;
};

/// The revision of a chart that is what it should be, or the error.
QString gotten(SourceStore &store, const ChartRequest &request)
{
    const auto chart = store.chart(request, {});
    if (!chart)
        return QString::fromStdString(chart.error().toString());
    if (*chart->archive != archive(chart->revision)
        || chart->digest != crypto::contentDigest(*chart->archive))
        return u"another archive"_s;
    return QString::fromStdString(chart->revision);
}

Object login(const std::string &password)
{
    return objectOf("apiVersion: v1\nkind: Secret\nmetadata: {name: login, namespace: "
                    "flux-system}\nstringData: {username: me, password: "
                    + password + "}\n");
}

} // namespace

class tst_SourceStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void getsTheHighestVersionInTheRange();
    void listsVersions();
    void asksOnceForAll();
    void fetchesAnIndexAgainOnlyWhenItHasChanged();
    void takesACompleteVersionFromTheCache();
    void worksOfflineWithWhatWasFetched();
    void saysWhatIsMissingOffline();
    void servesWhatItHasWhileTheServerIsGone();
    void doesNotServeWhatTheServerDenies();
    void followsAddressesOfArchives_data();
    void followsAddressesOfArchives();
    void showsCredentialsToTheRepositoryAlone();
    void passesCredentialsWhereItIsTold();
    void namesTheSecretThatWasNotAtHand();
    void trustsTheAuthorityOfTheSource();
    void showsTheCertificateOfTheSource();
    void refusesAnotherDigest();
    void refusesABrokenArchiveWithoutDigest();
    void saysWhichSourcesAreNotFetched();
};

void tst_SourceStore::getsTheHighestVersionInTheRange()
{
    const Repository repository;
    const auto store = repository.store();

    QCOMPARE(gotten(*store, repository.request("*")), u"1.1.0"_s);
    QCOMPARE(gotten(*store, repository.request("<1.1")), u"1.0.0"_s);
    QCOMPARE(gotten(*store, repository.request(">2")),
             u"getting chart 'web' of HelmRepository/flux-system/charts: no version of the chart "
             "'web' matches '>2'; the newest are 1.1.0 and 1.0.0"_s);
}

void tst_SourceStore::listsVersions()
{
    const Repository repository;

    const auto versions = repository.store()->versions(repository.request("*"), {});

    QVERIFY(versions);
    QCOMPARE(*versions, (std::vector<std::string>{"1.1.0", "1.0.0"}));
}

void tst_SourceStore::asksOnceForAll()
{
    const Repository repository;
    const auto store = repository.store();
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] { gotten(*store, repository.request("*")); });
    }

    QCOMPARE(repository.takeLog(),
             (QStringList{u"GET /index.yaml 200 - -"_s, u"GET /web-1.1.0.tgz 200 - -"_s}));
}

void tst_SourceStore::fetchesAnIndexAgainOnlyWhenItHasChanged()
{
    const Repository repository;
    QCOMPARE(gotten(*repository.store(), repository.request("*")), u"1.1.0"_s);
    repository.takeLog();

    QCOMPARE(gotten(*repository.store(), repository.request("*")), u"1.1.0"_s);
    QCOMPARE(repository.takeLog(), QStringList{u"GET /index.yaml 304 - -"_s});

    write(repository.path(u"index.yaml"_s), "apiVersion: v1\nentries: {}\n");
    QVERIFY(gotten(*repository.store(), repository.request("*")).contains(u"has no chart 'web'"));
}

void tst_SourceStore::takesACompleteVersionFromTheCache()
{
    const Repository repository;
    QCOMPARE(gotten(*repository.store(), repository.request("1.0.0")), u"1.0.0"_s);
    repository.takeLog();

    QCOMPARE(gotten(*repository.store(), repository.request("1.0.0")), u"1.0.0"_s);

    QCOMPARE(repository.takeLog(), QStringList());
}

void tst_SourceStore::worksOfflineWithWhatWasFetched()
{
    const Repository repository;
    QCOMPARE(gotten(*repository.store(), repository.request("*")), u"1.1.0"_s);
    repository.takeLog();
    const auto offline = repository.store(Network::Off);

    QCOMPARE(gotten(*offline, repository.request("*")), u"1.1.0"_s);
    QCOMPARE(gotten(*offline, repository.request(">=1.1")), u"1.1.0"_s);
    QCOMPARE(repository.takeLog(), QStringList());
}

void tst_SourceStore::saysWhatIsMissingOffline()
{
    const Repository repository;
    QCOMPARE(gotten(*repository.store(), repository.request("1.1.0")), u"1.1.0"_s);

    const auto offline = repository.store(Network::Off)->chart(repository.request("1.0.0"), {});
    const auto never =
        repository.store(Network::Off)->chart(repository.request("*", "", {}, "/other"), {});

    QVERIFY(!offline && !never);
    QCOMPARE(offline.error().code(), ErrorCode::Unreachable);
    QCOMPARE(offline.error().toString(),
             "getting chart 'web' of HelmRepository/flux-system/charts: '"
                 + repository.url("/web-1.0.0.tgz")
                 + "' is not in the cache, and nothing is fetched offline; build once with the "
                   "network");
    QCOMPARE(never.error().code(), ErrorCode::Unreachable);
    QVERIFY(never.error().toString().contains(repository.url("/other/index.yaml")));
}

void tst_SourceStore::servesWhatItHasWhileTheServerIsGone()
{
    Repository repository;
    QCOMPARE(gotten(*repository.store(), repository.request("*")), u"1.1.0"_s);
    const ChartRequest request = repository.request("*");
    repository.stop();

    QCOMPARE(gotten(*repository.store(), request), u"1.1.0"_s);
    const auto never = repository.store()->chart(repository.request("*", "", {}, "/other"), {});
    QVERIFY(!never);
    QCOMPARE(never.error().code(), ErrorCode::Unreachable);
}

void tst_SourceStore::doesNotServeWhatTheServerDenies()
{
    const Repository repository;
    QCOMPARE(gotten(*repository.store(), repository.request("*")), u"1.1.0"_s);
    QFile::remove(repository.path(u"index.yaml"_s));

    const auto chart = repository.store()->chart(repository.request("*"), {});

    QVERIFY(!chart);
    QCOMPARE(chart.error().code(), ErrorCode::NotFound);
}

void tst_SourceStore::followsAddressesOfArchives_data()
{
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QString>("requested");

    QTest::newRow("relative") << "web-"_ba << u"GET /web-1.1.0.tgz?key=1 200 - -"_s;
    QTest::newRow("from the root") << "/web-"_ba << u"GET /web-1.1.0.tgz?key=1 200 - -"_s;
    QTest::newRow("absolute") << "URL/web-"_ba << u"GET /web-1.1.0.tgz 200 - -"_s;
    QTest::newRow("redirected") << "moved/web-"_ba << u"GET /moved/web-1.1.0.tgz?key=1 302 - -"_s;
}

void tst_SourceStore::followsAddressesOfArchives()
{
    QFETCH(QByteArray, prefix);
    QFETCH(QString, requested);
    const Repository repository;
    repository.writeIndex(
        prefix.replace("URL", QByteArray::fromStdString(repository.url())).toStdString());

    QCOMPARE(gotten(*repository.store(), repository.request("*", "", {}, "?key=1")), u"1.1.0"_s);

    QCOMPARE(repository.takeLog().at(1), requested);
}

void tst_SourceStore::showsCredentialsToTheRepositoryAlone()
{
    const Repository repository({u"--login"_s, u"me"_s, u"hunter2"_s});
    const auto request = [&](const std::string &password) {
        return repository.request("*", ", secretRef: {name: login}", {login(password)});
    };

    QCOMPARE(gotten(*repository.store(), request("hunter2")), u"1.1.0"_s);
    repository.takeLog();
    repository.writeIndex("elsewhere/web-", false);
    const auto elsewhere = repository.store()->chart(request("hunter2"), {});
    const QStringList log = repository.takeLog();
    const auto wrong = repository.store()->chart(request("secret"), {});

    QVERIFY(!elsewhere && !wrong);
    QCOMPARE(elsewhere.error().code(), ErrorCode::Unauthorized);
    QCOMPARE(log.at(1), u"GET /elsewhere/web-1.1.0.tgz 302 - me"_s);
    QCOMPARE(log.at(2), u"GET /web-1.1.0.tgz 401 - -"_s);
    QCOMPARE(wrong.error().code(), ErrorCode::Unauthorized);
    QVERIFY(!wrong.error().toString().contains("secret"));
}

void tst_SourceStore::passesCredentialsWhereItIsTold()
{
    const Repository repository({u"--login"_s, u"me"_s, u"hunter2"_s});
    std::string other = repository.url("/web-");
    other.replace(other.find("127.0.0.1"), 9, "localhost");
    repository.writeIndex(other);
    const std::string spec = ", secretRef: {name: login}";

    const auto kept =
        repository.store()->chart(repository.request("*", spec, {login("hunter2")}), {});
    const QString passed =
        gotten(*repository.store(),
               repository.request("*", spec + ", passCredentials: true", {login("hunter2")}));

    QVERIFY(!kept);
    QCOMPARE(kept.error().code(), ErrorCode::Unauthorized);
    QCOMPARE(passed, u"1.1.0"_s);
}

void tst_SourceStore::namesTheSecretThatWasNotAtHand()
{
    const Repository repository({u"--login"_s, u"me"_s, u"hunter2"_s});

    const auto chart =
        repository.store()->chart(repository.request("*", ", secretRef: {name: login}"), {});

    QVERIFY(!chart);
    QCOMPARE(chart.error().code(), ErrorCode::Unauthorized);
    QVERIFY2(chart.error().toString().ends_with(
                 "answers with status 401; it wants credentials, or other ones; git does not have "
                 "the Secret 'login' of the source in clear"),
             chart.error().toString().c_str());
}

void tst_SourceStore::trustsTheAuthorityOfTheSource()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"key"_s);
    QVERIFY(ScriptServer::makeCertificate(file));
    QFile certificate(file + u".crt"_s);
    QVERIFY(certificate.open(QIODevice::ReadOnly));
    const Object secret = objectOf(
        "apiVersion: v1\nkind: Secret\nmetadata: {name: tls, namespace: flux-system}\ndata: "
        "{ca.crt: "
        + certificate.readAll().toBase64().toStdString() + "}\n");
    const Repository repository({u"--tls"_s, file}, ScriptServer::Scheme::Https);

    const auto untrusted = repository.store()->chart(repository.request("*"), {});
    const QString trusted = gotten(
        *repository.store(), repository.request("*", ", certSecretRef: {name: tls}", {secret}));

    QVERIFY(!untrusted);
    QCOMPARE(untrusted.error().code(), ErrorCode::Unauthorized);
    QCOMPARE(trusted, u"1.1.0"_s);
}

void tst_SourceStore::showsTheCertificateOfTheSource()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"key"_s);
    QVERIFY(ScriptServer::makeCertificate(file));
    const auto read = [](const QString &name) {
        QFile pem(name);
        return pem.open(QIODevice::ReadOnly) ? pem.readAll().toBase64().toStdString()
                                             : std::string();
    };
    const QString data = QStringLiteral(PLUMB_SOURCE_DIR "/tests/core/http/data/");
    const auto secret = [&](const std::string &more) {
        return objectOf("apiVersion: v1\nkind: Secret\nmetadata: {name: tls, namespace: "
                        "flux-system}\ndata: {ca.crt: "
                        + read(file + u".crt"_s) + more + "}\n");
    };
    const Repository repository({u"--tls"_s, file, u"--client-ca"_s, data + u"ca.crt"_s},
                                ScriptServer::Scheme::Https);
    const std::string spec = ", certSecretRef: {name: tls}";

    const auto nobody = repository.store()->chart(repository.request("*", spec, {secret("")}), {});
    const QString known =
        gotten(*repository.store(),
               repository.request("*", spec,
                                  {secret(", tls.crt: " + read(data + u"client.crt"_s)
                                          + ", tls.key: " + read(data + u"client.key"_s))}));

    QVERIFY(!nobody);
    QCOMPARE(known, u"1.1.0"_s);
}

void tst_SourceStore::refusesAnotherDigest()
{
    const Repository repository;
    write(repository.path(u"web-1.1.0.tgz"_s), archive("9.9.9"));

    const auto chart = repository.store()->chart(repository.request("*"), {});

    QVERIFY(!chart);
    QCOMPARE(chart.error().code(), ErrorCode::ArtifactFailed);
    QVERIFY(
        chart.error().toString().contains("instead of " + crypto::contentDigest(archive("1.1.0"))));
}

void tst_SourceStore::refusesABrokenArchiveWithoutDigest()
{
    const Repository repository;
    repository.writeIndex("web-", false);
    write(repository.path(u"web-1.1.0.tgz"_s), archive("1.1.0").substr(0, 300));
    const auto broken = repository.store()->chart(repository.request("1.1.0"), {});
    write(repository.path(u"web-1.1.0.tgz"_s), archive("1.1.0"));

    QVERIFY(!broken);
    QCOMPARE(gotten(*repository.store(), repository.request("1.1.0")), u"1.1.0"_s);
}

void tst_SourceStore::saysWhichSourcesAreNotFetched()
{
    const QTemporaryDir folder;
    SourceStore store({.cacheFolder = folder.path().toStdString()});
    const auto source = flux::Source::from(objectOf(
        "apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: charts, "
        "namespace: flux-system}\nspec: {url: 'https://example.com'}\n"));

    const auto chart = store.chart({.source = *source, .chart = "web"}, {});

    QVERIFY(!chart);
    QCOMPARE(chart.error().code(), ErrorCode::Unsupported);
    QCOMPARE(chart.error().toString(),
             "nothing is fetched from a GitRepository; a folder can stand in for it: "
             "--source GitRepository/flux-system/charts=FOLDER");
}

QTEST_GUILESS_MAIN(tst_SourceStore)
#include "tst_sourcestore.moc"
