// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/source/ociimage.h"
#include "tests/support/process.h"
#include "tests/support/scratchrepository.h"
#include "tests/support/scriptserver.h"
#include "tests/support/tarball.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using plumb::test::Finished;
using plumb::test::packed;
using plumb::test::ScriptServer;

namespace {

const QByteArray sync = R"(apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: flux-system, namespace: flux-system}
spec:
  path: ./clusters/dev
  prune: true
  sourceRef: {kind: GitRepository, name: flux-system}
)";

const QByteArray release = R"(apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: charts, namespace: apps}
spec: {url: 'URL', interval: 1h, secretRef: {name: login}}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: web, namespace: apps}
spec:
  interval: 1h
  chart:
    spec:
      chart: web
      version: 1.x
      sourceRef: {kind: HelmRepository, name: charts}
)";

const QByteArray infrastructure = R"(apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: infrastructure, namespace: flux-system}
spec: {url: 'URL/org/infrastructure', interval: 1h, insecure: true, ref: {tag: v1}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: infrastructure, namespace: flux-system}
spec:
  path: ./deploy
  prune: true
  sourceRef: {kind: OCIRepository, name: infrastructure}
)";

const QByteArray login = R"(apiVersion: v1
kind: Secret
metadata: {name: login, namespace: apps}
stringData: {username: me, password: hunter2}
)";

/// A chart repository that wants a login, and a fleet with a release of its only chart.
class Fleet
{
public:
    Fleet()
    {
        writeServed(u"index.yaml"_s, "apiVersion: v1\nentries:\n  web:\n"
                                     "  - {name: web, version: 1.0.0, urls: [web-1.0.0.tgz]}\n"
                                     "  - {name: web, version: 1.1.0, urls: [web-1.1.0.tgz]}\n"
                                     "  - {name: web, version: 2.0.0, urls: [web-2.0.0.tgz]}\n");
        for (const std::string version : {"1.0.0", "1.1.0"}) {
            writeServed(
                u"web-"_s + QString::fromStdString(version) + u".tgz"_s,
                packed({{.name = "web/Chart.yaml",
                         .bytes = "apiVersion: v2\nname: web\nversion: " + version + "\n"},
                        {.name = "web/templates/settings.yaml",
                         .bytes = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n"
                                  "data: {version: {{ .Chart.Version | quote }}}\n"}}));
        }
        m_server.emplace(u"webserver.py"_s,
                         QStringList{m_served.path(), u"--login"_s, u"me"_s, u"hunter2"_s});
        repository.write(u"clusters/dev/flux-system/gotk-sync.yaml"_s, sync);
        repository.write(u"clusters/dev/web.yaml"_s, spec("1.x"));
        repository.write(u"clusters/dev/login.yaml"_s, login);
        repository.commit(u"Add a release"_s);
    }

    QByteArray spec(const QByteArray &version) const
    {
        return QByteArray(release)
            .replace("URL", QByteArray::fromStdString(m_server->url("")))
            .replace("1.x", version);
    }
    void stop() { m_server->stop(); }

