// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/clusterwatcher.h"
#include "tests/support/scriptedapi.h"

#include <QTest>

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

using namespace plumb;
using namespace plumb::cluster;
using namespace plumb::test;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using State = LinkStatus::State;

namespace {

WatcherOptions impatient()
{
    const http::Retry soon = {.first = milliseconds(10), .longest = milliseconds(50)};
    return {.reflectors = {.retry = soon},
            .link = {.retry = soon,
                     .probeEvery = milliseconds(100),
                     .probeTimeout = std::chrono::seconds(5)},
            .batch = milliseconds(1),
            .stallTimeout = std::chrono::seconds(60)};
}

/// A cluster that is watched on a thread of its own.
class Watched
{
public:
    explicit Watched(const ScriptedApi &api, WatcherOptions options = impatient(),
                     double requestsPerSecond = 0)
        : m_connection(*Connection::open(*Kubeconfig::parse(api.kubeconfig(), "/k"), "",
                                         {.requestsPerSecond = requestsPerSecond}))
        , m_watcher(m_connection, m_executor, std::move(options))
    {
        m_watcher.want({{.gvk = {"", "v1", "ConfigMap"}, .id = {"", "ConfigMap", "shop", "a"}}});
        m_thread = std::jthread([this](const std::stop_token &stop) {
            m_watcher.run(
                [this](std::shared_ptr<const ClusterView> view) {
                    const std::lock_guard lock(m_mutex);
                    m_view = std::move(view);
                    m_hasBeen.insert(m_view->link.state);
                    m_changed.notify_all();
                },
                stop);
        });
    }

    ClusterWatcher &watcher() { return m_watcher; }

    /// Waits until the ConfigMaps are these, as "a=1 b=2".
    bool shows(const std::string &expected)
    {
        return waitUntil([&] { return text(*m_view) == expected && m_view->link.isConnected(); });
    }
    bool isIn(State state)
    {
        return waitUntil([&] { return m_view->link.state == state; });
    }
    bool hasBeen(State state)
    {
        return waitUntil([&] { return m_hasBeen.contains(state); });
    }
    std::shared_ptr<const ClusterView> view()
    {
        const std::lock_guard lock(m_mutex);
        return m_view;
    }
    /// What it showed when it was given up, for messages.
    QString shown()
    {
        const auto last = view();
        if (!last)
            return u"no view"_s;
        return QString::fromStdString(text(*last) + " | " + last->link.reason);
    }

    static std::string text(const ClusterView &view)
    {
        if (!view.live)
            return "nothing";
        std::string result;
        for (const LiveObject &entry : view.live->objects())
            result += (result.empty() ? "" : " ") + entry.id.name + '='
                      + std::string(view.live->unpacked(entry).fields().textAt({"data", "value"}));
        return result;
    }

private:
    template<typename Question>
    bool waitUntil(const Question &question)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(30),
                                  [&] { return m_view && question(); });
    }

    InlineExecutor m_executor;
    std::shared_ptr<Connection> m_connection;
    ClusterWatcher m_watcher;
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    std::shared_ptr<const ClusterView> m_view;
    std::set<State> m_hasBeen;
    std::jthread m_thread; // goes first
};

void answerWith(LoopbackPeer &peer, int status, const std::string &headers = {})
{
    peer.respond(status, headers,
                 R"({"kind":"Status","code":)" + std::to_string(status)
                     + R"(,"message":"the test says so"})");
}

const std::string lists = "/configmaps?limit";
const std::string watchesPath = "/configmaps?watch";

} // namespace

#define VERIFY_SHOWS(watched, text) QVERIFY2((watched).shows(text), qPrintable((watched).shown()))

