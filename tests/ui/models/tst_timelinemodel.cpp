// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/timelinemodel.h"
#include "ui/roles/status.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

namespace {

history::TimelineEntry entry(const std::string &subject, const std::string &file,
                             std::vector<std::string> environments)
{
    history::TimelineEntry result;
    result.commit.id = git::Oid(git::Oid::Bytes{0xab, 0xcd, 0xef, 0x12});
    result.commit.message = subject + "\n\nmore\n";
    result.commit.author = {.name = "Ada", .email = "ada@example.org", .time = 1'700'000'000};
    result.files = {{.path = *files::TreePath::parse(file)}};
    result.environments = std::move(environments);
    return result;
}

} // namespace

class tst_TimelineModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhoDidWhatWhere();
    void asksForMoreUntilItIsComplete();
};

void tst_TimelineModel::tellsWhoDidWhatWhere()
{
    TimelineModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    history::TimelineEntry first = entry("Raise web", "apps/staging/web.yaml", {"staging"});
    first.mergeRequest = "#12";

    model.setEntries({first, entry("Base", "base.yaml", {"dev", "staging", "production"})});

    const QModelIndex row = model.index(0);
    const QString when =
        QDateTime::fromSecsSinceEpoch(1'700'000'000).toString(u"yyyy-MM-dd HH:mm"_s);
    QCOMPARE(row.data().toString(), u"Raise web"_s);
    QCOMPARE(row.data(TitleSuffixRole).toString(), u"#12"_s);
    QCOMPARE(row.data(SubtitleRole).toString(),
             u"abcdef1 · Ada · "_s + when + u" · apps/staging"_s);
    QCOMPARE(row.data(ChipTextRole).toString(), u"staging"_s);
    QCOMPARE(row.data(Qt::ToolTipRole).toString(), u"Raise web\n\nmore"_s);
    QCOMPARE(model.index(1).data(ChipTextRole).toString(), u"3 environments"_s);
    QCOMPARE(model.index(1).data(SubtitleRole).toString(), u"abcdef1 · Ada · "_s + when);
}

void tst_TimelineModel::asksForMoreUntilItIsComplete()
{
    TimelineModel model;
    QSignalSpy more(&model, &TimelineModel::moreRequested);
    model.setComplete(false);
    model.setEntries({entry("One", "a.yaml", {})});

    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    model.append({entry("Two", "a.yaml", {})});
    model.setComplete(true);
    model.fetchMore({});

    QCOMPARE(more.count(), 1);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.canFetchMore({}));
}

QTEST_MAIN(tst_TimelineModel)
#include "tst_timelinemodel.moc"
