// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/demofleet.h"
#include "tests/support/githttpserver.h"
#include "tests/support/process.h"
#include "tests/support/scratchrepository.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using plumb::test::contentOf;
using plumb::test::Finished;
using plumb::test::git;
using plumb::test::replaceIn;

/// The headless program from outside: what it prints and how it exits.
class tst_Plumblinectl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void printsItsVersion();
    void refusesUnknownOptionsWithExitCodeTwo();
    void printsCompletionThatTheShellAccepts();
    void buildsAPathAsKustomizeControllerWould();
    void namesFileAndLineOfABrokenKustomization();
    void listsClustersInTheOrderOfPromotion();
    void findsTheVersionOfEveryApp();
    void buildsOneKustomizationOfOneCluster();
    void exitsZeroWhenNothingDiffers();
    void namesTheFieldThatAnEditChanges();
    void comparesEnvironments();
    void explainsAFieldWithFileAndCommit();
    void plansAPromotionWithoutWriting();
    void promotesOneVersionAndNothingElse();
    void fetchesARemoteBaseAndKeepsIt();
    void fetchesRemoteBasesOfAFleet();
    void readsNoOtherFolderForAFleet();
    void readsARevisionOfOneFolder();
    void explainsTheFilesOfOneFolder();
    void promotesInOneFolder();

private:
    Finished plumblinectl(const QStringList &arguments) const;
    QString file(const QString &path) const { return QDir(m_fleet.path()).filePath(path); }

    QTemporaryDir m_fleet;
};

Finished tst_Plumblinectl::plumblinectl(const QStringList &arguments) const
{
    return plumb::test::run(QStringLiteral(PLUMB_BINARY_DIR "/app/plumblinectl"), arguments,
                            m_fleet.path());
}

void tst_Plumblinectl::initTestCase()
{
    // What the demo fleet's charts are is up to nobody's network.
    qputenv("https_proxy", "http://127.0.0.1:1");
    qputenv("no_proxy", "127.0.0.1,localhost");
    QVERIFY(m_fleet.isValid());
    QCOMPARE(plumb::test::makeDemoFleet(m_fleet.path()), QByteArray());
}

void tst_Plumblinectl::printsItsVersion()
{
    const Finished done = plumblinectl({u"--version"_s});

    QCOMPARE(done.exitCode, 0);
    QVERIFY(done.output.startsWith("plumblinectl "));
}

void tst_Plumblinectl::refusesUnknownOptionsWithExitCodeTwo()
{
    QCOMPARE(plumblinectl({u"kustomize"_s, u"build"_s, u"--no-such-option"_s}).exitCode, 2);
    QCOMPARE(plumblinectl({u"fleet"_s, u"--no-such-option"_s}).exitCode, 2);
    QCOMPARE(plumblinectl({}).exitCode, 2);
}

void tst_Plumblinectl::printsCompletionThatTheShellAccepts()
{
    const Finished script = plumblinectl({u"completion"_s, u"bash"_s});
    QCOMPARE(script.exitCode, 0);

    const Finished checked =
        plumb::test::run(u"bash"_s, {u"-n"_s, u"-c"_s, QString::fromUtf8(script.output)});

    QCOMPARE(checked.errors, QByteArray());
    QCOMPARE(checked.exitCode, 0);
    QVERIFY(script.output.contains("--environments"));
}

void tst_Plumblinectl::buildsAPathAsKustomizeControllerWould()
{
    const Finished done =
        plumblinectl({u"build"_s, u"--repo"_s, u"."_s, u"--path"_s, u"./apps/staging/checkout"_s});

    QCOMPARE(done.errors, QByteArray());
    QCOMPARE(done.exitCode, 0);
    QVERIFY(done.output.contains("image: ghcr.io/example/checkout:v2.14.0"));
    QVERIFY(done.output.contains("kind: Ingress"));
}