class tst_ClusterWatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsWhatHappens();
    void readsAStreamedList();
    void goesBackToListsWhereTheyAreNotStreamed();
    void goesOnAfterAWatchEnds();
    void healsAfterADroppedWatch();
    void healsAfterAStalledWatch();
    void healsAfterATruncatedEvent();
    void healsAfterAReorderedWatch();
    void listsAgainAfterAnExpiredWatch();
    void listsAgainAfterStatus410();
    void waitsAsLongAsStatus429Says();
    void healsAfterStatus500();
    void healsAfterAnExpiredToken();
    void healsAfterTheServerWasAway();
    void noticesAServerThatHasStoppedAnswering();
    void saysWhatIsForbidden();
    void followsNamespacesWhereTheWholeIsForbidden();
    void triesNowWhenAsked();
    void keepsToItsBudget();
    void publishesChangesInBatches();
};

void tst_ClusterWatcher::followsWhatHappens()
{
    ScriptedApi api;
    api.set("a", "1");
    Watched watched(api);
    VERIFY_SHOWS(watched, "a=1");

    api.set("b", "1");
    VERIFY_SHOWS(watched, "a=1 b=1");
    api.set("a", "2");
    VERIFY_SHOWS(watched, "a=2 b=1");
    api.remove("b");
    VERIFY_SHOWS(watched, "a=2");

    QCOMPARE(api.asked(lists), 1);
    QCOMPARE(api.asked(watchesPath), 1);
}

void tst_ClusterWatcher::readsAStreamedList()
{
    ScriptedApi api(34);
    api.set("a", "1");
    Watched watched(api);

    VERIFY_SHOWS(watched, "a=1");
    api.set("a", "2");
    VERIFY_SHOWS(watched, "a=2");

    QCOMPARE(api.asked(lists), 0);
    QCOMPARE(api.asked("sendInitialEvents=true"), 1);
}

void tst_ClusterWatcher::goesBackToListsWhereTheyAreNotStreamed()
{
    ScriptedApi api(30);
    api.set("a", "1");
    api.inject("sendInitialEvents", 1, [](LoopbackPeer &peer) { answerWith(peer, 422); });
    Watched watched(api);

    VERIFY_SHOWS(watched, "a=1");

    QCOMPARE(api.asked(lists), 1);
}

void tst_ClusterWatcher::goesOnAfterAWatchEnds()
{
    ScriptedApi api;
    api.set("a", "1");
    Watched watched(api);
    VERIFY_SHOWS(watched, "a=1");
    QTRY_COMPARE(api.watches(), 1);

    api.endWatches();
    api.set("a", "2");

    VERIFY_SHOWS(watched, "a=2");
    QCOMPARE(api.asked(lists), 1);
}

void tst_ClusterWatcher::healsAfterADroppedWatch()
{
    ScriptedApi api;
    api.set("a", "1");
    api.inject(watchesPath, 3, [](LoopbackPeer &) {});
    Watched watched(api);
    VERIFY_SHOWS(watched, "a=1");

    api.set("a", "2");

    VERIFY_SHOWS(watched, "a=2");
    QVERIFY(api.asked(watchesPath) >= 4);
}

void tst_ClusterWatcher::healsAfterAStalledWatch()
{
    ScriptedApi api;
    api.set("a", "1");
    api.inject(watchesPath, 1, [](LoopbackPeer &peer) {
        peer.write("HTTP/1.1 200 OK\r\n\r\n");
        peer.waitForEnd();
    });
    WatcherOptions options = impatient();
    options.stallTimeout = std::chrono::seconds(1);
    Watched watched(api, options);
    VERIFY_SHOWS(watched, "a=1");

    api.set("a", "2");

    VERIFY_SHOWS(watched, "a=2");
}

void tst_ClusterWatcher::healsAfterATruncatedEvent()
{
    ScriptedApi api;
    api.set("a", "1");
    Watched watched(api);
    VERIFY_SHOWS(watched, "a=1");
    QTRY_COMPARE(api.watches(), 1);

    api.cutWatches();
    api.set("a", "2");

    VERIFY_SHOWS(watched, "a=2");
}

