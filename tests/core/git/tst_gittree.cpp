// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/executor.h"
#include "core/git/repository.h"
#include "tests/support/scratchrepository.h"

#include <QTest>

#include <atomic>

using namespace plumb;
using namespace Qt::StringLiterals;
using files::EntryKind;
using files::TreePath;
using git::Oid;
using git::Repository;

class tst_GitTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnyCommitWithoutCheckout();
    void readsOneFolderOfACommit();
    void keepsTheBytesThatAreStored();
    void followsLinksOnlyInside();
    void showsASubmoduleAsAnEmptyFolder();
    void refusesAHugeBlob();
    void stampsByBlob();
    void dropsNamesThatLeave();
    void isReadByManyThreads();
    void hidesGitsOwnFilesOnDisk();
    void listsNothingThatGitIgnores();
};

namespace {

TreePath path(const char *text)
{
    return TreePath::parse(text).value();
}

std::shared_ptr<const files::FileTree> treeAt(ScratchRepository &scratch, const QByteArray &commit)
{
    const Repository repository = Repository::open(scratch.path()).value();
    return repository.treeAt(Oid::parse(commit.toStdString()).value()).value();
}

QStringList names(const files::FileTree &tree, const TreePath &directory)
{
    const auto entries = tree.list(directory).value();
    QStringList list;
    for (const files::TreeEntry &entry : entries) {
        const char *marks[] = {"", "/", "@"};
        list += QString::fromStdString(entry.name) + QString::fromLatin1(marks[int(entry.kind)]);
    }
    return list;
}

} // namespace

void tst_GitTree::readsAnyCommitWithoutCheckout()
{
    ScratchRepository scratch;
    scratch.write(u"apps/a.yaml"_s, "a: 1\n");
    scratch.write(u"apps-x"_s, "");
    const QByteArray first = scratch.commit(u"one"_s);
    scratch.write(u"apps/a.yaml"_s, "a: 2\n");
    scratch.write(u"b"_s, "");
    scratch.commit(u"two"_s);

    const auto tree = treeAt(scratch, first);

    QCOMPARE(*tree->read(path("apps/a.yaml")).value(), std::string("a: 1\n"));
    QCOMPARE(names(*tree, TreePath()), QStringList({u"apps/"_s, u"apps-x"_s}));
    QVERIFY(tree->kindOf(path("apps")).value() == EntryKind::Directory);
    QVERIFY(!tree->kindOf(path("b")).value());
    QVERIFY(!tree->kindOf(path("apps/a.yaml/x")).value());
    QCOMPARE(tree->read(path("b")).error().toString(), std::string("there is no file 'b'"));
    QCOMPARE(scratch.read(u"apps/a.yaml"_s), "a: 2\n"_ba);
}

void tst_GitTree::readsOneFolderOfACommit()
{
    ScratchRepository scratch;
    scratch.write(u"fleet/apps/a.yaml"_s, "a: 1\n");
    scratch.write(u"other.yaml"_s, "b: 1\n");
    scratch.link(u"fleet/out"_s, u"../other.yaml"_s);
    const QByteArray id = scratch.commit(u"one"_s);
    const Repository repository = Repository::open(scratch.path()).value();
    const Oid commit = Oid::parse(id.toStdString()).value();

    const auto tree = repository.treeAt(commit, path("fleet")).value();
    const auto missing = repository.treeAt(commit, path("fleet/none"));
    const auto file = repository.treeAt(commit, path("other.yaml"));

    QCOMPARE(*tree->read(path("apps/a.yaml")).value(), std::string("a: 1\n"));
    QVERIFY(!tree->kindOf(path("other.yaml")).value());
    QCOMPARE(tree->read(path("out")).error().toString(),
             std::string("the link 'out' points to '../other.yaml', which is outside of the root"));
    QCOMPARE(missing.error().code(), ErrorCode::NotFound);
    QCOMPARE(QByteArray::fromStdString(missing.error().toString()),
             "there is no folder 'fleet/none' in the commit " + id);
    QCOMPARE(file.error().code(), ErrorCode::NotFound);
}