void tst_Plumblinectl::namesFileAndLineOfABrokenKustomization()
{
    QTemporaryDir folder;
    QFile broken(folder.filePath(u"kustomization.yaml"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("resources:\n  - missing.yaml\n");
    broken.close();

    const Finished done = plumblinectl({u"kustomize"_s, u"build"_s, folder.path()});

    QCOMPARE(done.exitCode, 2);
    QCOMPARE(done.output, QByteArray());
    QVERIFY2(done.errors.contains("kustomization.yaml:2:5: "), done.errors.constData());
    QVERIFY2(done.errors.contains("missing.yaml"), done.errors.constData());
}

void tst_Plumblinectl::listsClustersInTheOrderOfPromotion()
{
    const Finished done = plumblinectl({u"fleet"_s, u"-o"_s, u"json"_s});
    QCOMPARE(done.exitCode, 0);

    QStringList names;
    const QJsonObject fleet = QJsonDocument::fromJson(done.output).object();
    for (const QJsonValue environment : fleet.value("environments"_L1).toArray())
        names += environment.toObject().value("name"_L1).toString();

    QCOMPARE(names, (QStringList{u"dev"_s, u"staging"_s, u"production-eu"_s, u"production-us"_s}));
    QCOMPARE(fleet.value("clusters"_L1).toArray().size(), 4);
}

void tst_Plumblinectl::findsTheVersionOfEveryApp()
{
    const Finished done = plumblinectl({u"fleet"_s, u"-o"_s, u"json"_s});
    QCOMPARE(done.exitCode, 0);

    QStringList versions;
    const QJsonObject fleet = QJsonDocument::fromJson(done.output).object();
    for (const QJsonValue app : fleet.value("apps"_L1).toArray()) {
        for (const QJsonValue instance : app.toObject().value("instances"_L1).toArray()) {
            if (instance.toObject().value("environment"_L1) == "staging"_L1) {
                versions += app.toObject().value("name"_L1).toString() + u' '
                            + instance.toObject().value("version"_L1).toString();
            }
        }
    }

    for (const QString &expected :
         {u"checkout v2.14.0"_s, u"podinfo 6.7.1"_s, u"kube-prometheus-stack 72.3.0"_s,
          u"ingress-nginx 4.12.1"_s, u"search 3.8.2"_s})
        QVERIFY2(versions.contains(expected),
                 qPrintable(expected + u" in "_s + versions.join(u'|')));
}

void tst_Plumblinectl::buildsOneKustomizationOfOneCluster()
{
    const Finished done =
        plumblinectl({u"build"_s, u"--cluster"_s, u"clusters/staging"_s, u"--kustomization"_s,
                      u"flux-system/checkout"_s, u"-o"_s, u"names"_s});

    QCOMPARE(done.exitCode, 0);
    auto lines = done.output.trimmed().split('\n');
    std::ranges::sort(lines);
    QVERIFY(lines.contains("clusters/staging: Deployment/checkout/web"));
    QVERIFY(lines.contains("clusters/staging: Ingress/checkout/public"));
    QCOMPARE(lines.size(), 5);
}

void tst_Plumblinectl::exitsZeroWhenNothingDiffers()
{
    const Finished done = plumblinectl({u"diff"_s, u"HEAD"_s, u"WORKTREE"_s});

    QCOMPARE(done.errors, QByteArray());
    QCOMPARE(done.output, QByteArray());
    QCOMPARE(done.exitCode, 0);
}

void tst_Plumblinectl::namesTheFieldThatAnEditChanges()
{
    const QString edited = file(u"apps/staging/checkout/kustomization.yaml"_s);
    QVERIFY(replaceIn(edited, "count: 2", "count: 3"));

    const Finished done = plumblinectl({u"diff"_s, u"HEAD"_s, u"WORKTREE"_s});

    QVERIFY(replaceIn(edited, "count: 3", "count: 2"));
    QCOMPARE(done.exitCode, 1);
    QVERIFY2(done.output.contains("clusters/staging"), done.output.constData());
    QVERIFY2(done.output.contains("Deployment/checkout/web"), done.output.constData());
    QVERIFY2(done.output.contains("spec.replicas: 2 → 3"), done.output.constData());
    QVERIFY2(!done.output.contains("clusters/dev"), done.output.constData());
}

void tst_Plumblinectl::comparesEnvironments()
{
    const Finished done =
        plumblinectl({u"diff"_s, u"--environments"_s, u"staging"_s, u"production-eu"_s});

    QCOMPARE(done.exitCode, 1);
    QVERIFY2(
        done.output.contains("ghcr.io/example/checkout:v2.13.1 → ghcr.io/example/checkout:v2.14.0"),
        done.output.constData());
}

void tst_Plumblinectl::explainsAFieldWithFileAndCommit()
{
    const Finished done =
        plumblinectl({u"explain"_s, u"--cluster"_s, u"staging"_s, u"Deployment"_s,
                      u"checkout/web"_s, u"spec.template.spec.containers[name=web].image"_s});

    QCOMPARE(done.errors, QByteArray());
    QCOMPARE(done.exitCode, 0);
    QVERIFY2(done.output.contains("apps/staging/checkout/kustomization.yaml:"),
             done.output.constData());
    QVERIFY2(done.output.contains("Promote checkout v2.14.0 to staging"), done.output.constData());
    QVERIFY2(done.output.contains("apps/base/checkout/deployment.yaml:19"),
             done.output.constData());
}

void tst_Plumblinectl::plansAPromotionWithoutWriting()
{
    const Finished done =
        plumblinectl({u"promote"_s, u"--from"_s, u"staging"_s, u"--to"_s, u"production-eu"_s,
                      u"--app"_s, u"checkout"_s, u"--plan"_s});

    QVERIFY2(done.exitCode == 0, done.errors.constData());
    QVERIFY2(done.output.contains("-    newTag: v2.13.1"), done.output.constData());
    QVERIFY2(done.output.contains("+    newTag: v2.14.0"), done.output.constData());
    QCOMPARE(git(m_fleet.path(), {u"status"_s, u"--porcelain"_s}).output, QByteArray());
}

void tst_Plumblinectl::promotesOneVersionAndNothingElse()
{
    const QString target = file(u"apps/production-eu/checkout/kustomization.yaml"_s);
    const QByteArray before = contentOf(target);
    const QByteArray head = git(m_fleet.path(), {u"rev-parse"_s, u"HEAD"_s}).output;

    const Finished done = plumblinectl({u"promote"_s, u"--from"_s, u"staging"_s, u"--to"_s,
                                        u"production-eu"_s, u"--app"_s, u"checkout"_s, u"--path"_s,
                                        u"images[name=ghcr.io/example/checkout].newTag"_s, u"-m"_s,
                                        u"Promote checkout v2.14.0"_s});

    QVERIFY2(done.exitCode == 0, done.errors.constData());
    QCOMPARE(contentOf(target), QByteArray(before).replace("v2.13.1", "v2.14.0"));
    QCOMPARE(git(m_fleet.path(), {u"rev-parse"_s, u"HEAD^"_s}).output, head);
    QCOMPARE(git(m_fleet.path(), {u"diff"_s, u"--name-only"_s, u"HEAD^"_s, u"HEAD"_s}).output,
             "apps/production-eu/checkout/kustomization.yaml\n"_ba);
    QCOMPARE(git(m_fleet.path(), {u"status"_s, u"--porcelain"_s}).output, QByteArray());
}

namespace {

/// A git server with one repository that has a base in a folder, and an empty cache for the
/// program.
class RemoteBase
{
public:
    RemoteBase()
    {
        ScratchRepository source;
        source.write(u"base/kustomization.yaml"_s, "resources: [settings.yaml]\n");
        source.write(u"base/settings.yaml"_s, "apiVersion: v1\nkind: ConfigMap\n"
                                              "metadata: {name: settings, namespace: apps}\n"
                                              "data: {mode: fast}\n");
        source.commit(u"Add a base"_s);
        const QString bare = QString::fromStdString(m_bare.path());
        source.git({u"push"_s, u"-q"_s, bare, u"main"_s});
        m_server.emplace(QStringList{QFileInfo(bare).path()});
        url = QByteArray::fromStdString(
            m_server->url('/' + QFileInfo(bare).fileName().toStdString() + "//base?ref=main"));
        fileUrl = "file://" + bare.toUtf8() + "//base?ref=main";
        useAnEmptyCache();
    }
    ~RemoteBase() { qunsetenv("XDG_CACHE_HOME"); }
    RemoteBase(const RemoteBase &) = delete;
    RemoteBase &operator=(const RemoteBase &) = delete;

    void stop() { m_server.reset(); }
    void useAnEmptyCache()
    {
        m_cache.emplace();
        qputenv("XDG_CACHE_HOME", m_cache->path().toUtf8());
    }

    QByteArray url;
    QByteArray fileUrl;

private:
    ScratchRepository m_bare{ScratchRepository::Kind::Bare};
    std::optional<plumb::test::GitHttpServer> m_server;
    std::optional<QTemporaryDir> m_cache;
};

const QByteArray syncFile = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
                            "metadata: {name: flux-system, namespace: flux-system}\n"
                            "spec:\n  path: ./clusters/dev\n  prune: true\n"
                            "  sourceRef: {kind: GitRepository, name: flux-system}\n";

void addFleetInAFolder(ScratchRepository &repository)
{
    repository.write(u"fleet/clusters/dev/flux-system/gotk-sync.yaml"_s, syncFile);
    repository.write(u"fleet/clusters/dev/settings.yaml"_s,
                     "apiVersion: v1\nkind: ConfigMap\n"
                     "metadata: {name: settings, namespace: apps}\ndata:\n  mode: fast\n");
    repository.commit(u"Add settings"_s);
}

} // namespace

void tst_Plumblinectl::fetchesARemoteBaseAndKeepsIt()
{
    RemoteBase base;
    ScratchRepository overlay;
    overlay.write(u"kustomization.yaml"_s, "namePrefix: my-\nresources:\n- " + base.url + '\n');
    const QString folder = QString::fromStdString(overlay.path());

    const Finished fetched = plumblinectl({u"kustomize"_s, u"build"_s, folder});
    base.stop();
    const Finished kept = plumblinectl({u"kustomize"_s, u"build"_s, u"--offline"_s, folder});
    const Finished path =
        plumblinectl({u"build"_s, u"--repo"_s, folder, u"--path"_s, u"."_s, u"--offline"_s});
    base.useAnEmptyCache();
    const Finished missing = plumblinectl({u"kustomize"_s, u"build"_s, u"--offline"_s, folder});

    QCOMPARE(fetched.errors, QByteArray());
    QVERIFY2(fetched.output.contains("name: my-settings"), fetched.output.constData());
    QCOMPARE(kept.errors, QByteArray());
    QCOMPARE(kept.output, fetched.output);
    QCOMPARE(path.errors, QByteArray());
    QCOMPARE(path.output, fetched.output);
    QCOMPARE(missing.exitCode, 2);
    QCOMPARE(missing.output, QByteArray());
    QVERIFY2(missing.errors.contains("kustomization.yaml:3:"), missing.errors.constData());
    QVERIFY2(missing.errors.contains("is not in the cache (it was never fetched), and this build "
                                     "works offline"),
             missing.errors.constData());
}

void tst_Plumblinectl::fetchesRemoteBasesOfAFleet()
{
    RemoteBase base;
    ScratchRepository fleet;
    fleet.write(u"clusters/dev/flux-system/gotk-sync.yaml"_s, syncFile);
    fleet.write(u"clusters/dev/kustomization.yaml"_s,
                "resources:\n- flux-system/gotk-sync.yaml\n- " + base.url + '\n');
    fleet.commit(u"Add a cluster"_s);
    const QString folder = QString::fromStdString(fleet.path());
    const QStringList build{u"build"_s, u"--repo"_s, folder, u"-o"_s, u"names"_s};

    const Finished missing = plumblinectl(build + QStringList{u"--offline"_s});
    const Finished fetched = plumblinectl(build);
    base.stop();
    const Finished kept = plumblinectl(build + QStringList{u"--offline"_s});

    QCOMPARE(missing.exitCode, 2);
    QVERIFY2(missing.errors.contains("works offline"), missing.errors.constData());
    QCOMPARE(fetched.exitCode, 0);
    QVERIFY2(fetched.output.contains("clusters/dev: ConfigMap/apps/settings"),
             fetched.output.constData());
    QCOMPARE(kept.output, fetched.output);
}

void tst_Plumblinectl::readsNoOtherFolderForAFleet()
{
    RemoteBase base;
    ScratchRepository fleet;
    fleet.write(u"clusters/dev/flux-system/gotk-sync.yaml"_s, syncFile);
    fleet.write(u"clusters/dev/kustomization.yaml"_s, "resources:\n- " + base.fileUrl + '\n');
    const QString folder = QString::fromStdString(fleet.path());

    const Finished chosen = plumblinectl({u"kustomize"_s, u"build"_s, folder + u"/clusters/dev"_s});
    const Finished refused = plumblinectl({u"build"_s, u"--repo"_s, folder, u"-o"_s, u"names"_s});

    QCOMPARE(chosen.errors, QByteArray());
    QVERIFY2(chosen.output.contains("name: settings"), chosen.output.constData());
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.errors.contains("leads to another folder of this machine"),
             refused.errors.constData());
}

void tst_Plumblinectl::readsARevisionOfOneFolder()
{
    ScratchRepository repository;
    addFleetInAFolder(repository);
    repository.write(u"fleet/clusters/dev/settings.yaml"_s, "not: built\n");
    const QString folder = QString::fromStdString(repository.path()) + u"/fleet"_s;

    const Finished built =
        plumblinectl({u"build"_s, u"--repo"_s, folder, u"--rev"_s, u"HEAD"_s, u"-o"_s, u"names"_s});
    const Finished explained =
        plumblinectl({u"explain"_s, u"--repo"_s, folder, u"--rev"_s, u"HEAD"_s, u"--cluster"_s,
                      u"dev"_s, u"ConfigMap"_s, u"apps/settings"_s, u"data.mode"_s});

    QCOMPARE(built.errors, QByteArray());
    QVERIFY2(built.output.contains("clusters/dev: ConfigMap/apps/settings"),
             built.output.constData());
    QCOMPARE(explained.errors, QByteArray());
    QVERIFY2(explained.output.contains("clusters/dev/settings.yaml:5"),
             explained.output.constData());
    QVERIFY2(explained.output.contains("Add settings"), explained.output.constData());
}

void tst_Plumblinectl::explainsTheFilesOfOneFolder()
{
    ScratchRepository repository;
    addFleetInAFolder(repository);
    const QString settings = u"fleet/clusters/dev/settings.yaml"_s;
    repository.write(settings, "# moved down\n" + repository.read(settings) + "  more: new\n");
    const auto explain = [&](const QString &field) {
        return plumblinectl({u"explain"_s, u"--repo"_s,
                             QString::fromStdString(repository.path()) + u"/fleet"_s,
                             u"--cluster"_s, u"dev"_s, u"ConfigMap"_s, u"apps/settings"_s, field});
    };

    const Finished committed = explain(u"data.mode"_s);
    const Finished added = explain(u"data.more"_s);

    QCOMPARE(committed.errors, QByteArray());
    QVERIFY2(committed.output.contains("clusters/dev/settings.yaml:6"),
             committed.output.constData());
    QVERIFY2(committed.output.contains("Add settings"), committed.output.constData());
    QCOMPARE(added.errors, QByteArray());
    QVERIFY2(added.output.contains("clusters/dev/settings.yaml:7"), added.output.constData());
    QVERIFY2(!added.output.contains("Add settings"), added.output.constData());
}

void tst_Plumblinectl::promotesInOneFolder()
{
    QTemporaryDir demo;
    QCOMPARE(plumb::test::makeDemoFleet(demo.path()), QByteArray());
    ScratchRepository repository;
    repository.git({u"config"_s, u"user.name"_s, u"Test Author"_s});
    repository.git({u"config"_s, u"user.email"_s, u"test@example.com"_s});
    repository.git({u"fetch"_s, u"-q"_s, demo.path(), u"HEAD"_s});
    repository.git({u"read-tree"_s, u"--prefix=fleet/"_s, u"-u"_s, u"FETCH_HEAD"_s});
    // The same file above the folder is another one.
    const QString target = u"apps/production-eu/checkout/kustomization.yaml"_s;
    repository.write(target, repository.read(u"fleet/"_s + target));
    repository.commit(u"Add the fleet"_s);

    const Finished done = plumblinectl(
        {u"promote"_s, u"--repo"_s, QString::fromStdString(repository.path()) + u"/fleet"_s,
         u"--from"_s, u"staging"_s, u"--to"_s, u"production-eu"_s, u"--app"_s, u"checkout"_s,
         u"--path"_s, u"images[name=ghcr.io/example/checkout].newTag"_s, u"-m"_s,
         u"Promote checkout v2.14.0"_s});

    QVERIFY2(done.exitCode == 0, done.errors.constData());
    QVERIFY(repository.read(u"fleet/"_s + target).contains("newTag: v2.14.0"));
    QCOMPARE(repository.git({u"diff"_s, u"--name-only"_s, u"HEAD^"_s, u"HEAD"_s}),
             "fleet/apps/production-eu/checkout/kustomization.yaml"_ba);
    QCOMPARE(repository.git({u"status"_s, u"--porcelain"_s}), QByteArray());
}

QTEST_GUILESS_MAIN(tst_Plumblinectl)
#include "tst_plumblinectl.moc"
