// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/repository.h"
#include "tests/support/scratchrepository.h"

#include <QDir>
#include <QTest>

#include <unistd.h>

using namespace plumb;
using namespace Qt::StringLiterals;
using git::Oid;
using git::Repository;

class tst_GitRepository : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensFromAnyFolderInside();
    void opensABareRepository();
    void opensALinkedWorktree();
    void saysWhenThereIsNone();
    void distrustsAnotherOwner();
    void knowsDetachedAndUnbornHeads();
    void listsBranchesRemotesAndTags();
    void countsAheadAndBehind();
    void resolvesRevisions_data();
    void resolvesRevisions();
    void readsCommits();
};

namespace {

Oid id(const QByteArray &text)
{
    return Oid::parse(text.toStdString()).value();
}

} // namespace

void tst_GitRepository::opensFromAnyFolderInside()
{
    ScratchRepository scratch;
    scratch.write(u"apps/podinfo/a.yaml"_s, "a: 1\n");
    const QByteArray commit = scratch.commit(u"one"_s);

    const Result<Repository> repository = Repository::open(scratch.path() + "/apps/podinfo");

    QVERIFY2(repository, repository ? "" : repository.error().toString().c_str());
    QCOMPARE(repository->worktree(), scratch.path());
    QCOMPARE(repository->gitDirectory(), scratch.path() + "/.git");
    QCOMPARE(repository->commonDirectory(), scratch.path() + "/.git");
    QVERIFY((repository->head().value() == git::Head{.commit = id(commit), .branch = "main"}));
}

void tst_GitRepository::opensABareRepository()
{
    ScratchRepository scratch(ScratchRepository::Kind::Bare);

    const Repository repository = Repository::open(scratch.path()).value();

    QVERIFY(repository.isBare());
    QCOMPARE(repository.gitDirectory(), scratch.path());
    QCOMPARE(repository.workingTree().error().code(), ErrorCode::InvalidInput);
    QCOMPARE(repository.workingTree().error().toString(),
             "the repository '" + scratch.path() + "' is bare, it has no files on disk");
}

void tst_GitRepository::opensALinkedWorktree()
{
    ScratchRepository scratch;
    scratch.write(u"a"_s, "1");
    const QByteArray commit = scratch.commit(u"one"_s);
    const QString linked = scratch.beside(u"linked"_s);
    scratch.git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"other"_s, linked});

    const Repository repository = Repository::open(linked.toStdString()).value();

    QCOMPARE(repository.worktree(), linked.toStdString());
    QCOMPARE(repository.gitDirectory(), scratch.path() + "/.git/worktrees/linked");
    QCOMPARE(repository.commonDirectory(), scratch.path() + "/.git");
    QVERIFY((repository.head().value() == git::Head{.commit = id(commit), .branch = "other"}));
    const auto tree = repository.treeAt(id(commit)).value();
    QCOMPARE(*tree->read(files::TreePath::parse("a").value()).value(), std::string("1"));
}

void tst_GitRepository::saysWhenThereIsNone()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();

    const Result<Repository> repository = Repository::open(path);

    QVERIFY(!repository);
    QCOMPARE(repository.error().code(), ErrorCode::NotFound);
    QCOMPARE(repository.error().toString(),
             "there is no git repository at '" + path + "' or above it");
}

void tst_GitRepository::distrustsAnotherOwner()
{
    if (::geteuid() != 0)
        QSKIP("only root can give a folder away");
    ScratchRepository scratch;
    constexpr uid_t nobody = 65534;
    for (const char *part : {"", "/.git"})
        QCOMPARE(::chown((scratch.path() + part).c_str(), nobody, nobody), 0);

    const Result<Repository> repository = Repository::open(scratch.path());

    QVERIFY(!repository);
    QCOMPARE(repository.error().code(), ErrorCode::Unauthorized);
    QCOMPARE(repository.error().toString(),
             "the repository at '" + scratch.path()
                 + "' belongs to another user; if you trust it, run: git config --global --add "
                   "safe.directory '"
                 + scratch.path() + "'");
}

void tst_GitRepository::knowsDetachedAndUnbornHeads()
{
    ScratchRepository scratch;
    const Repository repository = Repository::open(scratch.path()).value();
    const git::Head unborn = repository.head().value();
    scratch.write(u"a"_s, "1");
    const QByteArray commit = scratch.commit(u"one"_s);
    scratch.git({u"checkout"_s, u"-q"_s, u"--detach"_s});

    const git::Head detached = repository.head().value();

    QVERIFY((unborn == git::Head{.commit = std::nullopt, .branch = "main"}));
    QVERIFY((detached == git::Head{.commit = id(commit), .branch = ""}));
    QVERIFY(detached.isDetached());
}

