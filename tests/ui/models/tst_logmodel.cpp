// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/logmodel.h"
#include "ui/roles/status.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

namespace {

git::Commit commit(char digit, const std::string &message)
{
    return {.id = *git::Oid::parse(std::string(40, digit)),
            .tree = {},
            .parents = {},
            .author = {.name = "Ada", .email = "ada@example.org", .time = 1'700'000'000},
            .committer = {},
            .message = message};
}

QStringList rows(const LogModel &model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row);
        result << QStringList{index.data().toString(), index.data(TitleSuffixRole).toString(),
                              index.data(SubtitleRole).toString().section(u" · "_s, 0, 1)}
                      .join(u'|');
    }
    return result;
}

} // namespace

class tst_LogModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsCommitsWithTheNamesOfTheirBranches();
    void appendsOlderCommitsInOneStep();
    void asksForMoreUntilTheHistoryIsComplete();
};

void tst_LogModel::showsCommitsWithTheNamesOfTheirBranches()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setCommits({commit('b', "Second\n\nWhy\n"), commit('a', "First\n")});

    model.setReferences({{.name = "refs/heads/main",
                          .shortName = "main",
                          .kind = git::ReferenceKind::Branch,
                          .commit = *git::Oid::parse(std::string(40, 'b')),
                          .upstream = {}},
                         {.name = "refs/tags/v1",
                          .shortName = "v1",
                          .kind = git::ReferenceKind::Tag,
                          .commit = *git::Oid::parse(std::string(40, 'b')),
                          .upstream = {}}});

    QCOMPARE(rows(model),
             (QStringList{u"Second|main, v1|bbbbbbb · Ada"_s, u"First||aaaaaaa · Ada"_s}));
}

void tst_LogModel::appendsOlderCommitsInOneStep()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setCommits({commit('c', "Third\n")});
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);

    model.append({commit('b', "Second\n"), commit('a', "First\n")});
    model.append({});

    QCOMPARE(inserted.count(), 1);
    QCOMPARE(rows(model), (QStringList{u"Third||ccccccc · Ada"_s, u"Second||bbbbbbb · Ada"_s,
                                       u"First||aaaaaaa · Ada"_s}));
}

void tst_LogModel::asksForMoreUntilTheHistoryIsComplete()
{
    LogModel model;
    const QSignalSpy more(&model, &LogModel::moreRequested);
    model.setComplete(false);

    model.fetchMore({});
    model.setComplete(true);
    model.fetchMore({});

    QCOMPARE(more.count(), 1);
    QVERIFY(!model.canFetchMore({}));
}

QTEST_APPLESS_MAIN(tst_LogModel)
#include "tst_logmodel.moc"
