// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/client.h"
#include "tests/support/loopbackserver.h"

#include <QTest>

using namespace plumb;
using namespace plumb::http;
using namespace plumb::test;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

ClientOptions impatient()
{
    return {.retry = {.attempts = 3, .first = milliseconds(1), .longest = milliseconds(5)}};
}

QString errorOf(const Result<Response> &result)
{
    return result ? u"status "_s + QString::number(result->status)
                  : QString::fromStdString(result.error().toString());
}

} // namespace

class tst_Stream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsPieceByPiece();
    void endsAStreamWhenTheReceiverFails();
    void keepsTheBodyOfAFailedStream();
    void holdsBackAStreamThatIsReadSlowly();
};

void tst_Stream::streamsPieceByPiece()
{
    std::atomic<int> received = 0;
    const LoopbackServer server([&](LoopbackPeer &peer) {
        peer.readRequest();
        peer.write("HTTP/1.1 200 OK\r\n\r\n");
        for (int i = 1; i <= 3; ++i) {
            peer.write("piece;");
            while (received < i)
                std::this_thread::yield();
        }
    });
    Client client(impatient());
    std::string all;
    const auto caller = std::this_thread::get_id();
    bool isOnCaller = true;

    const auto response = client.send({.url = server.url(),
                                       .timeout = {},
                                       .onBody = [&](std::string_view piece) -> Result<> {
                                           all += piece;
                                           isOnCaller =
                                               isOnCaller && std::this_thread::get_id() == caller;
                                           ++received;
                                           return {};
                                       }},
                                      {});

    QVERIFY2(response, qPrintable(errorOf(response)));
    QCOMPARE(all, "piece;piece;piece;");
    QCOMPARE(response->body, "");
    QVERIFY(isOnCaller);
}

void tst_Stream::endsAStreamWhenTheReceiverFails()
{
    const LoopbackServer server([](LoopbackPeer &peer) {
        peer.readRequest();
        peer.write("HTTP/1.1 200 OK\r\n\r\npiece");
        peer.waitForEnd();
    });
    Client client(impatient());

    const auto response =
        client.send({.url = server.url(),
                     .onBody = [](std::string_view) -> Result<> {
                         return std::unexpected(Error(ErrorCode::Conflict, "enough"));
                     }},
                    {});

    QCOMPARE(errorOf(response), u"enough"_s);
    QCOMPARE(server.connections(), 1);
}

void tst_Stream::keepsTheBodyOfAFailedStream()
{
    const LoopbackServer server([](LoopbackPeer &peer) {
        peer.readRequest();
        peer.respond(410, "", "expired");
    });
    Client client(impatient());
    bool isCalled = false;

    const auto response = client.send({.url = server.url(),
                                       .onBody = [&](std::string_view) -> Result<> {
                                           isCalled = true;
                                           return {};
                                       }},
                                      {});

    QVERIFY2(response, qPrintable(errorOf(response)));
    QCOMPARE(response->status, 410);
    QCOMPARE(response->body, "expired");
    QVERIFY(!isCalled);
}

void tst_Stream::holdsBackAStreamThatIsReadSlowly()
{
    constexpr std::size_t size = 40u << 20;
    const LoopbackServer server([](LoopbackPeer &peer) {
        peer.readRequest();
        peer.respond(200, "", std::string(size, 'x'));
    });
    Client client(impatient());
    std::jthread other;
    std::size_t received = 0;
    std::size_t largest = 0;

    // Another request takes the driver's place while this thread sleeps over its pieces.
    const auto response =
        client.send({.url = server.url(),
                     .onBody = [&](std::string_view piece) -> Result<> {
                         received += piece.size();
                         largest = std::max(largest, piece.size());
                         if (!other.joinable())
                             other = std::jthread([&](const std::stop_token &stop) {
                                 while (!stop.stop_requested())
                                     QVERIFY(client.send({.url = server.url()}, {}));
                             });
                         std::this_thread::sleep_for(milliseconds(1));
                         return {};
                     }},
                    {});
    other.request_stop();

    QVERIFY2(response, qPrintable(errorOf(response)));
    QCOMPARE(received, size);
    QVERIFY(largest <= (8u << 20));
}

QTEST_APPLESS_MAIN(tst_Stream)
#include "tst_stream.moc"
