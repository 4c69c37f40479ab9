// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/buildcache.h"
#include "core/cluster/memoryclusterreader.h"
#include "core/reconcile/commitsnapshots.h"
#include "core/reconcile/lag.h"
#include "tests/support/objects.h"
#include "tests/support/scratchrepository.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

namespace {

/// A repository with one cluster and three commits, and a cluster that applied one of them.
struct Fixture
{
    ScratchRepository scratch;
    QByteArray first;
    QByteArray head;
    build::BuildCache cache;
    InlineExecutor executor;

    Fixture()
    {
        scratch.write(u"clusters/dev/flux-system/gotk-sync.yaml"_s,
                      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
                      "metadata: {name: flux-system, namespace: flux-system}\n"
                      "spec:\n  path: ./clusters/dev\n  prune: true\n"
                      "  sourceRef: {kind: GitRepository, name: flux-system}\n");
        first = scratch.commit(u"first"_s);
        scratch.write(u"a"_s, "1");
        scratch.commit(u"second"_s);
        scratch.write(u"a"_s, "2");
        head = scratch.commit(u"third"_s);
    }

    std::shared_ptr<const reconcile::Snapshot> snapshot()
    {
        return reconcile::openSnapshot({.repository = scratch.path()}, cache, executor, {}).value();
    }

    /// The cluster when it has applied @p revision.
    cluster::LiveState live(const QByteArray &revision)
    {
        cluster::MemoryClusterReader reader;
        reader.addObject(
            test::objectOf("apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
                           "metadata: {name: flux-system, namespace: flux-system}\n"
                           "status: {lastAppliedRevision: '"
                           + revision.toStdString() + "'}\n"));
        return cluster::readLive(reader, {}, executor, {}).value();
    }

    /// What is said when the cluster has applied @p revision.
    QString text(const QByteArray &revision)
    {
        const auto lags = reconcile::lagOf(*snapshot(), "clusters/dev", live(revision), {}).value();
        return lags.size() == 1 ? QString::fromStdString(reconcile::toText(lags.front())) : u"?"_s;
    }
};

} // namespace

class tst_Lag : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsCommitsThatAreNotApplied();
    void knowsWhetherFilesDifferFromTheCommit();
    void buildsWhatWasApplied();
};

void tst_Lag::countsCommitsThatAreNotApplied()
{
    Fixture fixture;
    const QString name = u"Kustomization/flux-system/flux-system"_s;
    const QString head = QString::fromLatin1(fixture.head.left(7));
    const QByteArray old = "main@sha1:" + fixture.first;
    const QByteArray foreign = "main@sha1:" + QByteArray(40, 'b');

    QCOMPARE(fixture.text("main@sha1:" + fixture.head), QString());
    QCOMPARE(fixture.text(old), name + u" is 2 commits behind "_s + head + u", it applied "_s
                                    + QString::fromLatin1(old));
    QCOMPARE(fixture.text("main/" + fixture.first), name + u" is 2 commits behind "_s + head
                                                        + u", it applied main/"_s
                                                        + QString::fromLatin1(fixture.first));
    QCOMPARE(fixture.text(foreign), name + u" applied "_s + QString::fromLatin1(foreign)
                                        + u", which is no commit of this repository"_s);
    QCOMPARE(fixture.text(""), name + u" has applied nothing yet"_s);
}

void tst_Lag::knowsWhetherFilesDifferFromTheCommit()
{
    Fixture fixture;

    const auto clean = reconcile::shownRevision(*fixture.snapshot(), {});
    fixture.scratch.write(u"a"_s, "3");
    const auto edited = reconcile::shownRevision(*fixture.snapshot(), {});

    QVERIFY(clean && edited);
    QCOMPARE(clean->commit, fixture.head.toStdString());
    QVERIFY(!clean->isEdited);
    QVERIFY(edited->isEdited);
}

void tst_Lag::buildsWhatWasApplied()
{
    Fixture fixture;
    reconcile::CommitSnapshots commits({.repository = fixture.scratch.path()});
    int opened = 0;
    const auto statesAt = [&](const QByteArray &commit) {
        const auto open = [&](const std::string &id) {
            ++opened;
            return commits.open(id, fixture.executor, {});
        };
        return reconcile::appliedStates(*fixture.snapshot(), "clusters/dev",
                                        fixture.live("main@sha1:" + commit), open, {})
            .value();
    };

    const auto older = statesAt(fixture.first);
    QCOMPARE(older.size(), 1u);
    QVERIFY(older.begin()->second->cluster("clusters/dev"));
    QCOMPARE(statesAt(fixture.first).begin()->second, older.begin()->second);
    QVERIFY(statesAt(QByteArray(40, 'f')).empty()); // never fetched

    opened = 0;
    QVERIFY(statesAt(fixture.head).empty()); // is what is shown
    QCOMPARE(opened, 0);
    fixture.scratch.write(u"a"_s, "3");
    QCOMPARE(statesAt(fixture.head).size(), 1u);
}

QTEST_APPLESS_MAIN(tst_Lag)
#include "tst_lag.moc"
