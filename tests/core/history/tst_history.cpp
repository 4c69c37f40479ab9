// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/repository.h"
#include "core/history/bisect.h"
#include "core/history/effect.h"
#include "core/history/environmentorder.h"
#include "core/history/restore.h"
#include "core/history/timeline.h"
#include "tests/support/promotionfleet.h"

#include <QTest>

#include <algorithm>

using namespace plumb;
using namespace plumb::history;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

// "clusters/production: configured HelmRelease/web/web spec.chart.spec.version"
QByteArray textOf(const std::vector<reconcile::ClusterChanges> &clusters)
{
    std::string text;
    for (const reconcile::ClusterChanges &cluster : clusters) {
        for (const drift::ObjectDiff &object : cluster.changes.objects) {
            text += cluster.cluster + ": " + std::string(toString(object.action)) + ' '
                    + object.displayName();
            for (const drift::FieldChange &change : object.changes)
                text += ' ' + change.path.toString();
            text += '\n';
        }
    }
    return bytes(text);
}

} // namespace

/// The fleet of the promotion tests, with a few commits more.
class tst_History : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void buildsTheEffectOfACommit();
    void keepsTheEffectOnOneEnvironment();
    void buildsTheEffectOfTheFirstCommit();
    void listsTheCommitsOfTheFleet();
    void listsTheCommitsOfAnEnvironmentAndAnApp();
    void refusesUnknownEnvironmentsAndApps();
    void readsMergeRequestsFromMessages_data();
    void readsMergeRequestsFromMessages();
    void findsTheCommitThatChangedAnObject();
    void findsTheCommitThatChangedAField();
    void restoresAnAppToWhatItWas();
    void restoresNothingOfAnotherApp();
    void ordersEnvironmentsByWhoGetsVersionsFirst();
    void keepsTheOrderOfTheWorkspaceFile();

private:
    HistoryContext context()
    {
        return {.request = m_fleet->request(),
                .cache = m_fleet->cache(),
                .executor = m_fleet->executor(),
                .mask = m_fleet->mask()};
    }
    git::Oid oid(const QByteArray &commit) const
    {
        return git::Oid::parse(commit.toStdString()).value_or(git::Oid());
    }
    QByteArray change(const QString &file, const QByteArray &before, const QByteArray &after,
                      const QString &message)
    {
        QByteArray text = m_fleet->repository().read(file);
        if (!text.contains(before))
            return {};
        m_fleet->repository().write(file, text.replace(before, after));
        return m_fleet->repository().commit(message);
    }
    QByteArrayList subjects(const TimelineFilter &filter)
    {
        auto timeline = Timeline::open(m_fleet->open(), filter);
        if (!timeline)
            return {bytes(timeline.error().toString())};
        QByteArrayList result;
        const auto page = timeline->next({});
        for (const TimelineEntry &entry : page ? page->entries : std::vector<TimelineEntry>())
            result << bytes(entry.commit.summary());
        return result;
    }

    std::unique_ptr<PromotionFleet> m_fleet;
    QByteArray m_staging;
    QByteArray m_production;
    QByteArray m_base;
};

void tst_History::init()
{
    m_fleet = std::make_unique<PromotionFleet>();
    m_staging = change(u"apps/staging/web.yaml"_s, "1.3.0", "1.4.0", u"Raise staging (#12)"_s);
    m_production = change(u"apps/production/web.yaml"_s, "1.2.0", "1.3.0", u"Raise production"_s);
    m_base = change(u"apps/base/web.yaml"_s, "interval: 5m", "interval: 7m", u"Change the base"_s);
    QVERIFY(!m_staging.isEmpty() && !m_production.isEmpty() && !m_base.isEmpty());
}

void tst_History::buildsTheEffectOfACommit()
{
    const auto effect = effectOf(context(), oid(m_base), {});

    QVERIFY2(effect, effect ? "" : effect.error().toString().c_str());
    QCOMPARE(bytes(effect->commit.summary()), "Change the base"_ba);
    QCOMPARE(textOf(effect->clusters),
             "clusters/production: configured HelmRelease/web/web spec.interval\n"
             "clusters/staging: configured HelmRelease/web/web spec.interval\n"_ba);
}

void tst_History::keepsTheEffectOnOneEnvironment()
{
    auto effect = effectOf(context(), oid(m_base), {});
    QVERIFY(effect);

    const auto kept = keepEnvironment(*effect, "production");
    const auto unknown = keepEnvironment(*effect, "moon");

    QVERIFY(kept && !unknown);
    QCOMPARE(unknown.error().code(), ErrorCode::NotFound);
    QCOMPARE(textOf(effect->clusters),
             "clusters/production: configured HelmRelease/web/web spec.interval\n"_ba);
}

void tst_History::buildsTheEffectOfTheFirstCommit()
{
    const QByteArray first = m_fleet->repository().git({u"rev-parse"_s, u"HEAD~3"_s});

    const auto effect = effectOf(context(), oid(first), {});

    QVERIFY2(effect, effect ? "" : effect.error().toString().c_str());
    QCOMPARE(effect->clusters.size(), 2u);
    QVERIFY(textOf(effect->clusters).contains("clusters/production: created HelmRelease/web/web"));
}

