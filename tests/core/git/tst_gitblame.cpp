// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/blame.h"
#include "tests/support/scratchrepository.h"

#include <QTest>

#include <random>

using namespace plumb;
using namespace Qt::StringLiterals;
using files::TreePath;
using git::Repository;

class tst_GitBlame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheCommitOfEachLine();
    void looksAtSomeLinesOnly();
    void followsRenamesAndMerges();
    void agreesWithGitOnARandomHistory();
    void saysWhenThereIsNoFile();
};

namespace {

TreePath path(const char *text)
{
    return TreePath::parse(text).value();
}

Result<std::vector<git::BlameRange>> blame(const ScratchRepository &scratch, const char *file,
                                           int first = 1, int last = 0)
{
    const Repository repository = Repository::open(scratch.path()).value();
    return git::blame(repository,
                      {.file = path(file),
                       .revision = repository.resolve("HEAD").value(),
                       .firstLine = first,
                       .lastLine = last},
                      {});
}

QStringList rows(const Result<std::vector<git::BlameRange>> &ranges)
{
    QStringList list;
    for (const git::BlameRange &range : ranges.value()) {
        list += u"%1+%2 %3 %4:%5"_s.arg(range.firstLine)
                    .arg(range.lineCount)
                    .arg(QString::fromStdString(range.commit.summary()),
                         QString::fromStdString(range.originalPath.text()))
                    .arg(range.originalFirstLine);
    }
    return list;
}

} // namespace

void tst_GitBlame::namesTheCommitOfEachLine()
{
    ScratchRepository scratch;
    scratch.write(u"a.yaml"_s, "a: 1\nb: 1\nc: 1\n");
    scratch.commit(u"one"_s);
    scratch.write(u"a.yaml"_s, "a: 1\nb: 2\nc: 1\n");
    scratch.commit(u"two"_s);
    scratch.write(u"other"_s, "");
    scratch.commit(u"unrelated"_s);
    scratch.write(u"a.yaml"_s, "new: 3\na: 1\nb: 2\nc: 1");
    scratch.commit(u"three"_s);

    QCOMPARE(rows(blame(scratch, "a.yaml")),
             QStringList({u"1+1 three a.yaml:1"_s, u"2+1 one a.yaml:1"_s, u"3+1 two a.yaml:2"_s,
                          u"4+1 three a.yaml:4"_s}));
}

void tst_GitBlame::looksAtSomeLinesOnly()
{
    ScratchRepository scratch;
    scratch.write(u"a.yaml"_s, "1\n2\n3\n4\n");
    scratch.commit(u"one"_s);
    scratch.write(u"a.yaml"_s, "0\n1\n2\n3\n4\n");
    scratch.commit(u"two"_s);

    QCOMPARE(rows(blame(scratch, "a.yaml", 3, 4)), QStringList({u"3+2 one a.yaml:2"_s}));
    QCOMPARE(rows(blame(scratch, "a.yaml", 5, 90)), QStringList({u"5+1 one a.yaml:4"_s}));
    QCOMPARE(rows(blame(scratch, "a.yaml", 9, 9)), QStringList());
}

void tst_GitBlame::followsRenamesAndMerges()
{
    ScratchRepository scratch;
    scratch.write(u"old.yaml"_s, "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    scratch.commit(u"one"_s);
    scratch.git({u"mv"_s, u"old.yaml"_s, u"new.yaml"_s});
    scratch.commit(u"move"_s);
    scratch.git({u"checkout"_s, u"-q"_s, u"-b"_s, u"side"_s});
    scratch.write(u"new.yaml"_s, "side\n2\n3\n4\n5\n6\n7\n8\n9\n");
    scratch.commit(u"side"_s);
    scratch.git({u"checkout"_s, u"-q"_s, u"main"_s});
    scratch.write(u"new.yaml"_s, "1\n2\n3\n4\n5\n6\n7\n8\nmain\n");
    scratch.commit(u"main"_s);
    scratch.git({u"merge"_s, u"-q"_s, u"-m"_s, u"merge"_s, u"side"_s});

    QCOMPARE(
        rows(blame(scratch, "new.yaml")),
        QStringList({u"1+1 side new.yaml:1"_s, u"2+7 one old.yaml:2"_s, u"9+1 main new.yaml:9"_s}));
}

void tst_GitBlame::agreesWithGitOnARandomHistory()
{
    ScratchRepository scratch;
    std::mt19937 random(7);
    QList<QByteArray> lines;
    for (int i = 0; i < 40; ++i)
        lines += "line " + QByteArray::number(i);
    for (int revision = 0; revision < 25; ++revision) {
        const auto at = qsizetype(random() % std::size_t(lines.size()));
        if (revision % 3 == 0)
            lines.remove(at, std::min<qsizetype>(2, lines.size() - at));
        else
            lines.insert(at, "revision " + QByteArray::number(revision));
        scratch.write(u"a.yaml"_s, lines.join('\n') + '\n');
        scratch.commit(u"revision %1"_s.arg(revision));
    }
    QStringList expected;
    const QByteArray porcelain = scratch.git({u"blame"_s, u"--line-porcelain"_s, u"a.yaml"_s});
    for (const QByteArray &line : porcelain.split('\n')) {
        if (line.startsWith("summary "))
            expected += QString::fromUtf8(line.mid(8));
    }

    const auto ranges = blame(scratch, "a.yaml");

    QStringList actual;
    for (const git::BlameRange &range : ranges.value()) {
        for (int i = 0; i < range.lineCount; ++i)
            actual += QString::fromStdString(range.commit.summary());
    }
    QCOMPARE(actual, expected);
}

void tst_GitBlame::saysWhenThereIsNoFile()
{
    ScratchRepository scratch;
    scratch.write(u"folder/a"_s, "");
    const std::string head = scratch.commit(u"one"_s).toStdString();

    const auto ranges = blame(scratch, "folder");

    QVERIFY(!ranges);
    QCOMPARE(ranges.error().code(), ErrorCode::NotFound);
    QCOMPARE(ranges.error().toString(),
             "blaming 'folder': there is no file 'folder' in commit " + head);
}

QTEST_GUILESS_MAIN(tst_GitBlame)
#include "tst_gitblame.moc"
