// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/commitwriter.h"
#include "core/git/undo.h"
#include "tests/support/scratchrepository.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using files::TreePath;
using git::CommitRequest;
using git::CommitWriter;
using git::Repository;
using git::UndoStep;
using git::WrittenCommit;

class tst_GitUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesBackACommit();
    void leavesOtherLocalChangesAlone();
    void removesTheBranchThatWasMadeForTheCommit();
    void takesBackSeveralOneAfterTheOther();
    void saysWhyNot_data();
    void saysWhyNot();
    void finishesWhatWasInterrupted_data();
    void finishesWhatWasInterrupted();
    void forgetsWhatHadNotComeToCount();
    void leavesTheLockOfAnotherProgram();
    void refusesADamagedJournal();

private:
    WrittenCommit promote(const std::string &branch = {});
    UndoStep lastStep() const;
    void interrupt(const QByteArray &from, const QByteArray &to);

    std::unique_ptr<ScratchRepository> m_scratch;
};

namespace {

TreePath path(const char *text)
{
    return TreePath::parse(text).value();
}

} // namespace

void tst_GitUndo::init()
{
    m_scratch = std::make_unique<ScratchRepository>();
    m_scratch->write(u"apps/a.yaml"_s, "a: 1\n");
    m_scratch->write(u"apps/old.yaml"_s, "old: 1\n");
    m_scratch->write(u"b.yaml"_s, "b: 1\n");
    m_scratch->commit(u"one"_s);
}

/// Changes, adds and removes a file.
WrittenCommit tst_GitUndo::promote(const std::string &branch)
{
    const Repository repository = Repository::open(m_scratch->path()).value();
    const auto written = CommitWriter(repository)
                             .write({.base = repository.resolve("HEAD").value(),
                                     .edits = {{path("apps/a.yaml"), "a: 2\n"},
                                               {path("apps/old.yaml"), std::nullopt},
                                               {path("new/c.yaml"), "c: 1\n"}},
                                     .message = "Promote a",
                                     .branch = branch},
                                    {});
    if (!written)
        qFatal("%s", written.error().toString().c_str());
    return *written;
}

UndoStep tst_GitUndo::lastStep() const
{
    const auto steps = git::undoSteps(Repository::open(m_scratch->path()).value()).value();
    return steps.empty() ? UndoStep() : steps.front();
}

/// What a process leaves behind that is killed while it moves main.
void tst_GitUndo::interrupt(const QByteArray &from, const QByteArray &to)
{
    m_scratch->write(u".git/plumbline/pending"_s, "kind commit\nreference refs/heads/main\nfrom "
                                                      + from + "\nto " + to
                                                      + "\nfiles yes\nlog commit: x\nend\n");
    m_scratch->write(u".git/plumbline/staged/0"_s, "a: 2\n");
    m_scratch->write(u".git/index.lock"_s, "held by plumbline\n");
}

void tst_GitUndo::takesBackACommit()
{
    const QByteArray before = m_scratch->git({u"rev-parse"_s, u"HEAD"_s});
    const WrittenCommit written = promote();
    const Repository repository = Repository::open(m_scratch->path()).value();

    const auto undone = git::undo(repository, lastStep(), {});

    QVERIFY2(undone, undone ? "" : undone.error().toString().c_str());
    QCOMPARE(*undone,
             (git::Undone{.branch = "main", .branchRemoved = false, .worktreeUpdated = true}));
    QCOMPARE(m_scratch->git({u"rev-parse"_s, u"HEAD"_s}), before);
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}), ""_ba);
    QCOMPARE(m_scratch->git({u"diff-files"_s}), ""_ba);
    QCOMPARE(m_scratch->read(u"apps/a.yaml"_s), "a: 1\n"_ba);
    QCOMPARE(m_scratch->read(u"apps/old.yaml"_s), "old: 1\n"_ba);
    QVERIFY(!QFileInfo::exists(m_scratch->filePath(u"new"_s)));
    QCOMPARE(m_scratch->git({u"reflog"_s, u"-1"_s, u"--format=%gs"_s, u"main"_s}),
             "undo: Promote a"_ba);
    QVERIFY(git::undoSteps(repository).value().empty());
    m_scratch->git({u"fsck"_s, u"--strict"_s});
}