void tst_GitRepository::listsBranchesRemotesAndTags()
{
    ScratchRepository scratch;
    const QByteArray commit = scratch.commit(u"one"_s);
    scratch.git({u"tag"_s, u"light"_s});
    scratch.git({u"tag"_s, u"-a"_s, u"annotated"_s, u"-m"_s, u"x"_s});
    scratch.git({u"branch"_s, u"feature/x"_s});
    scratch.git({u"remote"_s, u"add"_s, u"origin"_s, u"."_s});
    scratch.git({u"fetch"_s, u"-q"_s, u"origin"_s});
    scratch.git({u"symbolic-ref"_s, u"refs/remotes/origin/HEAD"_s, u"refs/remotes/origin/main"_s});
    scratch.git({u"branch"_s, u"-q"_s, u"--set-upstream-to=origin/main"_s, u"main"_s});

    const auto references = Repository::open(scratch.path()).value().references().value();

    QStringList listed;
    for (const git::Reference &reference : references) {
        QCOMPARE(reference.commit, id(commit));
        listed += QString::fromStdString(reference.name + ' ' + reference.shortName + ' '
                                         + std::to_string(int(reference.kind)) + ' '
                                         + reference.upstream);
    }
    QCOMPARE(listed,
             QStringList({u"refs/heads/feature/x feature/x 0 "_s,
                          u"refs/heads/main main 0 refs/remotes/origin/main"_s,
                          u"refs/remotes/origin/feature/x origin/feature/x 1 "_s,
                          u"refs/remotes/origin/main origin/main 1 "_s,
                          u"refs/tags/annotated annotated 2 "_s, u"refs/tags/light light 2 "_s}));
}

void tst_GitRepository::countsAheadAndBehind()
{
    ScratchRepository scratch;
    scratch.commit(u"one"_s);
    scratch.git({u"branch"_s, u"other"_s});
    scratch.commit(u"two"_s);
    scratch.commit(u"three"_s);
    scratch.git({u"checkout"_s, u"-q"_s, u"other"_s});
    scratch.commit(u"four"_s);
    scratch.git({u"branch"_s, u"-q"_s, u"--set-upstream-to=main"_s, u"other"_s});
    const Repository repository = Repository::open(scratch.path()).value();
    const auto references = repository.references().value();

    const Result<git::Tracking> none = repository.tracking(references[0]);
    const Result<git::Tracking> tracking = repository.tracking(references[1]);

    QCOMPARE(none.error().code(), ErrorCode::NotFound);
    QVERIFY((tracking.value() == git::Tracking{.ahead = 1, .behind = 2}));
}

void tst_GitRepository::resolvesRevisions_data()
{
    QTest::addColumn<QByteArray>("revision");
    QTest::addColumn<bool>("isFirst");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("branch") << "main"_ba << false << ""_ba;
    QTest::newRow("head") << "HEAD"_ba << false << ""_ba;
    QTest::newRow("ancestor") << "HEAD~1"_ba << true << ""_ba;
    QTest::newRow("annotated tag") << "v1"_ba << true << ""_ba;
    QTest::newRow("full name") << "refs/tags/v1"_ba << true << ""_ba;
    QTest::newRow("nothing")
        << "nowhere"_ba << false
        << "there is no revision 'nowhere', expected a branch, a tag or a commit"_ba;
    QTest::newRow("too far back")
        << "HEAD~7"_ba << false
        << "there is no revision 'HEAD~7', expected a branch, a tag or a commit"_ba;
}

void tst_GitRepository::resolvesRevisions()
{
    QFETCH(QByteArray, revision);
    QFETCH(bool, isFirst);
    QFETCH(QByteArray, message);
    ScratchRepository scratch;
    const QByteArray first = scratch.commit(u"one"_s);
    scratch.git({u"tag"_s, u"-a"_s, u"v1"_s, u"-m"_s, u"x"_s});
    const QByteArray second = scratch.commit(u"two"_s);
    const Repository repository = Repository::open(scratch.path()).value();

    const Result<Oid> resolved = repository.resolve(revision.toStdString());

    if (!message.isEmpty()) {
        QCOMPARE(resolved.error().code(), ErrorCode::NotFound);
        QCOMPARE(QByteArray::fromStdString(resolved.error().toString()), message);
        return;
    }
    QVERIFY2(resolved, resolved ? "" : resolved.error().toString().c_str());
    QCOMPARE(*resolved, id(isFirst ? first : second));
    QCOMPARE(repository.resolve(second.left(8).toStdString()).value(), id(second));
}

void tst_GitRepository::readsCommits()
{
    ScratchRepository scratch;
    const QByteArray first = scratch.commit(u"one"_s);
    const QByteArray second = scratch.commit(u"Raise replicas\nof podinfo\n\nBecause.\n"_s);
    const Repository repository = Repository::open(scratch.path()).value();

    const git::Commit commit = repository.commit(id(second)).value();

    QCOMPARE(commit.parents, std::vector<Oid>{id(first)});
    QCOMPARE(commit.tree, id(scratch.git({u"rev-parse"_s, u"HEAD^{tree}"_s})));
    QVERIFY((commit.author
             == git::Signature{.name = "Ada Lovelace",
                               .email = "ada@example.org",
                               .time = 1'700'000'120,
                               .offsetMinutes = 60}));
    QCOMPARE(commit.message, std::string("Raise replicas\nof podinfo\n\nBecause.\n"));
    QCOMPARE(commit.summary(), std::string("Raise replicas of podinfo"));
    QCOMPARE(repository.commit(commit.tree).error().code(), ErrorCode::ArtifactFailed);
}

QTEST_GUILESS_MAIN(tst_GitRepository)
#include "tst_gitrepository.moc"
