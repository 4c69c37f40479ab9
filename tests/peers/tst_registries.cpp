// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/password.h"
#include "core/source/sourcestore.h"
#include "tests/core/source/ociimage.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/process.h"
#include "tests/support/scriptserver.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb;
using namespace plumb::source;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

QString registryProgram()
{
    QString cache = qEnvironmentVariable("PLUMBLINE_PEERS");
    if (cache.isEmpty()) {
        const QString home = qEnvironmentVariable("HOME") + u"/.cache"_s;
        cache = qEnvironmentVariable("XDG_CACHE_HOME", home) + u"/plumbline-peers"_s;
    }
    return cache + u"/bin/docker-registry"_s;
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The real registry over a folder, on a port of its own.
class RegistryServer
{
public:
    /// @p settings are YAML at the top of its configuration, @p http below its "http:".
    explicit RegistryServer(const QString &storage, const QByteArray &settings = {},
                            const QByteArray &http = {})
    {
        write(m_folder.filePath(u"config.yml"_s),
              "version: 0.1\nstorage: {filesystem: {rootdirectory: '" + storage.toUtf8()
                  + "'}}\nhttp:\n  addr: 127.0.0.1:0\n" + http + settings);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(registryProgram(), {u"serve"_s, m_folder.filePath(u"config.yml"_s)});
        static const QRegularExpression listening(u"listening on 127\\.0\\.0\\.1:(\\d+)"_s);
        while (m_process.waitForReadyRead(20'000)) {
            m_output += m_process.readAll();
            const auto match = listening.match(QString::fromUtf8(m_output));
            if (match.hasMatch()) {
                m_port = match.captured(1).toStdString();
                break;
            }
        }
    }
    ~RegistryServer() { stop(); }
    RegistryServer(const RegistryServer &) = delete;
    RegistryServer &operator=(const RegistryServer &) = delete;

    void stop()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    const std::string &port() const { return m_port; }
    QByteArray output() const { return m_output; }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_output;
    std::string m_port;
};

/// Puts an image into a registry that lets everybody do so.
bool push(const RegistryServer &server, const std::string &name, const std::string &tag,
          const OciImage &image)
{
    http::Client client({.retry = {.attempts = 1}});
    const std::string base = "http://127.0.0.1:" + server.port();
    for (const auto &[digest, bytes] : image.blobs) {
        const auto begun =
            client.send({.method = "POST", .url = base + "/v2/" + name + "/blobs/uploads/"}, {});
        if (!begun || begun->status != 202)
            return false;
        const std::string place(begun->header("Location"));
        const auto done = client.send({.method = "PUT",
                                       .url = place + "&digest=" + digest,
                                       .headers = {{"Content-Type", "application/octet-stream"}},
                                       .body = bytes},
                                      {});
        if (!done || done->status != 201)
            return false;
    }
    const auto done =
        client.send({.method = "PUT",
                     .url = base + "/v2/" + name + "/manifests/" + tag,
                     .headers = {{"Content-Type", "application/vnd.oci.image.manifest.v1+json"}},
                     .body = image.manifest},
                    {});
    return done && done->status == 201;
}

/// What a token for reading one repository says, signed by the key in the folder.
QByteArray tokenFor(const QString &folder, const QString &repository)
{
    const auto encoded = [](const QByteArray &bytes) {
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    QByteArray certificate = read(folder + u"/token.crt"_s);
    certificate = certificate.mid(certificate.indexOf('\n') + 1);
    certificate = certificate.left(certificate.indexOf("-----END")).replace('\n', "");
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const QJsonObject head{{u"typ"_s, u"JWT"_s},
                           {u"alg"_s, u"RS256"_s},
                           {u"x5c"_s, QJsonArray{QString::fromLatin1(certificate)}}};
    const QJsonObject access{{u"type"_s, u"repository"_s},
                             {u"name"_s, repository},
                             {u"actions"_s, QJsonArray{u"pull"_s}}};
    const QJsonObject claims{{u"iss"_s, u"tests"_s},     {u"sub"_s, u"me"_s},
                             {u"aud"_s, u"plumbline"_s}, {u"exp"_s, now + 300},
                             {u"nbf"_s, now - 60},       {u"iat"_s, now},
                             {u"jti"_s, u"1"_s},         {u"access"_s, QJsonArray{access}}};
    const QByteArray text = encoded(QJsonDocument(head).toJson(QJsonDocument::Compact)) + '.'
                            + encoded(QJsonDocument(claims).toJson(QJsonDocument::Compact));
    write(folder + u"/text"_s, text);
    run(u"openssl"_s,
        {u"dgst"_s, u"-sha256"_s, u"-sign"_s, u"token.key"_s, u"-out"_s, u"signed"_s, u"text"_s},
        folder);
    return text + '.' + encoded(read(folder + u"/signed"_s));
}

Object secret(const std::string &rest)
{
    return objectOf("apiVersion: v1\nkind: Secret\nmetadata: {name: login, namespace: "
                    "flux-system}\n"
                    + rest);
}

/// The revision of a chart that is what it should be, or the error.
QString gotten(const Result<ChartArtifact> &chart)
{
    if (!chart)
        return QString::fromStdString(chart.error().toString());
    return *chart->archive == chartArchive(chart->revision)
               ? QString::fromStdString(chart->revision)
               : u"another archive"_s;
}

} // namespace

/// Charts and artifacts of the real registry, in the ways that it can be set up.
class tst_Registries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void readsWithoutLogin();
    void wantsTlsUnlessToldOtherwise();
    void showsAUserAndAPassword();
    void showsTheLoginOfTheUser();
    void getsAToken();
    void trustsTheAuthorityOfTheSource();
    void refusesADamagedBlob();
    void servesWhatItHasWhileTheRegistryIsGone();

private:
    std::unique_ptr<SourceStore> store(Network network = Network::On) const
    {
        return std::make_unique<SourceStore>(SourceStoreOptions{
            .cacheFolder = m_cache->path().toStdString(),
            .network = network,
            .http = {.retry = {.attempts = 1}},
            .dockerConfigFile = m_cache->filePath(u"config.json"_s).toStdString()});
    }
    static ChartRequest chart(const RegistryServer &server, const std::string &version,
                              const std::string &spec = ", insecure: true",
                              std::vector<Object> secrets = {})
    {
        return {.source = sourceOf("HelmRepository", "type: oci, url: 'oci://localhost:"
                                                         + server.port() + "/charts'" + spec),
                .chart = "web",
                .version = version,
                .credentials = std::move(secrets)};
    }
    QByteArray htpasswd() const
    {
        const auto hash = crypto::bcryptHash("hunter2", "0123456789abcdef", 4);
        write(m_storage->filePath(u"htpasswd"_s), "me:" + QByteArray::fromStdString(*hash) + '\n');
        return "auth: {htpasswd: {realm: charts, path: '"
               + m_storage->filePath(u"htpasswd"_s).toUtf8() + "'}}\n";
    }

    std::optional<QTemporaryDir> m_storage;
    std::optional<QTemporaryDir> m_cache;
};

void tst_Registries::initTestCase()
{
    if (!QFile::exists(registryProgram()))
        QSKIP("docker-registry is not there; packaging/dev peers builds it");
    m_storage.emplace();
    const RegistryServer server(m_storage->path());
    QVERIFY2(!server.port().empty(), server.output().constData());
    for (const std::string version : {"1.0.0", "1.1.0+build", "2.0.0-rc.1"}) {
        std::string tag = version;
        std::ranges::replace(tag, '+', '_');
        QVERIFY(push(server, "charts/web", tag, chartImage(version)));
    }
    QVERIFY(push(server, "org/app", "1.0.0", fluxImage("1.0.0")));
    QVERIFY(push(server, "org/app", "latest", fluxImage("latest")));
}

void tst_Registries::init()
{
    m_cache.emplace();
}

void tst_Registries::readsWithoutLogin()
{
    const RegistryServer server(m_storage->path());
    const auto charts = store();
    const auto artifact = [&](const std::string &ref) {
        return charts->artifact(
            sourceOf("OCIRepository", "insecure: true, url: 'oci://localhost:" + server.port()
                                          + "/org/app', ref: {" + ref + "}"),
            {}, {});
    };

    QCOMPARE(gotten(charts->chart(chart(server, "*"), {})), u"1.1.0+build"_s);
    QCOMPARE(gotten(charts->chart(chart(server, "1.0.0"), {})), u"1.0.0"_s);
    QCOMPARE(charts->versions(chart(server, "*"), {})->size(), std::size_t(3));
    const auto tagged = artifact("tag: latest");
    const auto ranged = artifact("semver: '*'");
    const auto pinned = artifact("digest: '" + fluxImage("1.0.0").digest() + "'");
    const auto missing = artifact("tag: none");

    QVERIFY(tagged && ranged && pinned);
    QCOMPARE(tagged->revision, "latest@" + fluxImage("latest").digest());
    QCOMPARE(ranged->revision, "1.0.0@" + fluxImage("1.0.0").digest());
    QCOMPARE(pinned->revision, fluxImage("1.0.0").digest());
    QVERIFY(!missing);
    QCOMPARE(missing.error().code(), ErrorCode::NotFound);
    QVERIFY2(missing.error().toString().contains("(manifest unknown)"),
             missing.error().toString().c_str());
}

void tst_Registries::wantsTlsUnlessToldOtherwise()
{
    const RegistryServer server(m_storage->path());

    const auto refused = store()->chart(chart(server, "1.0.0", ""), {});

    QVERIFY(!refused);
    QCOMPARE(refused.error().code(), ErrorCode::Unreachable);
}

void tst_Registries::showsAUserAndAPassword()
{
    const RegistryServer server(m_storage->path(), htpasswd());
    const std::string spec = ", insecure: true, secretRef: {name: login}";
    const std::string config = R"({"auths":{"localhost:)" + server.port()
                               + R"(":{"username":"me","password":"hunter2"}}})";
    const auto get = [&](const std::string &data) {
        m_cache.emplace();
        return store()->chart(chart(server, "1.0.0", spec, {secret(data)}), {});
    };

    const auto plain = get("stringData: {username: me, password: hunter2}\n");
    const auto docker = get("type: kubernetes.io/dockerconfigjson\nstringData: "
                            "{.dockerconfigjson: '"
                            + config + "'}\n");
    const auto wrong = get("stringData: {username: me, password: wrongsecret}\n");
    const auto nobody = get("stringData: {}\n");

    QCOMPARE(gotten(plain), u"1.0.0"_s);
    QCOMPARE(gotten(docker), u"1.0.0"_s);
    QVERIFY(!wrong && !nobody);
    QCOMPARE(wrong.error().code(), ErrorCode::Unauthorized);
    QVERIFY(!wrong.error().toString().contains("wrongsecret"));
    QCOMPARE(nobody.error().code(), ErrorCode::Unauthorized);
}

