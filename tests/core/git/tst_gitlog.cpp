// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/log.h"
#include "tests/support/scratchrepository.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using files::TreePath;
using git::Log;
using git::Repository;

class tst_GitLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsNewestFirst();
    void comesInPages();
    void listsOnlyCommitsOfAPath_data();
    void listsOnlyCommitsOfAPath();
    void followsRenames();
    void putsChildrenBeforeParentsWhateverTheClockSays();
    void endsWhereAShallowCloneEnds();
    void saysWhenNothingWasCommitted();
    void stopsOnRequest();

private:
    /// Two branches that each change things and are merged.
    static void makeHistory(ScratchRepository &scratch);
};

namespace {

QStringList summaries(const git::LogPage &page)
{
    QStringList list;
    for (const git::LogEntry &entry : page.entries)
        list += QString::fromStdString(entry.commit.summary());
    return list;
}

TreePath path(const QByteArray &text)
{
    return TreePath::parse(text.toStdString()).value();
}

} // namespace

void tst_GitLog::makeHistory(ScratchRepository &scratch)
{
    scratch.write(u"apps/a.yaml"_s, "a: 1\n");
    scratch.write(u"infra/b.yaml"_s, "b: 1\n");
    scratch.commit(u"start"_s);
    scratch.git({u"checkout"_s, u"-q"_s, u"-b"_s, u"side"_s});
    scratch.write(u"apps/a.yaml"_s, "a: 2\n");
    scratch.commit(u"side a"_s);
    scratch.git({u"checkout"_s, u"-q"_s, u"main"_s});
    scratch.write(u"infra/b.yaml"_s, "b: 2\n");
    scratch.commit(u"main b"_s);
    scratch.git({u"merge"_s, u"-q"_s, u"--no-ff"_s, u"-m"_s, u"merge"_s, u"side"_s});
    scratch.write(u"apps/c.yaml"_s, "c: 1\n");
    scratch.commit(u"add c"_s);
    scratch.remove(u"apps/c.yaml"_s);
    scratch.commit(u"remove c"_s);
}

void tst_GitLog::listsNewestFirst()
{
    ScratchRepository scratch;
    makeHistory(scratch);

    const git::LogPage page = git::log(Repository::open(scratch.path()).value(), {}, {}).value();

    QVERIFY(page.isLast);
    QCOMPARE(summaries(page), QStringList({u"remove c"_s, u"add c"_s, u"merge"_s, u"main b"_s,
                                           u"side a"_s, u"start"_s}));
    QCOMPARE(page.entries[2].commit.parents.size(), 2u);
}

void tst_GitLog::comesInPages()
{
    ScratchRepository scratch;
    makeHistory(scratch);
    Log log = Log::open(Repository::open(scratch.path()).value(), {.pageSize = 4}).value();

    const git::LogPage first = log.next({}).value();
    const git::LogPage second = log.next({}).value();
    const git::LogPage third = log.next({}).value();

    QCOMPARE(summaries(first), QStringList({u"remove c"_s, u"add c"_s, u"merge"_s, u"main b"_s}));
    QVERIFY(!first.isLast);
    QCOMPARE(summaries(second), QStringList({u"side a"_s, u"start"_s}));
    QVERIFY(second.isLast);
    QVERIFY(third.entries.empty() && third.isLast);
}

void tst_GitLog::listsOnlyCommitsOfAPath_data()
{
    QTest::addColumn<QByteArray>("file");

    QTest::newRow("file changed on a side branch") << "apps/a.yaml"_ba;
    QTest::newRow("file changed on the main branch") << "infra/b.yaml"_ba;
    QTest::newRow("folder") << "apps"_ba;
    QTest::newRow("file that is gone") << "apps/c.yaml"_ba;
    QTest::newRow("never there") << "nowhere/x"_ba;
    QTest::newRow("below a file") << "apps/a.yaml/x"_ba;
}

void tst_GitLog::listsOnlyCommitsOfAPath()
{
    QFETCH(QByteArray, file);
    ScratchRepository scratch;
    makeHistory(scratch);
    const QByteArray expected =
        scratch.git({u"log"_s, u"--format=%s"_s, u"--"_s, QString::fromLatin1(file)});

    const git::LogPage page =
        git::log(Repository::open(scratch.path()).value(), {.path = path(file)}, {}).value();

    QVERIFY(page.isLast);
    QCOMPARE(summaries(page).join(u'\n'), QString::fromUtf8(expected));
}