    /// Puts an artifact behind the server, as a registry has it, and a Kustomization that builds it
    /// into the fleet.
    void addArtifact()
    {
        const plumb::test::OciImage image = plumb::test::OciImage::of(
            "application/vnd.cncf.flux.config.v1+json",
            {{"application/vnd.cncf.flux.content.v1.tar+gzip",
              packed({{.name = "deploy/namespace.yaml",
                       .bytes = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shared}\n"}})}});
        const QString folder = u"v2/org/infrastructure/"_s;
        writeServed(folder + u"manifests/v1"_s, image.manifest);
        writeServed(folder + u"manifests/"_s + QString::fromStdString(image.digest()),
                    image.manifest);
        for (const auto &[digest, bytes] : image.blobs)
            writeServed(folder + u"blobs/"_s + QString::fromStdString(digest), bytes);
        QByteArray url = QByteArray::fromStdString(m_server->url(""));
        url.replace("http:", "oci:");
        repository.write(u"clusters/dev/infrastructure.yaml"_s,
                         QByteArray(infrastructure).replace("URL", url));
        QFile file(m_cache.filePath(u"config.json"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write("{\"auths\": {\"" + url.mid(6) + "\": {\"auth\": \"bWU6aHVudGVyMg==\"}}}");
    }

    Finished run(const QStringList &arguments) const
    {
        qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
        qputenv("DOCKER_CONFIG", m_cache.path().toUtf8());
        const Finished done =
            plumb::test::run(QStringLiteral(PLUMB_BINARY_DIR "/app/plumblinectl"), arguments,
                             QString::fromStdString(repository.path()));
        qunsetenv("XDG_CACHE_HOME");
        qunsetenv("DOCKER_CONFIG");
        return done;
    }

    ScratchRepository repository;

private:
    void writeServed(const QString &name, const std::string &content) const
    {
        QDir(m_served.path()).mkpath(QFileInfo(name).path());
        QFile file(m_served.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray::fromStdString(content));
    }

    QTemporaryDir m_served;
    QTemporaryDir m_cache;
    std::optional<ScriptServer> m_server;
};

const QStringList build{u"build"_s, u"--helm"_s};

} // namespace

/// Charts of a fleet come from where the fleet says, and from the cache after that.
class tst_Charts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fetchesAChartWithTheFleetsCredentials();
    void rendersFromTheCacheWithoutNetwork();
    void comparesVersionsOfAChart();
    void saysThatTheServerWantsCredentials();
    void buildsTheArtifactOfARegistryWithTheUsersLogin();
};

void tst_Charts::fetchesAChartWithTheFleetsCredentials()
{
    const Fleet fleet;

    const Finished done = fleet.run(build);

    QCOMPARE(done.errors, QByteArray());
    QCOMPARE(done.exitCode, 0);
    QVERIFY2(done.output.contains("data:\n  version: 1.1.0\n"), done.output.constData());
}

void tst_Charts::rendersFromTheCacheWithoutNetwork()
{
    Fleet fleet;
    const Finished online = fleet.run(build);
    fleet.stop();

    const Finished offline = fleet.run(build + QStringList{u"--offline"_s});
    const Finished unreachable = fleet.run(build);

    QCOMPARE(offline.errors, QByteArray());
    QCOMPARE(offline.output, online.output);
    QCOMPARE(unreachable.output, online.output);
}

void tst_Charts::comparesVersionsOfAChart()
{
    Fleet fleet;
    fleet.repository.write(u"clusters/dev/web.yaml"_s, fleet.spec("1.0.0"));

    const Finished done = fleet.run({u"diff"_s, u"HEAD"_s, u"WORKTREE"_s});

    QCOMPARE(done.exitCode, 1);
    QVERIFY2(done.output.contains("data.version"), done.output.constData());
}

void tst_Charts::saysThatTheServerWantsCredentials()
{
    Fleet fleet;
    fleet.repository.remove(u"clusters/dev/login.yaml"_s);

    const Finished done = fleet.run(build);

    QVERIFY2(done.errors.contains("answers with status 401; it wants credentials, or other ones; "
                                  "git does not have the Secret 'login' of the source in clear"),
             done.errors.constData());
    QVERIFY(!done.errors.contains("hunter2"));
}

void tst_Charts::buildsTheArtifactOfARegistryWithTheUsersLogin()
{
    Fleet fleet;
    const QStringList names{u"build"_s, u"-o"_s, u"names"_s};
    fleet.addArtifact();

    const Finished missing = fleet.run(names + QStringList{u"--offline"_s});
    const Finished built = fleet.run(names);
    fleet.stop();
    const Finished kept = fleet.run(names + QStringList{u"--offline"_s});

    QVERIFY2(missing.errors.contains("is not in the cache, and nothing is fetched offline"),
             missing.errors.constData());
    QVERIFY(!missing.output.contains("Namespace/shared"));
    QVERIFY2(built.output.contains("clusters/dev: Namespace/shared"), built.output.constData());
    QCOMPARE(kept.output, built.output);
}

QTEST_GUILESS_MAIN(tst_Charts)
#include "tst_charts.moc"