void tst_Registries::showsTheLoginOfTheUser()
{
    const RegistryServer server(m_storage->path(), htpasswd());
    write(m_cache->filePath(u"config.json"_s), R"({"credsStore":"not-there","auths":{"localhost:)"
                                                   + QByteArray::fromStdString(server.port())
                                                   + R"(":{"auth":"bWU6aHVudGVyMg=="}}})");

    QCOMPARE(gotten(store()->chart(chart(server, "1.0.0"), {})), u"1.0.0"_s);
}

void tst_Registries::getsAToken()
{
    const QString folder = m_cache->path();
    QCOMPARE(
        run(u"openssl"_s,
            {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
             u"-subj"_s, u"/CN=tests"_s, u"-keyout"_s, u"token.key"_s, u"-out"_s, u"token.crt"_s},
            folder)
            .exitCode,
        0);
    const std::string token = tokenFor(folder, u"charts/web"_s).toStdString();
    std::atomic<int> asked = 0;
    const LoopbackServer tokens([&](LoopbackPeer &peer) {
        for (std::string request; !(request = peer.readRequest()).empty();) {
            asked += request.contains("scope=repository%3Acharts%2Fweb%3Apull") ? 1 : 100;
            peer.respond(200, "", R"({"token":")" + token + R"(","expires_in":300})");
        }
    });
    const RegistryServer server(
        m_storage->path(), "auth: {token: {realm: '" + QByteArray::fromStdString(tokens.url())
                               + "/token', service: plumbline, issuer: tests, rootcertbundle: '"
                               + folder.toUtf8() + "/token.crt'}}\n");

    QCOMPARE(gotten(store()->chart(chart(server, "*"), {})), u"1.1.0+build"_s);
    QCOMPARE(asked.load(), 1);
}

