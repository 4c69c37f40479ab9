// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/mainline.h"
#include "tests/support/scratchrepository.h"

#include <QTest>

using namespace plumb;
using namespace plumb::git;
using namespace Qt::StringLiterals;

namespace {

// "+a.yaml ~b/c.yaml -d.yaml"
QByteArray textOf(const std::vector<ChangedFile> &files)
{
    std::string text;
    for (const ChangedFile &file : files) {
        const char mark = file.before.isNull() ? '+' : file.after.isNull() ? '-' : '~';
        text += (text.empty() ? "" : " ") + std::string(1, mark) + file.path.text();
    }
    return QByteArray::fromStdString(text);
}

} // namespace

class tst_GitMainline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsTheFilesThatACommitChanged();
    void showsAMergeAsWhatItBroughtIn();
    void readsBlobs();
};

void tst_GitMainline::listsTheFilesThatACommitChanged()
{
    ScratchRepository scratch;
    scratch.write(u"a/b/one.yaml"_s, "1\n");
    scratch.write(u"a/two.yaml"_s, "2\n");
    scratch.write(u"gone"_s, "folder or file\n");
    scratch.commit(u"First"_s);
    scratch.write(u"a/b/one.yaml"_s, "3\n");
    scratch.remove(u"gone"_s);
    scratch.write(u"gone/inside.yaml"_s, "4\n");
    scratch.commit(u"Second"_s);
    const auto repository = Repository::open(scratch.path());
    QVERIFY(repository);

    const auto second = changedFiles(*repository, *repository->resolve("HEAD"));
    const auto first = changedFiles(*repository, *repository->resolve("HEAD~1"));

    QVERIFY(second && first);
    QCOMPARE(textOf(*second), "~a/b/one.yaml -gone +gone/inside.yaml"_ba);
    QCOMPARE(textOf(*first), "+a/b/one.yaml +a/two.yaml +gone"_ba);
}

void tst_GitMainline::showsAMergeAsWhatItBroughtIn()
{
    ScratchRepository scratch;
    scratch.write(u"a.yaml"_s, "1\n");
    scratch.commit(u"First"_s);
    scratch.git({u"checkout"_s, u"-q"_s, u"-b"_s, u"side"_s});
    scratch.write(u"b.yaml"_s, "1\n");
    scratch.commit(u"On the side"_s);
    scratch.write(u"c.yaml"_s, "1\n");
    scratch.commit(u"More"_s);
    scratch.git({u"checkout"_s, u"-q"_s, u"-"_s});
    scratch.git({u"merge"_s, u"-q"_s, u"--no-ff"_s, u"-m"_s, u"Merge"_s, u"side"_s});
    const auto repository = Repository::open(scratch.path());
    QVERIFY(repository);
    Mainline mainline(*repository, *repository->resolve("HEAD"));

    QByteArrayList steps;
    while (auto step = mainline.next({}).value_or(std::nullopt))
        steps << textOf(step->files);

    QCOMPARE(steps, QByteArrayList({"+b.yaml +c.yaml"_ba, "+a.yaml"_ba}));
}

void tst_GitMainline::readsBlobs()
{
    ScratchRepository scratch;
    scratch.write(u"a.yaml"_s, "a: 1\r\n");
    scratch.commit(u"First"_s);
    const auto repository = Repository::open(scratch.path());
    QVERIFY(repository);
    const auto files = changedFiles(*repository, *repository->resolve("HEAD"));
    QVERIFY(files);

    const auto text = blobText(*repository, files->front().after);
    const auto none = blobText(*repository, Oid(Oid::Bytes{1}));

    QVERIFY(text && !none);
    QCOMPARE(QByteArray::fromStdString(*text), "a: 1\r\n"_ba);
    QCOMPARE(none.error().code(), ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(tst_GitMainline)
#include "tst_gitmainline.moc"
