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

/// Answers every request of a connection with its own first line.
void echo(LoopbackPeer &peer)
{
    for (std::string request; !(request = peer.readRequest()).empty();)
        peer.respond(200, "X-Test: yes\r\n", request.substr(0, request.find('\r')));
}

QString errorOf(const Result<Response> &result)
{
    return result ? u"status "_s + QString::number(result->status)
                  : QString::fromStdString(result.error().toString());
}

} // namespace

class tst_Client : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesStatusHeadersAndBody();
    void refusesWhatIsNoRequest_data();
    void refusesWhatIsNoRequest();
    void limitsTheSizeOfABody_data();
    void limitsTheSizeOfABody();
    void repeatsWhatTheServerPutsOff();
    void repeatsAfterADroppedConnection();
    void doesNotRepeatWhatMayHaveHadAnEffect();
    void saysWhenNobodyIsThere();
    void saysWhenThereIsNoAnswerInTime();
    void stopsWhileItWaitsForAnAnswer();
    void stopsWhileItWaitsToRepeat();
    void servesManyThreads();
    void asksAProxy();
    void waitsOnceForAHostThatIsSilent();
};

void tst_Client::givesStatusHeadersAndBody()
{
    const LoopbackServer server(echo);
    Client client(impatient());

    const auto response =
        client.send({.url = server.url() + "/a?b=c", .headers = {{"Accept", "x"}}}, {});

    QVERIFY2(response, qPrintable(errorOf(response)));
    QCOMPARE(response->status, 200);
    QCOMPARE(response->header("x-test"), std::string_view("yes"));
    QCOMPARE(response->header("missing"), std::string_view());
    QCOMPARE(response->body, "GET /a?b=c HTTP/1.1");
}

void tst_Client::refusesWhatIsNoRequest_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("expected");

    QTest::newRow("another scheme")
        << "file:///etc/passwd"_ba << "x"_ba << u"not a http or https URL: 'file:///etc/passwd'"_s;
    QTest::newRow("no host") << "http:///x"_ba << "x"_ba
                             << u"not a http or https URL: 'http:///x'"_s;
    QTest::newRow("a line break in a header")
        << "http://127.0.0.1:1/"_ba << "a\r\nEvil: b"_ba
        << u"the request header 'Authorization' has a line break or no name"_s;
    QTest::newRow("a query that nobody should see")
        << "ftp://h/a?token=secret"_ba << "x"_ba << u"not a http or https URL: 'ftp://h/a'"_s;
}

void tst_Client::refusesWhatIsNoRequest()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, header);
    QFETCH(QString, expected);
    Client client(impatient());

    const auto response = client.send(
        {.url = url.toStdString(), .headers = {{"Authorization", header.toStdString()}}}, {});

    QCOMPARE(errorOf(response), expected);
    QVERIFY(response.error().code() == ErrorCode::InvalidInput);
}

void tst_Client::limitsTheSizeOfABody_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("announced") << "Content-Length: 5000\r\n"_ba << QByteArray(5000, 'x');
    QTest::newRow("until the end") << ""_ba << QByteArray(5000, 'x');
    QTest::newRow("in chunks") << "Transfer-Encoding: chunked\r\n"_ba
                               << "3e8\r\n" + QByteArray(1000, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n";
    // qCompress puts the size before the zlib stream.
    QTest::newRow("compressed") << "Content-Encoding: deflate\r\n"_ba
                                << qCompress(QByteArray(1000000, 'x')).mid(4);
}

void tst_Client::limitsTheSizeOfABody()
{
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    const LoopbackServer server([&](LoopbackPeer &peer) {
        peer.readRequest();
        peer.write("HTTP/1.1 200 OK\r\n" + headers.toStdString() + "\r\n" + body.toStdString());
    });
    Client client(impatient());

    const auto response = client.send({.url = server.url() + "/x", .maximumSize = 1000}, {});

    QCOMPARE(errorOf(response), u"the response of %1/x is larger than 1000 bytes"_s.arg(
                                    QString::fromStdString(server.url())));
    QVERIFY(response.error().code() == ErrorCode::LimitExceeded);
}

void tst_Client::repeatsWhatTheServerPutsOff()
{
    std::atomic<int> asked = 0;
    const LoopbackServer server([&](LoopbackPeer &peer) {
        while (!peer.readRequest().empty()) {
            ++asked;
            if (asked == 1)
                peer.respond(429, "Retry-After: 0\r\n", "later");
            else if (asked == 2)
                peer.respond(503, "Retry-After: 0\r\n", "later");
            else
                peer.respond(200, "", "now");
        }
    });
    Client client(impatient());

    const auto response = client.send({.url = server.url()}, {});

    QVERIFY2(response, qPrintable(errorOf(response)));
    QCOMPARE(response->body, "now");
    QCOMPARE(asked.load(), 3);
}

