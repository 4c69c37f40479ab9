// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/buildcache.h"
#include "core/reconcile/snapshot.h"
#include "tests/support/scratchrepository.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

class tst_Snapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAtAFolderWithoutGit();
    void looksAtAnEmptyFolder();
    void tellsARepositoryWithoutCommitsFromAPlainFolder();
    void saysThatThereIsNoFolder();
    void readsVariablesFromFiles();
    void looksAtOneFolderOfARevision();

private:
    static void write(const QString &file, const QByteArray &text);
};

void tst_Snapshot::write(const QString &file, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(file).path()));
    QFile output(file);
    QVERIFY(output.open(QFile::WriteOnly));
    output.write(text);
}

namespace {

const QByteArray syncObject =
    "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
    "metadata: {name: flux-system, namespace: flux-system}\n"
    "spec:\n  path: ./clusters/dev\n  prune: true\n"
    "  postBuild: {substituteFrom: [{kind: Secret, name: made-by-hand}]}\n"
    "  sourceRef: {kind: GitRepository, name: flux-system}\n";

} // namespace

void tst_Snapshot::looksAtAFolderWithoutGit()
{
    QTemporaryDir folder;
    write(folder.filePath(u"clusters/dev/flux-system/gotk-sync.yaml"_s), syncObject);
    build::BuildCache cache;
    InlineExecutor executor;

    const auto snapshot =
        reconcile::openSnapshot({.repository = folder.path().toStdString()}, cache, executor, {});

    QVERIFY2(snapshot, snapshot ? "" : snapshot.error().toString().c_str());
    QVERIFY((*snapshot)->isWorkingTree);
    QCOMPARE((*snapshot)->fleet->clusters.size(), 1u);
    QCOMPARE((*snapshot)->desired->clusters[0].units.size(), 1u);
    QVERIFY((*snapshot)->sources);
}

void tst_Snapshot::looksAtAnEmptyFolder()
{
    QTemporaryDir folder;
    build::BuildCache cache;
    InlineExecutor executor;

    const auto snapshot =
        reconcile::openSnapshot({.repository = folder.path().toStdString()}, cache, executor, {});

    QVERIFY(snapshot);
    QVERIFY((*snapshot)->fleet->clusters.empty());
    QCOMPARE((*snapshot)->diagnostics.size(), 1u);
    QCOMPARE((*snapshot)->diagnostics[0].code, "no-cluster");
}

void tst_Snapshot::tellsARepositoryWithoutCommitsFromAPlainFolder()
{
    const ScratchRepository repository;
    const QTemporaryDir plain;
    build::BuildCache cache;
    InlineExecutor executor;

    const auto ofRepository =
        reconcile::openSnapshot({.repository = repository.path()}, cache, executor, {});
    const auto ofFolder =
        reconcile::openSnapshot({.repository = plain.path().toStdString()}, cache, executor, {});

    QVERIFY2(ofRepository, ofRepository ? "" : ofRepository.error().toString().c_str());
    QVERIFY((*ofRepository)->isInGit);
    QCOMPARE((*ofRepository)->commit, "");
    QVERIFY(ofFolder);
    QVERIFY(!(*ofFolder)->isInGit);
}

void tst_Snapshot::saysThatThereIsNoFolder()
{
    QTemporaryDir folder;
    build::BuildCache cache;
    InlineExecutor executor;

    const auto snapshot = reconcile::openSnapshot(
        {.repository = folder.filePath(u"nowhere"_s).toStdString()}, cache, executor, {});

    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().code(), ErrorCode::NotFound);
}

void tst_Snapshot::readsVariablesFromFiles()
{
    QTemporaryDir folder;
    write(folder.filePath(u"fleet/clusters/dev/flux-system/gotk-sync.yaml"_s), syncObject);
    write(folder.filePath(u"fleet/clusters/dev/a.yaml"_s),
          "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: '${TOKEN}'}\n");
    write(folder.filePath(u"secrets.yaml"_s),
          "apiVersion: v1\nkind: Secret\nmetadata: {name: made-by-hand, namespace: flux-system}\n"
          "stringData: {TOKEN: t}\n");
    build::BuildCache cache;
    InlineExecutor executor;

    const auto snapshot = reconcile::openSnapshot(
        {.repository = folder.filePath(u"fleet"_s).toStdString(),
         .variableFiles = {folder.filePath(u"secrets.yaml"_s).toStdString()}},
        cache, executor, {});

    QVERIFY(snapshot);
    for (const Object &object : (*snapshot)->desired->clusters[0].units[0]->known()) {
        if (object.kind() == "ConfigMap")
            QCOMPARE(object.fields().textAt({"data", "x"}), "t");
    }
}

void tst_Snapshot::looksAtOneFolderOfARevision()
{
    ScratchRepository scratch;
    scratch.write(u"fleet/clusters/dev/flux-system/gotk-sync.yaml"_s, syncObject);
    const QByteArray first = scratch.commit(u"one"_s);
    scratch.remove(u"fleet/clusters/dev/flux-system/gotk-sync.yaml"_s);
    scratch.write(u"other/a.yaml"_s, "a: 1\n");
    scratch.commit(u"two"_s);
    build::BuildCache cache;
    InlineExecutor executor;
    const auto open = [&](const std::string &folder, const std::string &revision) {
        return reconcile::openSnapshot(
            {.repository = scratch.path() + folder, .revision = revision}, cache, executor, {});
    };

    const auto snapshot = open("/fleet", "HEAD~1");
    const auto missing = open("/other", "HEAD~1");

    QVERIFY2(snapshot, snapshot ? "" : snapshot.error().toString().c_str());
    QVERIFY(!(*snapshot)->isWorkingTree);
    QCOMPARE((*snapshot)->folder.text(), "fleet");
    QCOMPARE((*snapshot)->revision, "HEAD~1@sha1:" + first.toStdString());
    QCOMPARE((*snapshot)->fleet->clusters.size(), 1u);
    QCOMPARE((*snapshot)->fleet->clusters[0].path, "clusters/dev");
    QVERIFY(!missing);
    QCOMPARE(missing.error().code(), ErrorCode::NotFound);
    QCOMPARE(QByteArray::fromStdString(missing.error().toString()),
             "opening " + QByteArray::fromStdString(scratch.path())
                 + "/other: there is no folder 'other' in the commit " + first);
}

QTEST_GUILESS_MAIN(tst_Snapshot)
#include "tst_snapshot.moc"
