// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/demofleet.h"
#include "ui/session/comparison.h"
#include "ui/session/demofleet.h"
#include "ui/session/fieldorigin.h"
#include "ui/session/promotion.h"
#include "ui/session/session.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

} // namespace

class tst_Session : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void opensARepositoryAtHead();
    void opensAPlainFolder();
    void failsOnAFolderThatIsNotThere();
    void followsTheFilesOnDisk();
    void comparesHeadWithTheWorkingTree();
    void comparesTwoEnvironments();
    void findsWhoSetAField();
    void carriesAChangeForwardAndCommitsIt();
    void makesTheDemoFleetWithItsHistory();
    void forgetsEverythingWhenClosed();

private:
    void open();
    QString file(const QString &path) const { return m_fleet + u'/' + path; }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_fleet;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Session> m_session;
};

void tst_Session::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_fleet = m_folder->filePath(u"fleet"_s);
    QVERIFY(QDir().mkpath(m_fleet));
    QCOMPARE(test::makeDemoFleet(m_fleet), QByteArray());
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_session = std::make_unique<Session>(m_settings.get());
}

void tst_Session::cleanup()
{
    m_session.reset();
    QThreadPool::globalInstance()->waitForDone();
}

void tst_Session::open()
{
    m_session->open(m_fleet);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->workingTree(), patience);
}

void tst_Session::opensARepositoryAtHead()
{
    open();

    QCOMPARE(m_session->state(), Session::State::Ready);
    QVERIFY(m_session->isGit());
    QVERIFY(!m_session->snapshot()->isWorkingTree);
    QCOMPARE(m_session->snapshot()->fleet->clusters.size(), 4);
    QCOMPARE(m_settings->recentFleets(), QStringList{m_fleet});
}

void tst_Session::opensAPlainFolder()
{
    QVERIFY(QDir(file(u".git"_s)).removeRecursively());

    open();

    QCOMPARE(m_session->state(), Session::State::Ready);
    QVERIFY(!m_session->isGit());
    QCOMPARE(m_session->snapshot()->fleet->clusters.size(), 4);
}

void tst_Session::failsOnAFolderThatIsNotThere()
{
    m_session->open(m_folder->filePath(u"nowhere"_s));

    QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::State::Failed, patience);
    QCOMPARE(m_session->error()->code(), ErrorCode::NotFound);
}

void tst_Session::followsTheFilesOnDisk()
{
    open();
    QSignalSpy changed(m_session.get(), &Session::workingTreeChanged);

    // The files are watched from the moment the watch says so; until then saving again is harmless.
    QTRY_VERIFY_WITH_TIMEOUT(
        test::replaceIn(file(u"apps/dev/search/kustomization.yaml"_s), "\n", "\n\n")
            && changed.count() > 0,
        patience);

    QVERIFY(m_session->workingTree()->isWorkingTree);
}

void tst_Session::comparesHeadWithTheWorkingTree()
{
    open();
    QVERIFY(test::replaceIn(file(u"apps/base/search/service.yaml"_s),
                            "port: ", "nodePort: 30080\n      port: "));
    m_session->refresh();
    Comparison comparison(m_session.get());

    comparison.start({.before = {.kind = ComparisonSide::Kind::Revision, .name = u"HEAD"_s},
                      .after = {.kind = ComparisonSide::Kind::WorkingTree, .name = {}}});

    const auto changedObjects = [&] {
        std::size_t count = 0;
        if (comparison.result()) {
            for (const auto &cluster : *comparison.result()->changes)
                count += cluster.changes.objects.size();
        }
        return count;
    };
    QTRY_VERIFY_WITH_TIMEOUT(changedObjects() > 0, patience);
}

void tst_Session::comparesTwoEnvironments()
{
    open();
    Comparison comparison(m_session.get());

    comparison.start({.before = {.kind = ComparisonSide::Kind::Environment, .name = u"staging"_s},
                      .after = {.kind = ComparisonSide::Kind::Environment, .name = u"dev"_s}});

    QTRY_VERIFY_WITH_TIMEOUT(comparison.result() || comparison.error(), patience);
    QVERIFY2(!comparison.error(), comparison.error() ? comparison.error()->toString().c_str() : "");
    QVERIFY(!comparison.result()->changes->empty());
}

void tst_Session::findsWhoSetAField()
{
    open();
    FieldOriginLookup lookup(m_session.get());
    const build::Unit *owner = nullptr;
    const Object *deployment = nullptr;
    for (const auto &unit : m_session->snapshot()->desired->clusters.front().units) {
        for (const Object &object : unit->known()) {
            if (object.kind() == "Deployment" && !deployment) {
                owner = unit.get();
                deployment = &object;
            }
        }
    }
    QVERIFY(deployment);

    lookup.ask(m_session->snapshot(), {.unit = owner->id, .object = deployment->id()},
               FieldPath::parse("metadata.name").value());

    QTRY_VERIFY_WITH_TIMEOUT(!lookup.origin().layers.empty(), patience);
    QVERIFY(lookup.origin().layers.front().layer.path.ends_with(".yaml"));
    QVERIFY(!lookup.origin().layers.front().author.isEmpty());
}

void tst_Session::carriesAChangeForwardAndCommitsIt()
{
    open();
    Promotion promotion(m_session.get());
    QSignalSpy committed(&promotion, &Promotion::committed);
    QSignalSpy failed(&promotion, &Promotion::commitFailed);
    const std::string before = m_session->snapshot()->commit;

    promotion.choose({.from = u"dev"_s, .to = u"staging"_s});
    QTRY_VERIFY_WITH_TIMEOUT(promotion.plan() || promotion.error(), patience);
    QVERIFY2(promotion.plan(), promotion.error() ? promotion.error()->toString().c_str() : "");
    QVERIFY(!promotion.plan()->files.empty());
    promotion.commit(u"Promote to staging"_s, {});

    QTRY_VERIFY_WITH_TIMEOUT(committed.count() + failed.count() > 0, patience);
    QCOMPARE(failed.count(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->snapshot()->commit != before, patience);
}

void tst_Session::makesTheDemoFleetWithItsHistory()
{
    const QString folder = m_folder->filePath(u"made"_s);

    const Result<bool> written =
        DemoFleet::write(u":/demo"_s, folder, QDateTime::currentDateTime(), Run());

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QCOMPARE(test::contentOf(folder + u"/README.md"_s), test::contentOf(file(u"README.md"_s)));
    m_session->open(folder);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::State::Ready, patience);
    QCOMPARE(m_session->snapshot()->fleet->clusters.size(), 4);
}

void tst_Session::forgetsEverythingWhenClosed()
{
    open();

    m_session->close();

    QCOMPARE(m_session->state(), Session::State::Closed);
    QVERIFY(!m_session->snapshot());
    QVERIFY(m_session->folder().isEmpty());
}

QTEST_GUILESS_MAIN(tst_Session)
#include "tst_session.moc"