void tst_History::listsTheCommitsOfTheFleet()
{
    auto timeline = Timeline::open(m_fleet->open(), {});
    QVERIFY(timeline);

    const auto page = timeline->next({});

    QVERIFY(page && page->isLast);
    QCOMPARE(page->entries.size(), 4u);
    QCOMPARE(page->entries[0].environments, (std::vector<std::string>{"staging", "production"}));
    QCOMPARE(page->entries[1].environments, (std::vector<std::string>{"production"}));
    QCOMPARE(page->entries[2].environments, (std::vector<std::string>{"staging"}));
    QCOMPARE(page->entries[2].mergeRequest, std::string("#12"));
    QCOMPARE(page->entries[2].folder().text(), std::string("apps/staging"));
    QCOMPARE(page->entries[3].folder().text(), std::string(""));
}

void tst_History::listsTheCommitsOfAnEnvironmentAndAnApp()
{
    change(u"clusters/production/apps.yaml"_s, "2.0.0", "2.1.0", u"Raise a variable"_s);

    QCOMPARE(subjects({.environment = "production"}),
             QByteArrayList(
                 {"Raise a variable"_ba, "Change the base"_ba, "Raise production"_ba, "Begin"_ba}));
    QCOMPARE(subjects({.environment = "production", .app = "web"}),
             QByteArrayList({"Change the base"_ba, "Raise production"_ba, "Begin"_ba}));
    QCOMPARE(subjects({.author = "nobody"}), QByteArrayList());
}

void tst_History::refusesUnknownEnvironmentsAndApps()
{
    QCOMPARE(subjects({.environment = "moon"}),
             QByteArrayList({"there is no environment 'moon'; there are: staging, production"_ba}));
    QCOMPARE(subjects({.app = "moon"}),
             QByteArrayList({"there is no app 'moon'; 'plumblinectl fleet' lists them"_ba}));
}

void tst_History::readsMergeRequestsFromMessages_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("squashed") << "Raise web (#12)\n\nmore\n"_ba << "#12"_ba;
    QTest::newRow("merged") << "Merge pull request #7 from a/b\n"_ba << "#7"_ba;
    QTest::newRow("gitlab") << "Merge branch 'a'\n\nSee merge request team/fleet!45\n"_ba
                            << "!45"_ba;
    QTest::newRow("no number") << "Raise web (#beta)\n"_ba << ""_ba;
    QTest::newRow("none") << "Raise web\n"_ba << ""_ba;
}

void tst_History::readsMergeRequestsFromMessages()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, expected);
    git::Commit commit;
    commit.message = message.toStdString();

    QCOMPARE(bytes(mergeRequestOf(commit)), expected);
}

void tst_History::findsTheCommitThatChangedAnObject()
{
    for (int i = 0; i < 12; ++i) {
        change(u"apps/staging/images.yaml"_s, "5." + QByteArray::number(i + 1),
               "5." + QByteArray::number(i + 2), u"Noise %1"_s.arg(i));
    }
    const ChangedObject question{.cluster = "clusters/production",
                                 .kind = "HelmRelease",
                                 .namespaceName = "web",
                                 .name = "web"};

    const auto found = lastChangeOf(context(), *m_fleet->open(), question, {});

    QVERIFY2(found, found ? "" : found.error().toString().c_str());
    QVERIFY(*found);
    QCOMPARE(bytes((*found)->commit.summary()), "Change the base"_ba);
    QCOMPARE((*found)->change.changes.size(), 1u);
    QCOMPARE((*found)->change.changes[0].path.toString(), std::string("spec.interval"));
}

void tst_History::findsTheCommitThatChangedAField()
{
    const auto field = [](const char *path) {
        return ChangedObject{.cluster = "clusters/production",
                             .kind = "HelmRelease",
                             .namespaceName = "web",
                             .name = "web",
                             .field = *FieldPath::parse(path)};
    };
    const auto snapshot = m_fleet->open();

    const auto version = lastChangeOf(context(), *snapshot, field("spec.chart.spec.version"), {});
    const auto host = lastChangeOf(context(), *snapshot, field("spec.values.ingress.host"), {});
    auto unknown = field("spec");
    unknown.name = "moon";
    const auto none = lastChangeOf(context(), *snapshot, unknown, {});

    QVERIFY(version && *version);
    QCOMPARE(bytes((*version)->commit.summary()), "Raise production"_ba);
    QVERIFY(host && *host);
    QCOMPARE(bytes((*host)->commit.summary()), "Begin"_ba);
    QVERIFY(!none);
    QCOMPARE(none.error().code(), ErrorCode::NotFound);
}