void tst_ClusterWatcher::healsAfterAReorderedWatch()
{
    ScriptedApi api;
    api.set("a", "1");
    Watched watched(api);
    VERIFY_SHOWS(watched, "a=1");
    QTRY_COMPARE(api.watches(), 1);

    // The newer change comes first, and the older one would undo it.
    api.set("a", "3");
    api.say(
        R"({"type":"MODIFIED","object":{"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"shop","name":"a","resourceVersion":"101"},"data":{"value":"2"}}})");
    QTRY_COMPARE(api.asked(lists), 2);
    api.set("b", "1");

    VERIFY_SHOWS(watched, "a=3 b=1");
}

void tst_ClusterWatcher::listsAgainAfterAnExpiredWatch()
{
    ScriptedApi api;
    api.set("a", "1");
    Watched watched(api);
    VERIFY_SHOWS(watched, "a=1");
    QTRY_COMPARE(api.watches(), 1);

    api.setUntold("a", "2");
    api.forgetHistory();
    api.endWatches();

    VERIFY_SHOWS(watched, "a=2");
    QCOMPARE(api.asked(lists), 2);
}

void tst_ClusterWatcher::listsAgainAfterStatus410()
{
    ScriptedApi api;
    api.set("a", "1");
    api.inject(watchesPath, 1, [&api](LoopbackPeer &peer) {
        api.setUntold("a", "2");
        answerWith(peer, 410);
    });
    Watched watched(api);

    VERIFY_SHOWS(watched, "a=2");
    QCOMPARE(api.asked(lists), 2);
}

void tst_ClusterWatcher::waitsAsLongAsStatus429Says()
{
    ScriptedApi api;
    api.set("a", "1");
    api.inject(lists, 2, [](LoopbackPeer &peer) { answerWith(peer, 429, "Retry-After: 1\r\n"); });
    WatcherOptions options = impatient();
    options.reflectors.retry.longest = std::chrono::seconds(5);
    Watched watched(api, options);
    const auto start = std::chrono::steady_clock::now();

    VERIFY_SHOWS(watched, "a=1");

    QVERIFY(std::chrono::steady_clock::now() - start >= std::chrono::seconds(2));
    QCOMPARE(api.asked(lists), 3);
}

void tst_ClusterWatcher::healsAfterStatus500()
{
    ScriptedApi api;
    api.set("a", "1");
    api.inject(lists, 2, [](LoopbackPeer &peer) { answerWith(peer, 500); });
    api.inject(watchesPath, 2, [](LoopbackPeer &peer) { answerWith(peer, 503); });
    Watched watched(api);
    VERIFY_SHOWS(watched, "a=1");

    api.set("a", "2");

    VERIFY_SHOWS(watched, "a=2");
    QTRY_VERIFY(watched.view()->live->diagnostics().empty());
}

void tst_ClusterWatcher::healsAfterAnExpiredToken()
{
    ScriptedApi api;
    api.set("a", "1");
    Watched watched(api);
    VERIFY_SHOWS(watched, "a=1");
    QTRY_COMPARE(api.watches(), 1);

    api.inject("/", 6, [](LoopbackPeer &peer) { answerWith(peer, 401); });
    api.cutWatches();
    api.setUntold("a", "2");

    QVERIFY(watched.hasBeen(State::Forbidden));
    VERIFY_SHOWS(watched, "a=2");
}

void tst_ClusterWatcher::healsAfterTheServerWasAway()
{
    ScriptedApi api;
    api.set("a", "1");
    WatcherOptions options = impatient();
    options.link.patience = milliseconds(100);
    Watched watched(api, options);
    VERIFY_SHOWS(watched, "a=1");
    QTRY_COMPARE(api.watches(), 1);

    api.setDown(true);
    QVERIFY(watched.hasBeen(State::Reconnecting));
    QVERIFY(watched.isIn(State::Unreachable));
    const auto away = watched.view();
    api.setUntold("a", "2");
    api.setDown(false);

    QCOMPARE(Watched::text(*away), "a=1"); // the last known state stays
    QVERIFY(away->link.nextTry > away->link.since);
    QVERIFY(away->link.reason.starts_with("cannot reach "));
    VERIFY_SHOWS(watched, "a=2");
}

