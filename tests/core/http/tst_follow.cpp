// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/follow.h"
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
    return {.retry = {.attempts = 1}};
}

QString errorOf(const Result<Response> &result)
{
    return result ? u"status "_s + QString::number(result->status)
                  : QString::fromStdString(result.error().toString());
}

/// Answers with the request itself.
void echo(LoopbackPeer &peer)
{
    for (std::string request; !(request = peer.readRequest()).empty();)
        peer.respond(200, "", request);
}

std::function<void(LoopbackPeer &)> redirectTo(std::string place)
{
    return [place = std::move(place)](LoopbackPeer &peer) {
        while (!peer.readRequest().empty())
            peer.respond(302, "Location: " + place + "\r\n", "moved");
    };
}

} // namespace

class tst_Follow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsToAnotherHostWithoutCredentials();
    void keepsCredentialsAtTheSameHost();
    void endsGoingRoundInCircles();
    void refusesToLeaveForAPlaceThatIsNone();
    void saysWhatARefusalMeans_data();
    void saysWhatARefusalMeans();
    void tellsOfTheStartOfAStream();
    void givesUpATransferThatStalls();
};

void tst_Follow::followsToAnotherHostWithoutCredentials()
{
    const LoopbackServer other(echo);
    const LoopbackServer server(redirectTo(other.url() + "/there"));
    Client client(impatient());

    const auto response =
        follow(client, {.url = server.url() + "/here", .headers = {{"X-Open", "yes"}}},
               {{"Authorization", "Basic c2VjcmV0"}}, {});

    QVERIFY2(response, qPrintable(errorOf(response)));
    QVERIFY(response->body.starts_with("GET /there HTTP/1.1"));
    QVERIFY(response->body.contains("X-Open: yes"));
    QVERIFY(!response->body.contains("Authorization"));
}

void tst_Follow::keepsCredentialsAtTheSameHost()
{
    const LoopbackServer server([](LoopbackPeer &peer) {
        for (std::string request; !(request = peer.readRequest()).empty();) {
            if (request.starts_with("GET /here"))
                peer.respond(307, "Location: there?x=1\r\n", "");
            else
                peer.respond(200, "", request);
        }
    });
    Client client(impatient());

    const auto response =
        follow(client, {.url = server.url() + "/here"}, {{"Authorization", "Basic c2VjcmV0"}}, {});

    QVERIFY2(response, qPrintable(errorOf(response)));
    QVERIFY(response->body.starts_with("GET /there?x=1 HTTP/1.1"));
    QVERIFY(response->body.contains("Authorization: Basic c2VjcmV0"));
}

void tst_Follow::endsGoingRoundInCircles()
{
    const LoopbackServer server(redirectTo("/again"));
    Client client(impatient());

    const auto response = follow(client, {.url = server.url() + "/?token=hidden"}, {}, {});

    QVERIFY(!response);
    QCOMPARE(response.error().code(), ErrorCode::LimitExceeded);
    QCOMPARE(response.error().toString(),
             "'" + server.url() + "/' leads from one place to the next");
}

void tst_Follow::refusesToLeaveForAPlaceThatIsNone()
{
    const LoopbackServer server(redirectTo("file:///etc/passwd"));
    Client client(impatient());

    const auto response = follow(client, {.url = server.url()}, {}, {});

    QVERIFY(!response);
    QCOMPARE(response.error().code(), ErrorCode::InvalidInput);
}

void tst_Follow::saysWhatARefusalMeans_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");

    QTest::newRow("credentials") << 401 << int(ErrorCode::Unauthorized);
    QTest::newRow("forbidden") << 403 << int(ErrorCode::Unauthorized);
    QTest::newRow("missing") << 404 << int(ErrorCode::NotFound);
    QTest::newRow("too many") << 429 << int(ErrorCode::Unreachable);
    QTest::newRow("broken") << 500 << int(ErrorCode::Unreachable);
    QTest::newRow("odd") << 418 << int(ErrorCode::ArtifactFailed);
}

void tst_Follow::saysWhatARefusalMeans()
{
    QFETCH(int, status);
    QFETCH(int, code);

    const Error error = refusal("https://h/a?token=hidden", {.status = status});

    QCOMPARE(int(error.code()), code);
    QVERIFY(
        error.message().starts_with("'https://h/a' answers with status " + std::to_string(status)));
}

void tst_Follow::tellsOfTheStartOfAStream()
{
    const LoopbackServer server([](LoopbackPeer &peer) {
        peer.readRequest();
        peer.respond(206, "Content-Range: bytes 3-5/6\r\n", "def");
        peer.waitForEnd();
    });
    Client client(impatient());
    std::string order;

    const auto response = client.send({.url = server.url(),
                                       .onBody = [&](std::string_view piece) -> Result<> {
                                           order += piece;
                                           return {};
                                       },
                                       .onStart = [&](const Response &start) -> Result<> {
                                           order += std::to_string(start.status) + ' '
                                                    + std::string(start.header("content-range"))
                                                    + ' ';
                                           return {};
                                       }},
                                      {});

    QVERIFY2(response, qPrintable(errorOf(response)));
    QCOMPARE(order, "206 bytes 3-5/6 def");
}

void tst_Follow::givesUpATransferThatStalls()
{
    const LoopbackServer server([](LoopbackPeer &peer) {
        peer.readRequest();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
        peer.waitForEnd();
    });
    Client client(impatient());

    const auto response =
        client.send({.url = server.url(), .stallTimeout = std::chrono::seconds(1)}, {});

    QVERIFY(!response);
    QCOMPARE(response.error().code(), ErrorCode::Unreachable);
    QVERIFY(response.error().message().starts_with("no answer in time from " + server.url()));
}

QTEST_APPLESS_MAIN(tst_Follow)
#include "tst_follow.moc"