void tst_History::restoresAnAppToWhatItWas()
{
    const QByteArray good = m_fleet->repository().git({u"rev-parse"_s, u"HEAD~2"_s});
    change(u"apps/production/web.yaml"_s, "replicas: 3", "replicas: 9", u"Scale"_s);
    const auto now = m_fleet->open();
    const auto then = snapshotAt(context(), oid(good), {});
    QVERIFY(then);
    const RestoredApp restored{.app = "web", .environment = "production", .commit = oid(good)};

    const auto differences = differencesToRestore(*now, **then, restored, {});
    QVERIFY2(differences, differences ? "" : differences.error().toString().c_str());
    auto plan = m_fleet->planOf(*differences, differences->items);
    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    const auto finished = finishRestore(*plan, **then, restored);

    QVERIFY(finished);
    // What the base sets is shared with staging and goes back there too; the check says so.
    QCOMPARE(plan->files.size(), 2u);
    QVERIFY(plan->files[1].after->contains("version: 1.2.0 # pinned on purpose\r\n"));
    QVERIFY(plan->files[1].after->contains("replicas: 3\r\n"));
    QVERIFY(
        plan->message.starts_with("Restore web in production to " + good.left(7).toStdString()));
    const auto check = [&plan](const char *name) {
        return *std::ranges::find(plan->checks, std::string(name), &promotion::Check::name);
    };
    QVERIFY(check("restored").outcome == promotion::Outcome::Passed);
    QVERIFY(check("others").outcome == promotion::Outcome::Warned);
    QCOMPARE(check("others").details,
             (std::vector<std::string>{"clusters/staging: HelmRelease/web/web"}));
}

void tst_History::restoresNothingOfAnotherApp()
{
    const QByteArray other = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n"
                             "metadata: {name: other, namespace: web}\n"
                             "spec: {chart: {spec: {chart: other, version: 1.0.0}}}\n";
    QByteArray file = m_fleet->repository().read(u"apps/production/images.yaml"_s);
    m_fleet->repository().write(u"apps/production/images.yaml"_s, other + "---\n" + file);
    const QByteArray good = m_fleet->repository().commit(u"Add another app"_s);
    change(u"apps/production/images.yaml"_s, "version: 1.0.0", "version: 2.0.0", u"Raise it"_s);
    change(u"apps/production/images.yaml"_s, "web:5.0.0", "web:6.0.0", u"Raise the image"_s);
    const auto now = m_fleet->open();
    const auto then = snapshotAt(context(), oid(good), {});
    const RestoredApp restored{.app = "other", .environment = "production", .commit = oid(good)};

    const auto differences = differencesToRestore(*now, **then, restored, {});
    const auto plan = m_fleet->planOf(*differences, differences->items);

    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(textOf(plan->effect),
             "clusters/production: configured HelmRelease/web/other spec.chart.spec.version\n"_ba);
}

void tst_History::ordersEnvironmentsByWhoGetsVersionsFirst()
{
    // Neither name says anything.
    PromotionFleet fleet;
    for (const QString &path : {u"clusters"_s, u"apps"_s}) {
        fleet.repository().git({u"mv"_s, path + u"/staging"_s, path + u"/zebra"_s});
        fleet.repository().git({u"mv"_s, path + u"/production"_s, path + u"/ant"_s});
    }
    for (const QString &name : {u"zebra"_s, u"ant"_s}) {
        for (const QString &file : {u"/flux-system/gotk-sync.yaml"_s, u"/apps.yaml"_s}) {
            QByteArray text = fleet.repository().read(u"clusters/"_s + name + file);
            text.replace("staging", "zebra").replace("production", "ant");
            fleet.repository().write(u"clusters/"_s + name + file, text);
        }
    }
    fleet.repository().commit(u"Rename"_s);
    const auto raise = [&fleet](const QString &name, const QByteArray &before,
                                const QByteArray &after) {
        const QString file = u"apps/"_s + name + u"/web.yaml"_s;
        QByteArray text = fleet.repository().read(file);
        fleet.repository().write(file, text.replace(before, after));
        fleet.repository().commit(u"Raise"_s);
    };
    raise(u"zebra"_s, "1.3.0", "1.4.0");
    raise(u"ant"_s, "1.2.0", "1.4.0");
    raise(u"zebra"_s, "1.4.0", "1.5.0");
    raise(u"ant"_s, "1.4.0", "1.5.0");

    const auto order = environmentOrder(*fleet.open(), {});

    QVERIFY2(order, order ? "" : order.error().toString().c_str());
    QCOMPARE(order->size(), 2u);
    QCOMPARE(order->at(0).name, std::string("zebra"));
    QVERIFY(order->at(0).reason == OrderReason::History);
    QCOMPARE(order->at(0).before, 2u);
    QCOMPARE(order->at(1).after, 2u);
}

void tst_History::keepsTheOrderOfTheWorkspaceFile()
{
    m_fleet->repository().write(u".plumbline.yaml"_s, "environments: [production, staging]\n");

    const auto order = environmentOrder(*m_fleet->open(), {});

    QVERIFY(order);
    QCOMPARE(order->at(0).name, std::string("production"));
    QVERIFY(order->at(0).reason == OrderReason::Workspace);
}

QTEST_GUILESS_MAIN(tst_History)
#include "tst_history.moc"