void tst_GitTree::keepsTheBytesThatAreStored()
{
    ScratchRepository scratch;
    scratch.write(u"unix.yaml"_s, "a: 1\nb: 2\n");
    scratch.write(u"dos.yaml"_s, "a: 1\r\nb: 2\r\n");
    const QByteArray commit = scratch.commit(u"one"_s);
    scratch.git({u"config"_s, u"core.autocrlf"_s, u"true"_s});

    const auto tree = treeAt(scratch, commit);

    QCOMPARE(*tree->read(path("unix.yaml")).value(), std::string("a: 1\nb: 2\n"));
    QCOMPARE(*tree->read(path("dos.yaml")).value(), std::string("a: 1\r\nb: 2\r\n"));
}

void tst_GitTree::followsLinksOnlyInside()
{
    ScratchRepository scratch;
    scratch.write(u"base/a.yaml"_s, "a: 1\n");
    scratch.link(u"apps/base"_s, u"../base"_s);
    scratch.link(u"apps/out"_s, u"../../outside"_s);
    scratch.link(u"apps/absolute"_s, u"/etc/passwd"_s);
    scratch.link(u"apps/circle"_s, u"circle"_s);
    const auto tree = treeAt(scratch, scratch.commit(u"one"_s));

    const auto out = tree->read(path("apps/out"));
    const auto absolute = tree->read(path("apps/absolute"));
    const auto circle = tree->kindOf(path("apps/circle/x"));

    QCOMPARE(*tree->read(path("apps/base/a.yaml")).value(), std::string("a: 1\n"));
    QCOMPARE(tree->locate(path("apps/base/a.yaml")).value().value(), path("base/a.yaml"));
    QCOMPARE(names(*tree, path("apps/base")), QStringList({u"a.yaml"_s}));
    QCOMPARE(out.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(out.error().toString(),
             std::string("the link 'apps/out' points to '../../outside', which is outside of the "
                         "root"));
    QCOMPARE(absolute.error().toString(),
             std::string("the link 'apps/absolute' points to '/etc/passwd', which is outside of "
                         "the root"));
    QCOMPARE(circle.error().code(), ErrorCode::InvalidInput);
}

void tst_GitTree::showsASubmoduleAsAnEmptyFolder()
{
    ScratchRepository scratch;
    const QByteArray first = scratch.commit(u"one"_s);
    scratch.git({u"update-index"_s, u"--add"_s, u"--cacheinfo"_s,
                 u"160000,"_s + QString::fromLatin1(first) + u",vendor/charts"_s});
    scratch.git({u"commit"_s, u"-q"_s, u"-m"_s, u"two"_s});
    const auto tree = treeAt(scratch, scratch.git({u"rev-parse"_s, u"HEAD"_s}));

    QVERIFY(tree->kindOf(path("vendor/charts")).value() == EntryKind::Directory);
    QCOMPARE(names(*tree, path("vendor")), QStringList({u"charts/"_s}));
    QCOMPARE(names(*tree, path("vendor/charts")), QStringList());
    QVERIFY(!tree->kindOf(path("vendor/charts/a")).value());
}

void tst_GitTree::refusesAHugeBlob()
{
    ScratchRepository scratch;
    scratch.write(u"huge.yaml"_s, QByteArray((64 << 20) + 1, 'x'));
    const auto tree = treeAt(scratch, scratch.commit(u"one"_s));

    const auto content = tree->read(path("huge.yaml"));

    QCOMPARE(content.error().code(), ErrorCode::LimitExceeded);
    QCOMPARE(content.error().toString(),
             std::string("the file 'huge.yaml' has 67108865 bytes, more than the 67108864 that "
                         "are read"));
}

void tst_GitTree::stampsByBlob()
{
    ScratchRepository scratch;
    scratch.write(u"a"_s, "1");
    scratch.write(u"b"_s, "1");
    const auto tree = treeAt(scratch, scratch.commit(u"one"_s));

    QCOMPARE(tree->stampOf(path("a")).value(),
             scratch.git({u"rev-parse"_s, u"HEAD:a"_s}).toStdString());
    QCOMPARE(tree->stampOf(path("b")).value(), tree->stampOf(path("a")).value());
    QCOMPARE(tree->stampOf(path("c")).value(), std::string());
}

void tst_GitTree::dropsNamesThatLeave()
{
    ScratchRepository scratch;
    const QByteArray blob = scratch.git({u"hash-object"_s, u"-w"_s, u"--stdin"_s}, "x");
    QByteArray raw;
    for (const QByteArray &name : {"."_ba, ".."_ba, "a/b"_ba, "good"_ba})
        raw += "100644 " + name + '\0' + QByteArray::fromHex(blob);
    const QByteArray tree = scratch.git(
        {u"hash-object"_s, u"-t"_s, u"tree"_s, u"--literally"_s, u"-w"_s, u"--stdin"_s}, raw);
    const QByteArray commit =
        scratch.git({u"commit-tree"_s, QString::fromLatin1(tree), u"-m"_s, u"hostile"_s});

    const auto files = treeAt(scratch, commit);

    QCOMPARE(names(*files, TreePath()), QStringList({u"good"_s}));
}

void tst_GitTree::isReadByManyThreads()
{
    ScratchRepository scratch;
    for (int i = 0; i < 200; ++i)
        scratch.write(u"d%1/f%2"_s.arg(i % 7).arg(i), QByteArray::number(i));
    const auto tree = treeAt(scratch, scratch.commit(u"one"_s));
    std::atomic<int> wrong = 0;

    ThreadExecutor(4).forEach(200, [&](std::size_t i) {
        const std::string name = "d" + std::to_string(i % 7) + "/f" + std::to_string(i);
        const auto content = tree->read(path(name.c_str()));
        if (!content || **content != std::to_string(i))
            ++wrong;
    });

    QCOMPARE(wrong.load(), 0);
}

void tst_GitTree::hidesGitsOwnFilesOnDisk()
{
    ScratchRepository scratch;
    scratch.write(u"a"_s, "1");
    scratch.write(u"nested/.git/config"_s, "secret");
    scratch.write(u"nested/b"_s, "2");
    scratch.link(u"sly"_s, u".git/config"_s);

    const auto tree = Repository::open(scratch.path()).value().workingTree().value();

    QCOMPARE(names(*tree, TreePath()), QStringList({u"a"_s, u"nested/"_s, u"sly@"_s}));
    QCOMPARE(names(*tree, path("nested")), QStringList({u"b"_s}));
    QCOMPARE(*tree->read(path("nested/b")).value(), std::string("2"));
    QVERIFY(!tree->kindOf(path(".git/config")).value());
    QVERIFY(!tree->kindOf(path("sly")).value());
    QCOMPARE(tree->read(path("sly")).error().code(), ErrorCode::NotFound);
    QCOMPARE(tree->read(path("nested/.git/config")).error().code(), ErrorCode::NotFound);
    QCOMPARE(tree->stampOf(path("sly")).value(), std::string());
}

void tst_GitTree::listsNothingThatGitIgnores()
{
    ScratchRepository scratch;
    scratch.write(u"tracked.tmp"_s, "t");
    scratch.commit(u"one"_s);
    scratch.write(u".gitignore"_s, "*.tmp\nsecret/\n");
    scratch.write(u"new.tmp"_s, "n");
    scratch.write(u"new.yaml"_s, "n");
    scratch.write(u"secret/a.yaml"_s, "s");

    const auto tree = Repository::open(scratch.path()).value().workingTree().value();

    const auto entries = tree->list({}).value();
    QByteArray names;
    for (const files::TreeEntry &entry : entries)
        names += QByteArray::fromStdString(entry.name) + ' ';
    QCOMPARE(names, ".gitignore new.yaml tracked.tmp "_ba);
    QCOMPARE(tree->listStamped({}).value().size(), 3u);
}

QTEST_GUILESS_MAIN(tst_GitTree)
#include "tst_gittree.moc"