void tst_ClusterWatcher::noticesAServerThatHasStoppedAnswering()
{
    ScriptedApi api;
    api.set("a", "1");
    WatcherOptions options = impatient();
    options.link.probeTimeout = milliseconds(300);
    Watched watched(api, options);
    VERIFY_SHOWS(watched, "a=1");

    // The watch stays open and quiet, as on a connection that a firewall has forgotten.
    api.inject("/version", 1, [](LoopbackPeer &peer) { peer.waitForEnd(); });

    QVERIFY(watched.hasBeen(State::Reconnecting));
    VERIFY_SHOWS(watched, "a=1");
}

void tst_ClusterWatcher::saysWhatIsForbidden()
{
    ScriptedApi api;
    api.inject(lists, 1, [](LoopbackPeer &peer) { answerWith(peer, 403); });
    api.inject("/namespaces/shop", 1, [](LoopbackPeer &peer) { answerWith(peer, 403); });
    Watched watched(api);

    VERIFY_SHOWS(watched, "");
    const ResourceId wanted = {"", "ConfigMap", "shop", "a"};
    QTRY_COMPARE(watched.view()->live->reasonFor(wanted), std::string_view("the test says so"));

    QVERIFY(watched.view()->live->presenceOf(wanted) == Presence::Unreadable);
    QTRY_COMPARE(watched.view()->live->diagnostics().size(), 1);
    QCOMPARE(watched.view()->live->diagnostics().front().message,
             "cannot list configmaps in shop: the test says so");
}

void tst_ClusterWatcher::followsNamespacesWhereTheWholeIsForbidden()
{
    ScriptedApi api;
    api.set("a", "1");
    api.inject("/api/v1/configmaps", 1, [](LoopbackPeer &peer) { answerWith(peer, 403); });
    Watched watched(api);

    VERIFY_SHOWS(watched, "a=1");
    api.set("a", "2");
    VERIFY_SHOWS(watched, "a=2");

    QCOMPARE(api.asked("/namespaces/shop/configmaps?limit"), 1);
    QVERIFY(watched.view()->live->diagnostics().empty());
}

void tst_ClusterWatcher::triesNowWhenAsked()
{
    ScriptedApi api;
    api.set("a", "1");
    api.setDown(true);
    WatcherOptions options = impatient();
    options.link.retry = {.first = std::chrono::hours(1), .longest = std::chrono::hours(1)};
    Watched watched(api, options);
    QVERIFY(watched.isIn(State::Reconnecting));

    api.setDown(false);
    watched.watcher().retryNow();

    VERIFY_SHOWS(watched, "a=1");
}

void tst_ClusterWatcher::keepsToItsBudget()
{
    ScriptedApi api;
    api.set("a", "1");
    api.inject(watchesPath, 1000, [](LoopbackPeer &peer) { answerWith(peer, 500); });
    WatcherOptions options = impatient();
    options.reflectors.retry = {.first = milliseconds(1), .longest = milliseconds(1)};
    options.link.probeEvery = std::chrono::hours(1);
    const auto start = std::chrono::steady_clock::now();
    Watched watched(api, options, 10);

    QTRY_VERIFY_WITH_TIMEOUT(api.asked(watchesPath) >= 30, 30'000);

    // Two seconds' worth at once, and then ten a second.
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
    QVERIFY(api.asked("/configmaps") <= 20 + 10 * passed.count() + 1);
}

void tst_ClusterWatcher::publishesChangesInBatches()
{
    ScriptedApi api;
    api.set("a", "0");
    WatcherOptions options = impatient();
    options.batch = milliseconds(200);
    Watched watched(api, options);
    VERIFY_SHOWS(watched, "a=0");
    QTRY_COMPARE(api.watches(), 1);
    const auto before = watched.view();

    for (int i = 1; i <= 500; ++i)
        api.set("a", std::to_string(i));

    VERIFY_SHOWS(watched, "a=500");
    // What a view holds stays what it was.
    QCOMPARE(Watched::text(*before), "a=0");
}

QTEST_APPLESS_MAIN(tst_ClusterWatcher)
#include "tst_clusterwatcher.moc"
