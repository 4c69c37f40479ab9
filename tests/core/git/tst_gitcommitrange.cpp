// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/commitrange.h"
#include "tests/support/scratchrepository.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using git::Oid;
using git::Repository;

class tst_GitCommitRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatTheOlderCommitLacks();
    void countsBothWaysAcrossBranches();
    void saysWhenACommitIsNotThere();

private:
    static Oid oid(const QByteArray &id) { return Oid::parse(id.toStdString()).value(); }
};

void tst_GitCommitRange::countsWhatTheOlderCommitLacks()
{
    ScratchRepository scratch;
    scratch.write(u"a"_s, "1");
    const Oid first = oid(scratch.commit(u"first"_s));
    for (const QString &name : {u"second"_s, u"third"_s, u"fourth"_s}) {
        scratch.write(u"a"_s, name.toUtf8());
        scratch.commit(name);
    }
    const Repository repository = Repository::open(scratch.path()).value();
    const Oid head = repository.resolve("HEAD").value();

    const auto range = git::commitsBetween(repository, first, head, 2, {});
    const auto none = git::commitsBetween(repository, head, head, 2, {});

    QVERIFY(range && none);
    QCOMPARE(range->count, 3u);
    QCOMPARE(range->behind, 0u);
    QCOMPARE(range->commits.size(), 2u);
    QCOMPARE(range->commits.front().summary(), "fourth");
    QVERIFY(*none == git::CommitRange());
}

void tst_GitCommitRange::countsBothWaysAcrossBranches()
{
    ScratchRepository scratch;
    scratch.write(u"a"_s, "1");
    scratch.commit(u"start"_s);
    scratch.git({u"checkout"_s, u"-q"_s, u"-b"_s, u"side"_s});
    scratch.write(u"a"_s, "2");
    const Oid side = oid(scratch.commit(u"side"_s));
    scratch.git({u"checkout"_s, u"-q"_s, u"main"_s});
    scratch.write(u"b"_s, "1");
    const Oid head = oid(scratch.commit(u"main"_s));

    const auto range =
        git::commitsBetween(Repository::open(scratch.path()).value(), side, head, 10, {});

    QVERIFY(range);
    QCOMPARE(range->count, 1u);
    QCOMPARE(range->behind, 1u);
    QCOMPARE(range->commits.front().summary(), "main");
}

void tst_GitCommitRange::saysWhenACommitIsNotThere()
{
    ScratchRepository scratch;
    scratch.write(u"a"_s, "1");
    const Oid head = oid(scratch.commit(u"start"_s));

    const auto range = git::commitsBetween(Repository::open(scratch.path()).value(),
                                           oid(QByteArray(40, 'b')), head, 10, {});

    QVERIFY(!range);
    QVERIFY(range.error().code() == ErrorCode::NotFound);
}

QTEST_APPLESS_MAIN(tst_GitCommitRange)
#include "tst_gitcommitrange.moc"