void tst_Client::repeatsAfterADroppedConnection()
{
    std::atomic<int> asked = 0;
    const LoopbackServer server([&](LoopbackPeer &peer) {
        peer.readRequest();
        if (++asked > 1)
            peer.respond(200, "", "here");
        else
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    });
    Client client(impatient());

    const auto response = client.send({.url = server.url()}, {});

    QVERIFY2(response, qPrintable(errorOf(response)));
    QCOMPARE(response->body, "here");
}

void tst_Client::doesNotRepeatWhatMayHaveHadAnEffect()
{
    std::atomic<int> asked = 0;
    const LoopbackServer server([&](LoopbackPeer &peer) {
        peer.readRequest();
        ++asked;
        peer.respond(429, "Retry-After: 0\r\n", "");
    });
    Client client(impatient());

    const auto response = client.send({.method = "POST", .url = server.url()}, {});

    QCOMPARE(errorOf(response), u"status 429"_s);
    QCOMPARE(asked.load(), 1);
}

void tst_Client::saysWhenNobodyIsThere()
{
    std::string url;
    {
        const LoopbackServer server(echo);
        url = server.url();
    }
    Client client(impatient());

    const auto response = client.send({.url = url + "/x?secret"}, {});

    QVERIFY(!response);
    QVERIFY(response.error().code() == ErrorCode::Unreachable);
    QVERIFY(
        errorOf(response).startsWith(u"cannot reach "_s + QString::fromStdString(url) + u"/x: "_s));
}

void tst_Client::saysWhenThereIsNoAnswerInTime()
{
    const LoopbackServer server([](LoopbackPeer &peer) { peer.waitForEnd(); });
    Client client(impatient());

    const auto response = client.send({.url = server.url(), .timeout = milliseconds(50)}, {});

    QVERIFY(!response);
    QVERIFY(response.error().code() == ErrorCode::Unreachable);
    QVERIFY(errorOf(response).startsWith(u"no answer in time from "_s));
    QCOMPARE(server.connections(), 1);
}

void tst_Client::stopsWhileItWaitsForAnAnswer()
{
    std::stop_source stop;
    const LoopbackServer server([&](LoopbackPeer &peer) {
        peer.readRequest();
        stop.request_stop();
        peer.waitForEnd();
    });
    Client client(impatient());

    const auto response = client.send({.url = server.url()}, stop.get_token());

    QCOMPARE(errorOf(response), u"cancelled"_s);
    QVERIFY(response.error().code() == ErrorCode::Cancelled);
}

void tst_Client::stopsWhileItWaitsToRepeat()
{
    std::stop_source stop;
    const LoopbackServer server([&](LoopbackPeer &peer) {
        peer.readRequest();
        peer.respond(429, "Retry-After: 1000\r\n", "");
        peer.waitForEnd();
    });
    Client client({.retry = {.longest = std::chrono::hours(1)}});
    std::jthread stopper([&] {
        while (server.connections() == 0)
            std::this_thread::yield();
        stop.request_stop();
    });

    const auto response = client.send({.url = server.url()}, stop.get_token());

    QVERIFY(!response);
    QVERIFY(response.error().code() == ErrorCode::Cancelled);
}

void tst_Client::servesManyThreads()
{
    const LoopbackServer server(echo);
    Client client(impatient());
    std::atomic<int> right = 0;

    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i) {
            threads.emplace_back([&, i] {
                for (int j = 0; j < 25; ++j) {
                    const std::string path = "/" + std::to_string(i) + "/" + std::to_string(j);
                    const auto response = client.send({.url = server.url() + path}, {});
                    right += response && response->body == "GET " + path + " HTTP/1.1" ? 1 : 0;
                }
            });
        }
    }

    QCOMPARE(right.load(), 400);
    QVERIFY(server.connections() <= 8);
}

void tst_Client::asksAProxy()
{
    const LoopbackServer proxy(echo);
    ClientOptions options = impatient();
    options.proxy = proxy.url();
    Client client(options);

    const auto response = client.send({.url = "http://cluster.invalid/version"}, {});

    QVERIFY2(response, qPrintable(errorOf(response)));
    QCOMPARE(response->body, "GET http://cluster.invalid/version HTTP/1.1");
}

void tst_Client::waitsOnceForAHostThatIsSilent()
{
    const LoopbackServer silent([](LoopbackPeer &peer) { peer.readRequest(); });
    const LoopbackServer other(echo);
    ClientOptions options = impatient();
    options.retry.attempts = 1;
    options.silencePatience = std::chrono::hours(1);
    Client client(options);

    const auto first = client.send({.url = silent.url() + "/a"}, {});
    const auto second = client.send({.url = silent.url() + "/b"}, {});
    const auto elsewhere = client.send({.url = other.url()}, {});

    QVERIFY(!first && !second && elsewhere);
    QCOMPARE(second.error().code(), ErrorCode::Unreachable);
    QCOMPARE(second.error().message(), first.error().message());
    QCOMPARE(silent.connections(), 1);
}

QTEST_APPLESS_MAIN(tst_Client)
#include "tst_client.moc"
