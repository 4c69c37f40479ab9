// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/clusternote.h"

#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;
using cluster::LinkStatus;
using State = LinkStatus::State;
using std::chrono::seconds;

namespace {

const LinkStatus::Clock::time_point now(std::chrono::hours(10));

/// A cluster whose state has lasted for a time, with the next try in another one.
ClusterDrift clusterIn(State state, seconds lasting = {}, seconds next = {})
{
    const LinkStatus link = {.state = state,
                             .since = now - lasting,
                             .nextTry = now + next,
                             .reason = "cannot reach https://prod: refused"};
    return {.cluster = "clusters/prod",
            .view = std::make_shared<const cluster::ClusterView>(
                cluster::ClusterView{.link = link, .kinds = 12, .listed = 5, .requests = 77})};
}

ClusterDrift compared(ClusterDrift cluster)
{
    cluster.changes = std::make_shared<const reconcile::ClusterChanges>();
    cluster.checkedAt = QDateTime::currentDateTime();
    return cluster;
}

} // namespace

Q_DECLARE_METATYPE(ClusterDrift)

class tst_ClusterNote : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHowAClusterIsReached_data();
    void saysHowAClusterIsReached();
    void saysWhyItIsNotReachedAndHowOldItsStateIs();
    void saysWhatAConnectionCosts();
};

void tst_ClusterNote::saysHowAClusterIsReached_data()
{
    QTest::addColumn<ClusterDrift>("drift");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Tone>("tone");

    ClusterDrift wrong = {.cluster = "clusters/prod"};
    wrong.error = Error(ErrorCode::InvalidInput, "no such context");
    ClusterDrift failed = compared(clusterIn(State::Connected));
    failed.error = Error(ErrorCode::Internal, "a bug");

    QTest::newRow("at the start") << ClusterDrift{.cluster = "clusters/prod"}
                                  << u"prod: connecting"_s << Tone::Progress;
    QTest::newRow("connecting") << clusterIn(State::Connecting) << u"prod: connecting"_s
                                << Tone::Progress;
    QTest::newRow("wrong kubeconfig") << wrong << u"prod: cannot connect"_s << Tone::Warning;
    QTest::newRow("reading") << clusterIn(State::Connected) << u"prod: reading, 5 of 12 kinds"_s
                             << Tone::Progress;
    QTest::newRow("live") << compared(clusterIn(State::Connected, seconds(90))) << u"prod: live"_s
                          << Tone::Success;
    QTest::newRow("not comparable") << failed << u"prod: cannot be compared"_s << Tone::Warning;
    QTest::newRow("lost") << compared(clusterIn(State::Reconnecting, seconds(3), seconds(12)))
                          << u"prod: reconnecting, next try in 12 s"_s << Tone::Progress;
    QTest::newRow("being tried") << compared(clusterIn(State::Reconnecting, seconds(3)))
                                 << u"prod: reconnecting, trying now"_s << Tone::Progress;
    QTest::newRow("unreachable") << compared(
        clusterIn(State::Unreachable, seconds(400), seconds(29)))
                                 << u"prod: unreachable for 6 min, next try in 29 s"_s
                                 << Tone::Warning;
    QTest::newRow("forbidden") << clusterIn(State::Forbidden, seconds(2), seconds(5))
                               << u"prod: forbidden, next try in 5 s"_s << Tone::Warning;
}

void tst_ClusterNote::saysHowAClusterIsReached()
{
    QFETCH(ClusterDrift, drift);
    QFETCH(QString, text);
    QFETCH(Tone, tone);

    const ClusterNote note = noteOf(drift, now);

    QCOMPARE(note.text, text);
    QCOMPARE(note.tone, tone);
}

void tst_ClusterNote::saysWhyItIsNotReachedAndHowOldItsStateIs()
{
    const ClusterNote note = noteOf(compared(clusterIn(State::Unreachable)), now);

    QVERIFY2(
        note.toolTip.startsWith(u"cannot reach https://prod: refused\nShown is what it was "_s),
        qPrintable(note.toolTip));
}

void tst_ClusterNote::saysWhatAConnectionCosts()
{
    ClusterDrift live = compared(clusterIn(State::Connected, std::chrono::hours(3)));
    live.liveObjects = 1234;
    live.milliseconds = 56;

    QCOMPARE(noteOf(live, now).toolTip,
             u"Connected for 3 h; changes are shown as they happen.\n1234 objects of 12 kinds, "
             "compared in 56 ms.\n77 requests, 20 a second at most."_s);
}

QTEST_GUILESS_MAIN(tst_ClusterNote)
#include "tst_clusternote.moc"
