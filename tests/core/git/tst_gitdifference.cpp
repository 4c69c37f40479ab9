// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/difference.h"
#include "tests/support/scratchrepository.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using files::TreePath;
using git::FileChange;
using git::Repository;
using git::Side;

class tst_GitDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesCommits();
    void comparesWithIndexAndDisk();
    void comparesOnlySomePaths();
    void writesWhatGitApplyAccepts_data();
    void writesWhatGitApplyAccepts();
    void hasHunksWithLineNumbers();
    void comparesTexts();
    void listsBinaryFilesWithoutHunks();
};

namespace {

TreePath path(const char *text)
{
    return TreePath::parse(text).value();
}

QStringList rows(const Result<std::vector<git::FileDifference>> &files)
{
    QStringList list;
    for (const git::FileDifference &file : files.value()) {
        constexpr QLatin1StringView letters("ADMRT");
        QString row =
            QString(letters[int(file.change)]) + u' ' + QString::fromStdString(file.newPath.text());
        if (file.change == FileChange::Renamed)
            row += u" from "_s + QString::fromStdString(file.oldPath.text());
        list += row;
    }
    return list;
}

} // namespace

void tst_GitDifference::comparesCommits()
{
    ScratchRepository scratch;
    scratch.write(u"changed"_s, "1\n");
    scratch.write(u"moved"_s, "a\nb\nc\nd\n");
    scratch.write(u"gone"_s, "something else\n");
    scratch.commit(u"one"_s);
    scratch.write(u"changed"_s, "2\n");
    scratch.git({u"mv"_s, u"moved"_s, u"here"_s});
    scratch.remove(u"gone"_s);
    scratch.write(u"new"_s, "n\n");
    scratch.commit(u"two"_s);
    const Repository repository = Repository::open(scratch.path()).value();
    const Side first = Side::commit(repository.resolve("HEAD~1").value());
    const Side second = Side::commit(repository.resolve("HEAD").value());

    const auto forth = git::difference(repository, first, second, {}, {});
    const auto back = git::difference(repository, second, first, {}, {});
    const auto all = git::difference(repository, Side::nothing(), second, {}, {});

    QCOMPARE(rows(forth),
             QStringList({u"M changed"_s, u"D gone"_s, u"R here from moved"_s, u"A new"_s}));
    QCOMPARE(rows(back),
             QStringList({u"M changed"_s, u"A gone"_s, u"R moved from here"_s, u"D new"_s}));
    QCOMPARE(rows(all), QStringList({u"A changed"_s, u"A here"_s, u"A new"_s}));
}

void tst_GitDifference::comparesWithIndexAndDisk()
{
    ScratchRepository scratch;
    scratch.write(u"a"_s, "1\n");
    scratch.write(u"b"_s, "1\n");
    scratch.commit(u"one"_s);
    scratch.write(u"a"_s, "2\n");
    scratch.git({u"add"_s, u"a"_s});
    scratch.write(u"b"_s, "2\n");
    scratch.write(u"folder/new"_s, "n\n");
    const Repository repository = Repository::open(scratch.path()).value();
    const Side head = Side::commit(repository.resolve("HEAD").value());

    QCOMPARE(rows(git::difference(repository, head, Side::index(), {}, {})),
             QStringList({u"M a"_s}));
    QCOMPARE(rows(git::difference(repository, Side::index(), Side::worktree(), {}, {})),
             QStringList({u"M b"_s, u"A folder/new"_s}));
    QCOMPARE(rows(git::difference(repository, head, Side::worktree(), {}, {})),
             QStringList({u"M a"_s, u"M b"_s, u"A folder/new"_s}));
    QCOMPARE(rows(git::difference(repository, Side::worktree(), head, {}, {})),
             QStringList({u"M a"_s, u"M b"_s, u"D folder/new"_s}));
    const auto back =
        git::difference(repository, Side::worktree(), head, {.paths = {path("folder")}}, {});
    QCOMPARE(git::toPatch(back.value()[0]),
             std::string("diff --git a/folder/new b/folder/new\ndeleted file mode 100644\n"
                         "--- a/folder/new\n+++ /dev/null\n@@ -1 +0,0 @@\n-n\n"));
    QCOMPARE(rows(git::difference(repository, Side::index(), Side::index(), {}, {})),
             QStringList());
}

void tst_GitDifference::comparesOnlySomePaths()
{
    ScratchRepository scratch;
    for (const QString &name : {u"apps/a"_s, u"apps/[x]"_s, u"infra/b"_s})
        scratch.write(name, "1\n");
    scratch.commit(u"one"_s);
    const Repository repository = Repository::open(scratch.path()).value();
    const Side head = Side::commit(repository.resolve("HEAD").value());

    const auto folder =
        git::difference(repository, Side::nothing(), head, {.paths = {path("apps")}}, {});
    const auto odd =
        git::difference(repository, Side::nothing(), head, {.paths = {path("apps/[x]")}}, {});

    QCOMPARE(rows(folder), QStringList({u"A apps/[x]"_s, u"A apps/a"_s}));
    QCOMPARE(rows(odd), QStringList({u"A apps/[x]"_s}));
}