void tst_GitUndo::leavesOtherLocalChangesAlone()
{
    m_scratch->write(u"b.yaml"_s, "b: staged\n");
    m_scratch->git({u"add"_s, u"b.yaml"_s});
    m_scratch->write(u"b.yaml"_s, "b: and more\n");
    m_scratch->write(u"untracked"_s, "x");
    const QByteArray status = m_scratch->git({u"status"_s, u"--porcelain"_s});
    promote();

    const auto undone = git::undo(Repository::open(m_scratch->path()).value(), lastStep(), {});

    QVERIFY2(undone, undone ? "" : undone.error().toString().c_str());
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}), status);
    QCOMPARE(m_scratch->git({u"show"_s, u":b.yaml"_s}), "b: staged"_ba);
    QCOMPARE(m_scratch->read(u"b.yaml"_s), "b: and more\n"_ba);
}

void tst_GitUndo::removesTheBranchThatWasMadeForTheCommit()
{
    promote("promote/a");
    const UndoStep step = lastStep();

    const auto undone = git::undo(Repository::open(m_scratch->path()).value(), step, {});

    QCOMPARE(step.branch, std::string("promote/a"));
    QVERIFY(step.madeBranch);
    QVERIFY2(undone, undone ? "" : undone.error().toString().c_str());
    QVERIFY(undone->branchRemoved);
    QVERIFY(!undone->worktreeUpdated);
    QCOMPARE(m_scratch->git({u"branch"_s, u"--format=%(refname:short)"_s}), "main"_ba);
}

void tst_GitUndo::takesBackSeveralOneAfterTheOther()
{
    const QByteArray before = m_scratch->git({u"rev-parse"_s, u"HEAD"_s});
    promote();
    const Repository repository = Repository::open(m_scratch->path()).value();
    QVERIFY(CommitWriter(repository)
                .write({.base = repository.resolve("HEAD").value(),
                        .edits = {{path("b.yaml"), "b: 2\n"}},
                        .message = "Promote b\n\nmore"},
                       {}));

    const auto steps = git::undoSteps(repository).value();
    const auto tooEarly = git::undo(repository, steps.at(1), {});
    const auto second = git::undo(repository, steps.at(0), {});
    const auto first = git::undo(repository, steps.at(1), {});

    QCOMPARE(steps.size(), 2u);
    QCOMPARE(steps[0].summary, std::string("Promote b"));
    QVERIFY(!tooEarly);
    QVERIFY2(second && first, first ? "" : first.error().toString().c_str());
    QCOMPARE(m_scratch->git({u"rev-parse"_s, u"HEAD"_s}), before);
}

void tst_GitUndo::saysWhyNot_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("moved on") << "commit"_ba
                              << "'refs/heads/main' has moved on; revert the commit instead"_ba;
    QTest::newRow("pushed") << "push"_ba
                            << "it is on 'origin/main' already; revert it instead"_ba;
    QTest::newRow("changed since")
        << "change"_ba
        << "there are local changes in 'new/c.yaml'; commit, stash or discard them first"_ba;
}

void tst_GitUndo::saysWhyNot()
{
    QFETCH(QByteArray, event);
    QFETCH(QByteArray, message);
    const WrittenCommit written = promote();
    const UndoStep step = lastStep();
    if (event == "commit")
        m_scratch->commit(u"another"_s);
    if (event == "push")
        m_scratch->git({u"update-ref"_s, u"refs/remotes/origin/main"_s, u"HEAD"_s});
    if (event == "change")
        m_scratch->write(u"new/c.yaml"_s, "mine\n");
    const QByteArray head = m_scratch->git({u"rev-parse"_s, u"HEAD"_s});

    const auto undone = git::undo(Repository::open(m_scratch->path()).value(), step, {});

    QVERIFY(!undone);
    QCOMPARE(undone.error().code(), ErrorCode::Conflict);
    QCOMPARE(QByteArray::fromStdString(undone.error().toString()),
             "cannot take back "_ba + QByteArray::fromStdString(written.id.shortText()) + ": "_ba
                 + message);
    QCOMPARE(m_scratch->git({u"rev-parse"_s, u"HEAD"_s}), head);
    QCOMPARE(m_scratch->read(u"apps/a.yaml"_s), "a: 2\n"_ba);
}

