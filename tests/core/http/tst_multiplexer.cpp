// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/multiplexer.h"
#include "tests/support/loopbackserver.h"

#include <QTest>

using namespace plumb;
using namespace plumb::http;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

/// What became of one request.
struct Outcome
{
    std::string body = {};
    std::optional<Result<Response>> result = {};

    QString text() const
    {
        if (!result)
            return u"running"_s;
        return *result ? u"status "_s + QString::number((*result)->status)
                       : QString::fromStdString(result->error().toString());
    }
};

Multiplexer::Clock::time_point soon()
{
    return Multiplexer::Clock::now() + std::chrono::seconds(20);
}

Multiplexer::Id start(Multiplexer &multiplexer, const std::string &url, Outcome &outcome,
                      std::chrono::seconds stallTimeout = {})
{
    Request request = {.url = url, .timeout = {}, .stallTimeout = stallTimeout};
    request.onBody = [&outcome](std::string_view piece) -> Result<> {
        outcome.body += piece;
        return {};
    };
    return multiplexer.start(
        std::move(request), std::make_shared<const ClientOptions>(),
        [&outcome](Result<Response> result) { outcome.result = std::move(result); });
}

template<typename Question>
bool waitUntil(Multiplexer &multiplexer, const Question &question)
{
    const auto end = soon();
    while (!question() && Multiplexer::Clock::now() < end)
        multiplexer.wait(end, {});
    return question();
}

} // namespace

class tst_Multiplexer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesManyStreamsOnOneThread();
    void tellsWhyARequestFailed();
    void givesUpWhatIsSilentForTooLong();
    void forgetsWhatIsCancelled();
    void returnsWhenItIsWoken();
    void returnsWhenItIsStopped();
    void endsARequestWhoseReceiverFails();
    void letsAnEndStartTheNextRequest();
};

void tst_Multiplexer::movesManyStreamsOnOneThread()
{
    std::atomic<int> waiting = 0;
    const LoopbackServer server([&](LoopbackPeer &peer) {
        peer.readRequest();
        peer.write("HTTP/1.1 200 OK\r\n\r\nfirst;");
        // None of them ends before all have begun.
        ++waiting;
        while (waiting < 12)
            std::this_thread::yield();
        peer.write("last");
    });
    Multiplexer multiplexer;
    std::vector<Outcome> outcomes(12);
    for (Outcome &outcome : outcomes)
        start(multiplexer, server.url(), outcome);

    QVERIFY(waitUntil(multiplexer, [&] { return multiplexer.running() == 0; }));

    for (const Outcome &outcome : outcomes) {
        QCOMPARE(outcome.text(), u"status 200"_s);
        QCOMPARE(outcome.body, "first;last");
    }
}

void tst_Multiplexer::tellsWhyARequestFailed()
{
    const LoopbackServer server([](LoopbackPeer &peer) {
        peer.readRequest();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut off");
    });
    Multiplexer multiplexer;
    Outcome truncated;
    Outcome wrong;
    start(multiplexer, server.url() + "/watch?token=x", truncated);
    start(multiplexer, "ftp://host", wrong);

    QVERIFY(waitUntil(multiplexer, [&] { return multiplexer.running() == 0; }));

    const QString place = QString::fromStdString(server.url()) + u"/watch: "_s;
    QVERIFY2(truncated.text().startsWith(u"cannot reach "_s + place), qPrintable(truncated.text()));
    QVERIFY(!truncated.text().contains(u"token"));
    QCOMPARE(truncated.body, "cut off");
    QCOMPARE(wrong.text(), u"not a http or https URL: 'ftp://host'"_s);
}

void tst_Multiplexer::givesUpWhatIsSilentForTooLong()
{
    const LoopbackServer server([](LoopbackPeer &peer) {
        peer.readRequest();
        peer.write("HTTP/1.1 200 OK\r\n\r\npiece");
        peer.waitForEnd();
    });
    Multiplexer multiplexer;
    Outcome outcome;
    start(multiplexer, server.url(), outcome, std::chrono::seconds(1));

    QVERIFY(waitUntil(multiplexer, [&] { return outcome.result.has_value(); }));

    QCOMPARE(outcome.body, "piece");
    const QString place = QString::fromStdString(server.url());
    QVERIFY2(outcome.text().startsWith(u"no answer in time from "_s + place),
             qPrintable(outcome.text()));
    QVERIFY(outcome.result->error().code() == ErrorCode::Unreachable);
}

void tst_Multiplexer::forgetsWhatIsCancelled()
{
    std::atomic<bool> hasEnded = false;
    const LoopbackServer server([&](LoopbackPeer &peer) {
        peer.readRequest();
        peer.write("HTTP/1.1 200 OK\r\n\r\npiece");
        peer.waitForEnd();
        hasEnded = true;
    });
    Multiplexer multiplexer;
    Outcome outcome;
    const auto id = start(multiplexer, server.url(), outcome);
    QVERIFY(waitUntil(multiplexer, [&] { return outcome.body == "piece"; }));

    multiplexer.cancel(id);

    QCOMPARE(multiplexer.running(), 0);
    QCOMPARE(outcome.text(), u"running"_s);
    QTRY_VERIFY(hasEnded);
}

void tst_Multiplexer::returnsWhenItIsWoken()
{
    Multiplexer multiplexer;
    const std::jthread other([&] { multiplexer.wakeUp(); });
    const auto end = soon();

    multiplexer.wait(end, {});

    QVERIFY(Multiplexer::Clock::now() < end);
}

void tst_Multiplexer::returnsWhenItIsStopped()
{
    Multiplexer multiplexer;
    std::stop_source stop;
    const std::jthread other([&] { stop.request_stop(); });
    const auto end = soon();

    multiplexer.wait(end, stop.get_token());

    QVERIFY(Multiplexer::Clock::now() < end);
}

void tst_Multiplexer::endsARequestWhoseReceiverFails()
{
    const LoopbackServer server([](LoopbackPeer &peer) {
        peer.readRequest();
        peer.write("HTTP/1.1 200 OK\r\n\r\npiece");
        peer.waitForEnd();
    });
    Multiplexer multiplexer;
    Outcome outcome;
    multiplexer.start({.url = server.url(),
                       .onBody = [](std::string_view) -> Result<> {
                           return std::unexpected(Error(ErrorCode::Conflict, "enough"));
                       }},
                      std::make_shared<const ClientOptions>(),
                      [&](Result<Response> result) { outcome.result = std::move(result); });

    QVERIFY(waitUntil(multiplexer, [&] { return outcome.result.has_value(); }));

    QCOMPARE(outcome.text(), u"enough"_s);
}

void tst_Multiplexer::letsAnEndStartTheNextRequest()
{
    const LoopbackServer server([](LoopbackPeer &peer) {
        while (!peer.readRequest().empty())
            peer.respond(200, "", "x");
    });
    Multiplexer multiplexer;
    Outcome second;
    multiplexer.start({.url = server.url()}, std::make_shared<const ClientOptions>(),
                      [&](const Result<Response> &) { start(multiplexer, server.url(), second); });

    QVERIFY(waitUntil(multiplexer, [&] { return second.result.has_value(); }));

    QCOMPARE(second.text(), u"status 200"_s);
    QCOMPARE(second.body, "x");
    QCOMPARE(server.connections(), 1);
}

QTEST_APPLESS_MAIN(tst_Multiplexer)
#include "tst_multiplexer.moc"