void tst_GitDifference::writesWhatGitApplyAccepts_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("change") << "a\nb\nc\nd\ne\nf\ng\nh\n"_ba << "a\nB\nc\nd\ne\nf\ng\nh\ni\n"_ba;
    QTest::newRow("no line end before") << "a\nb"_ba << "a\nb\n"_ba;
    QTest::newRow("no line end after") << "a\nb\n"_ba << "a\nc"_ba;
    QTest::newRow("emptied") << "a\n"_ba << ""_ba;
    QTest::newRow("filled") << ""_ba << "a\n"_ba;
    QTest::newRow("dos line ends") << "a\r\nb\r\n"_ba << "a\r\nc\r\n"_ba;
}

void tst_GitDifference::writesWhatGitApplyAccepts()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const QString name = u"tab\tand \"quote\".yaml"_s;
    ScratchRepository scratch;
    scratch.write(name, before);
    scratch.write(u"gone"_s, "1\n");
    scratch.commit(u"one"_s);
    scratch.write(name, after);
    scratch.remove(u"gone"_s);
    scratch.write(u"new"_s, "2\n");
    scratch.commit(u"two"_s);
    const Repository repository = Repository::open(scratch.path()).value();
    const auto files =
        git::difference(repository, Side::commit(repository.resolve("HEAD~1").value()),
                        Side::commit(repository.resolve("HEAD").value()), {}, {});
    std::string patch;
    for (const git::FileDifference &file : files.value())
        patch += git::toPatch(file);

    scratch.git({u"checkout"_s, u"-q"_s, u"HEAD~1"_s});
    scratch.git({u"apply"_s, u"--index"_s}, QByteArray::fromStdString(patch));

    QCOMPARE(scratch.git({u"write-tree"_s}), scratch.git({u"rev-parse"_s, u"main^{tree}"_s}));
}

void tst_GitDifference::hasHunksWithLineNumbers()
{
    const auto file = git::textDifference(path("a.yaml"), "spec:\n  a: 1\n  b: 2\n",
                                          "spec:\n  b: 3\n  c: 4\n", 1);

    QCOMPARE(file->hunks.size(), 1u);
    QStringList lines;
    for (const git::DifferenceLine &line : file->hunks[0].lines) {
        lines += u"%1 %2 %3 %4"_s.arg(int(line.kind))
                     .arg(line.oldLine)
                     .arg(line.newLine)
                     .arg(QString::fromStdString(line.text).trimmed());
    }
    QCOMPARE(lines, QStringList({u"0 1 1 spec:"_s, u"2 2 0 a: 1"_s, u"2 3 0 b: 2"_s,
                                 u"1 0 2 b: 3"_s, u"1 0 3 c: 4"_s}));
}

void tst_GitDifference::comparesTexts()
{
    const TreePath file = path("a.yaml");

    const auto changed = git::textDifference(file, "a: 1\nb: 2\n", "a: 1\nb: 3\n");
    const auto added = git::textDifference(file, std::nullopt, "a: 1\n");
    const auto deleted = git::textDifference(file, "a: 1\n", std::nullopt);
    const auto same = git::textDifference(file, "a: 1\n", "a: 1\n");

    QCOMPARE(git::toPatch(changed.value()),
             std::string("diff --git a/a.yaml b/a.yaml\n--- a/a.yaml\n+++ b/a.yaml\n"
                         "@@ -1,2 +1,2 @@\n a: 1\n-b: 2\n+b: 3\n"));
    QCOMPARE(git::toPatch(added.value()),
             std::string("diff --git a/a.yaml b/a.yaml\nnew file mode 100644\n--- /dev/null\n"
                         "+++ b/a.yaml\n@@ -0,0 +1 @@\n+a: 1\n"));
    QCOMPARE(git::toPatch(deleted.value()),
             std::string("diff --git a/a.yaml b/a.yaml\ndeleted file mode 100644\n"
                         "--- a/a.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-a: 1\n"));
    QVERIFY(same->hunks.empty());
}

void tst_GitDifference::listsBinaryFilesWithoutHunks()
{
    ScratchRepository scratch;
    scratch.write(u"image"_s, QByteArray("\x89PNG\0\0\1", 7));
    scratch.commit(u"one"_s);
    const Repository repository = Repository::open(scratch.path()).value();

    const auto files = git::difference(repository, Side::nothing(),
                                       Side::commit(repository.resolve("HEAD").value()), {}, {});

    QVERIFY(files.value()[0].isBinary);
    QVERIFY(files.value()[0].hunks.empty());
    QCOMPARE(git::toPatch(files.value()[0]),
             std::string("diff --git a/image b/image\nnew file mode 100644\nBinary files /dev/null "
                         "and b/image differ\n"));
}

QTEST_GUILESS_MAIN(tst_GitDifference)
#include "tst_gitdifference.moc"