void tst_GitLog::followsRenames()
{
    ScratchRepository scratch;
    const QByteArray content = "kind: Deployment\nname: podinfo\nreplicas: 1\nimage: podinfo\n";
    scratch.write(u"old.yaml"_s, content);
    scratch.commit(u"add"_s);
    scratch.write(u"old.yaml"_s, content + "port: 80\n");
    scratch.commit(u"change"_s);
    scratch.git({u"mv"_s, u"old.yaml"_s, u"between.yaml"_s});
    scratch.commit(u"move"_s);
    scratch.git({u"mv"_s, u"between.yaml"_s, u"new.yaml"_s});
    scratch.write(u"new.yaml"_s, content + "port: 8080\n");
    scratch.commit(u"move and change"_s);
    const Repository repository = Repository::open(scratch.path()).value();

    const git::LogPage page = git::log(repository, {.path = path("new.yaml")}, {}).value();
    const git::LogPage strict =
        git::log(repository, {.path = path("new.yaml"), .followRenames = false}, {}).value();

    QCOMPARE(summaries(page),
             QStringList({u"move and change"_s, u"move"_s, u"change"_s, u"add"_s}));
    QCOMPARE(page.entries[0].path, path("new.yaml"));
    QCOMPARE(page.entries[0].renamedFrom, path("between.yaml"));
    QCOMPARE(page.entries[1].renamedFrom, path("old.yaml"));
    QCOMPARE(page.entries[2].path, path("old.yaml"));
    QVERIFY(page.entries[2].renamedFrom.isRoot());
    QCOMPARE(summaries(strict), QStringList({u"move and change"_s}));
}

void tst_GitLog::putsChildrenBeforeParentsWhateverTheClockSays()
{
    ScratchRepository scratch;
    const QByteArray stream =
        "commit refs/heads/main\nmark :1\ncommitter A <a@b> 9000 +0000\ndata 4\nroot\n"
        "commit refs/heads/side\nmark :2\ncommitter A <a@b> 100 +0000\ndata 4\nslow\nfrom :1\n"
        "commit refs/heads/side\nmark :3\ncommitter A <a@b> 50 +0000\ndata 5\nslow2\nfrom :2\n"
        "commit refs/heads/main\nmark :4\ncommitter A <a@b> 8000 +0000\ndata 4\nfast\nfrom :1\n"
        "commit refs/heads/main\nmark :5\ncommitter A <a@b> 8500 +0000\ndata 5\nmerge\nfrom "
        ":4\nmerge :3\n";
    scratch.git({u"fast-import"_s, u"--quiet"_s}, stream);

    const git::LogPage page = git::log(Repository::open(scratch.path()).value(), {}, {}).value();

    QCOMPARE(summaries(page),
             QStringList({u"merge"_s, u"fast"_s, u"slow2"_s, u"slow"_s, u"root"_s}));
}

void tst_GitLog::endsWhereAShallowCloneEnds()
{
    ScratchRepository scratch;
    makeHistory(scratch);
    const QString shallow = scratch.beside(u"shallow"_s);
    scratch.git({u"clone"_s, u"-q"_s, u"--depth=2"_s,
                 u"file://"_s + QString::fromStdString(scratch.path()), shallow});
    const Repository repository = Repository::open(shallow.toStdString()).value();

    const git::LogPage all = git::log(repository, {}, {}).value();
    const git::LogPage file = git::log(repository, {.path = path("apps/a.yaml")}, {}).value();

    QCOMPARE(summaries(all), QStringList({u"remove c"_s, u"add c"_s}));
    QVERIFY(all.isLast);
    QCOMPARE(summaries(file), QStringList({u"add c"_s}));
}

void tst_GitLog::saysWhenNothingWasCommitted()
{
    ScratchRepository scratch;

    const auto page = git::log(Repository::open(scratch.path()).value(), {}, {});

    QVERIFY(!page);
    QCOMPARE(page.error().code(), ErrorCode::NotFound);
    QCOMPARE(page.error().toString(), std::string("the branch 'main' has no commits yet"));
}

void tst_GitLog::stopsOnRequest()
{
    ScratchRepository scratch;
    makeHistory(scratch);
    std::stop_source stop;
    stop.request_stop();

    const auto page =
        git::log(Repository::open(scratch.path()).value(), {}, {.stop = stop.get_token()});

    QVERIFY(!page);
    QCOMPARE(page.error().code(), ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(tst_GitLog)
#include "tst_gitlog.moc"