void tst_Registries::trustsTheAuthorityOfTheSource()
{
    const QString file = m_cache->filePath(u"key"_s);
    QVERIFY(ScriptServer::makeCertificate(file));
    const RegistryServer server(m_storage->path(), {},
                                "  tls: {certificate: '" + file.toUtf8() + ".crt', key: '"
                                    + file.toUtf8() + "'}\n");
    const Object authority =
        secret("data: {ca.crt: " + read(file + u".crt"_s).toBase64().toStdString() + "}\n");

    const auto untrusted = store()->chart(chart(server, "1.0.0", ""), {});
    const auto trusted =
        store()->chart(chart(server, "1.0.0", ", certSecretRef: {name: login}", {authority}), {});
    const auto insecure =
        store()->artifact(sourceOf("OCIRepository", "insecure: true, url: 'oci://localhost:"
                                                        + server.port() + "/org/app'"),
                          {}, {});

    QVERIFY(!untrusted);
    QCOMPARE(untrusted.error().code(), ErrorCode::Unauthorized);
    QCOMPARE(gotten(trusted), u"1.0.0"_s);
    QVERIFY2(insecure, insecure ? "" : insecure.error().toString().c_str());
}

void tst_Registries::refusesADamagedBlob()
{
    const QTemporaryDir storage;
    const RegistryServer server(storage.path());
    QVERIFY(push(server, "charts/web", "1.0.0", chartImage("1.0.0")));
    const std::string digest = crypto::contentDigest(chartArchive("1.0.0"));
    const QString hex = QString::fromStdString(digest.substr(7));
    const QString place = storage.filePath(u"docker/registry/v2/blobs/sha256/"_s + hex.left(2)
                                           + u'/' + hex + u"/data"_s);
    QByteArray bytes = read(place);
    QVERIFY(!bytes.isEmpty());
    bytes[bytes.size() / 2] ^= 1;
    write(place, bytes);

    const auto damaged = store()->chart(chart(server, "1.0.0"), {});

    QVERIFY(!damaged);
    QCOMPARE(damaged.error().code(), ErrorCode::ArtifactFailed);
    QVERIFY(damaged.error().toString().ends_with("instead of " + digest));
}

void tst_Registries::servesWhatItHasWhileTheRegistryIsGone()
{
    RegistryServer server(m_storage->path());
    QCOMPARE(gotten(store()->chart(chart(server, "*"), {})), u"1.1.0+build"_s);
    server.stop();

    QCOMPARE(gotten(store()->chart(chart(server, ">=1.0.0"), {})), u"1.1.0+build"_s);
    QCOMPARE(gotten(store(Network::Off)->chart(chart(server, "*"), {})), u"1.1.0+build"_s);
}

QTEST_GUILESS_MAIN(tst_Registries)
#include "tst_registries.moc"