void tst_GitUndo::finishesWhatWasInterrupted_data()
{
    QTest::addColumn<QByteArray>("mine");
    QTest::addColumn<QByteArray>("status");

    QTest::newRow("nothing else") << ""_ba << ""_ba;
    QTest::newRow("a file was changed since") << "a: mine\n"_ba << " M apps/a.yaml"_ba;
}

void tst_GitUndo::finishesWhatWasInterrupted()
{
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, status);
    const QByteArray before = m_scratch->git({u"rev-parse"_s, u"HEAD"_s});
    promote();
    const QByteArray after = m_scratch->git({u"rev-parse"_s, u"HEAD"_s});
    // The branch has moved, and neither the index nor one of the files with it.
    m_scratch->git({u"reset"_s, u"-q"_s, u"--hard"_s, u"HEAD~1"_s});
    m_scratch->git({u"update-ref"_s, u"refs/heads/main"_s, QString::fromLatin1(after)});
    m_scratch->remove(u"apps/old.yaml"_s);
    if (!mine.isEmpty())
        m_scratch->write(u"apps/a.yaml"_s, mine);
    interrupt(before, after);
    QFile::remove(m_scratch->filePath(u".git/plumbline/commits"_s));

    const auto repository = Repository::open(m_scratch->path());

    QVERIFY(repository);
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}),
             status.trimmed().isEmpty() ? ""_ba : status);
    QCOMPARE(m_scratch->read(u"apps/a.yaml"_s), mine.isEmpty() ? "a: 2\n"_ba : mine);
    QCOMPARE(m_scratch->read(u"new/c.yaml"_s), "c: 1\n"_ba);
    QVERIFY(!QFileInfo::exists(m_scratch->filePath(u"apps/old.yaml"_s)));
    QCOMPARE(QDir(m_scratch->filePath(u".git/plumbline"_s))
                 .entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             (QStringList{u"commits"_s, u"held"_s, u"lock"_s}));
    QVERIFY(!QFileInfo::exists(m_scratch->filePath(u".git/index.lock"_s)));
    QCOMPARE(lastStep().commit.text(), after.toStdString());
}

void tst_GitUndo::forgetsWhatHadNotComeToCount()
{
    const QByteArray before = m_scratch->git({u"rev-parse"_s, u"HEAD"_s});
    promote();
    const QByteArray after = m_scratch->git({u"rev-parse"_s, u"HEAD"_s});
    m_scratch->git({u"reset"_s, u"-q"_s, u"--hard"_s, u"HEAD~1"_s});
    interrupt(before, after);
    m_scratch->write(u".git/refs/heads/main.lock"_s, after + '\n');

    const auto repository = Repository::open(m_scratch->path());

    QVERIFY(repository);
    QCOMPARE(m_scratch->git({u"rev-parse"_s, u"HEAD"_s}), before);
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}), ""_ba);
    QCOMPARE(m_scratch->read(u"apps/a.yaml"_s), "a: 1\n"_ba);
    QVERIFY(!QFileInfo::exists(m_scratch->filePath(u".git/refs/heads/main.lock"_s)));
    QVERIFY(!QFileInfo::exists(m_scratch->filePath(u".git/plumbline/pending"_s)));
    promote();
}

void tst_GitUndo::leavesTheLockOfAnotherProgram()
{
    const QByteArray before = m_scratch->git({u"rev-parse"_s, u"HEAD"_s});
    interrupt(before, QByteArray(40, '1'));
    m_scratch->write(u".git/index.lock"_s, "DIRC");

    const auto repository = Repository::open(m_scratch->path());

    QVERIFY(repository);
    QCOMPARE(m_scratch->read(u".git/index.lock"_s), "DIRC"_ba);
}

void tst_GitUndo::refusesADamagedJournal()
{
    m_scratch->write(u".git/plumbline/pending"_s, "kind commit\nreference refs/heads/main\n");
    const Repository repository = Repository::open(m_scratch->path()).value();

    const auto written = CommitWriter(repository)
                             .write({.base = repository.resolve("HEAD").value(),
                                     .edits = {{path("b.yaml"), "b: 2\n"}},
                                     .message = "x"},
                                    {});

    QVERIFY(!written);
    QCOMPARE(written.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(written.error().toString(),
             "'" + m_scratch->path()
                 + "/.git/plumbline/pending' is damaged; look at 'git status', then remove it");
}

QTEST_GUILESS_MAIN(tst_GitUndo)
#include "tst_gitundo.moc"
