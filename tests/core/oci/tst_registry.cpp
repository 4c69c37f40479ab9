// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/contentdigest.h"
#include "core/oci/registry.h"
#include "tests/support/loopbackserver.h"

#include <QTest>

#include <mutex>

using namespace plumb;
using namespace plumb::oci;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view manifestText = R"({"layers":[]})";

/// A registry that keeps to a script: what it answers is up to the test, and what it was asked is
/// written down as "METHOD PATH AUTHORIZATION".
class FakeRegistry
{
public:
    using Answer = std::function<void(LoopbackPeer &, const std::string &line)>;

    explicit FakeRegistry(Answer answer)
        : m_answer(std::move(answer))
        , m_server([this](LoopbackPeer &peer) { serve(peer); })
    {
    }

    std::string url() const { return m_server.url(); }
    std::string host() const { return url().substr(7); }
    QStringList log()
    {
        const std::lock_guard lock(m_mutex);
        return m_log;
    }

private:
    void serve(LoopbackPeer &peer)
    {
        for (std::string request; !(request = peer.readRequest()).empty();) {
            std::string line = request.substr(0, request.find(" HTTP/1.1"));
            const auto header = request.find("Authorization: ");
            line += ' ';
            line += header == request.npos
                        ? "-"
                        : request.substr(header + 15, request.find('\r', header) - header - 15);
            if (request.starts_with("POST "))
                line += ' ' + peer.readBody(request);
            {
                const std::lock_guard lock(m_mutex);
                m_log.append(QString::fromStdString(line));
            }
            m_answer(peer, line);
        }
    }

    Answer m_answer;
    std::mutex m_mutex;
    QStringList m_log;
    LoopbackServer m_server;
};

Access as(const Credential &credential)
{
    return {.transport = Transport::Insecure,
            .credential = [credential](bool, const Run &) -> Result<std::optional<Credential>> {
                return credential;
            }};
}

/// A registry of a test, asked by a client of its own.
class Asker
{
public:
    explicit Asker(const FakeRegistry &fake, Access access = {.transport = Transport::Insecure})
        : registry(m_client, {.registry = fake.host(), .name = "org/app"}, std::move(access))
    {
    }

private:
    http::Client m_client{{.retry = {.attempts = 1}}};

public:
    Registry registry;
};

/// Answers like a registry whose only manifest is manifestText under every tag.
void answerManifest(LoopbackPeer &peer, const std::string &line)
{
    if (line.starts_with("GET /v2/ "))
        peer.respond(200, "", "");
    else if (line.starts_with("HEAD "))
        peer.write("HTTP/1.1 405 X\r\nContent-Length: 0\r\n\r\n");
    else
        peer.respond(200, "", manifestText);
}

} // namespace

class tst_Registry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void getsAManifest();
    void resolvesATagByItsHeader();
    void refusesAManifestWithAnotherDigest();
    void readsAllPagesOfTags();
    void doesNotFollowPagesToAnotherHost();
    void showsAPasswordWhenItIsAskedTo();
    void getsATokenForNobody();
    void getsATokenForAUser();
    void getsATokenForAnIdentity();
    void getsAnotherTokenWhenItHasExpired();
    void saysWhatTheRegistryDenies_data();
    void saysWhatTheRegistryDenies();
    void wantsTlsUnlessToldOtherwise();
};

void tst_Registry::getsAManifest()
{
    FakeRegistry fake(answerManifest);
    Asker asker(fake);

    const auto manifest = asker.registry.manifest("1.0", {});

    QVERIFY(manifest);
    QCOMPARE(manifest->bytes, std::string(manifestText));
    QCOMPARE(manifest->digest, crypto::contentDigest(manifestText));
    QCOMPARE(fake.log(), (QStringList{u"GET /v2/ -"_s, u"GET /v2/org/app/manifests/1.0 -"_s}));
}

void tst_Registry::resolvesATagByItsHeader()
{
    const std::string digest = "sha256:" + std::string(64, 'a');
    FakeRegistry fake([&](LoopbackPeer &peer, const std::string &line) {
        if (line.starts_with("HEAD ")) {
            peer.write("HTTP/1.1 200 X\r\nDocker-Content-Digest: " + digest
                       + "\r\nContent-Length: 13\r\n\r\n");
        } else {
            peer.respond(200, "", "");
        }
    });
    FakeRegistry old(answerManifest);

    QCOMPARE(Asker(fake).registry.resolve("1.0", {}).value_or(""), digest);
    QCOMPARE(Asker(old).registry.resolve("1.0", {}).value_or(""),
             crypto::contentDigest(manifestText));
}

void tst_Registry::refusesAManifestWithAnotherDigest()
{
    FakeRegistry fake(answerManifest);
    const std::string digest = "sha256:" + std::string(64, 'a');

    const auto manifest = Asker(fake).registry.manifest(digest, {});

    QVERIFY(!manifest);
    QCOMPARE(manifest.error().code(), ErrorCode::ArtifactFailed);
    QCOMPARE(manifest.error().toString(), "'" + fake.url() + "/v2/org/app/manifests/" + digest
                                              + "' does not have the digest that it is called by");
}

void tst_Registry::readsAllPagesOfTags()
{
    FakeRegistry fake([](LoopbackPeer &peer, const std::string &line) {
        if (line.find("last=2") != line.npos)
            peer.respond(200, "", R"({"name":"org/app","tags":["3"]})");
        else if (line.find("last=1") != line.npos)
            peer.respond(200, "Link: <?last=2>; rel=\"next\"\r\n", R"({"tags":null})");
        else
            peer.respond(200, "Link: </v2/org/app/tags/list?last=1>; rel=\"next\"\r\n",
                         R"({"tags":["1","2"]})");
    });

    const auto tags = Asker(fake).registry.tags({});

    QVERIFY(tags);
    QCOMPARE(*tags, (std::vector<std::string>{"1", "2", "3"}));
}

void tst_Registry::doesNotFollowPagesToAnotherHost()
{
    FakeRegistry fake([](LoopbackPeer &peer, const std::string &) {
        peer.respond(200, "Link: <http://localhost:1/tags>; rel=\"next\"\r\n", R"({"tags":[]})");
    });

    const auto tags = Asker(fake).registry.tags({});

    QVERIFY(!tags);
    QCOMPARE(tags.error().code(), ErrorCode::ArtifactFailed);
}

void tst_Registry::showsAPasswordWhenItIsAskedTo()
{
    FakeRegistry fake([](LoopbackPeer &peer, const std::string &line) {
        if (line.ends_with(" -"))
            peer.respond(401, "WWW-Authenticate: Basic realm=\"r\"\r\n", "");
        else
            answerManifest(peer, line);
    });

    const auto known =
        Asker(fake, as({.user = "me", .secret = "hunter2"})).registry.manifest("1.0", {});
    const auto unknown = Asker(fake).registry.manifest("1.0", {});

    QVERIFY(known);
    QCOMPARE(fake.log().at(2), u"GET /v2/org/app/manifests/1.0 Basic bWU6aHVudGVyMg=="_s);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code(), ErrorCode::Unauthorized);
    QCOMPARE(unknown.error().toString(), "'" + fake.host()
                                             + "' wants a user name and a password, and none is "
                                               "known");
}

namespace {

/// Answers like a registry that wants a token, and like the place that gives it.
FakeRegistry::Answer wantToken(const std::string &reply = R"({"token":"abc","expires_in":300})",
                               const std::string &realm = "/token?a=b")
{
    return [reply, realm](LoopbackPeer &peer, const std::string &line) {
        if (line.find("/token") != line.npos) {
            peer.respond(200, "", reply);
        } else if (line.ends_with(" -")) {
            peer.respond(401,
                         "WWW-Authenticate: Bearer realm=\"" + realm
                             + "\",service=\"s v\",scope=\"repository:org/app:pull\"\r\n",
                         "");
        } else {
            answerManifest(peer, line);
        }
    };
}

const QString tokenQuery =
    u"?a=b&service=s%20v&scope=repository%3Aorg%2Fapp%3Apull"_s; // as it is sent

} // namespace

void tst_Registry::getsATokenForNobody()
{
    FakeRegistry fake(wantToken());
    Asker asker(fake);

    QVERIFY(asker.registry.manifest("1.0", {}));
    QVERIFY(asker.registry.manifest("2.0", {}));

    QCOMPARE(fake.log(), (QStringList{u"GET /v2/ -"_s, u"GET /v2/org/app/manifests/1.0 -"_s,
                                      u"GET /token"_s + tokenQuery + u" -"_s,
                                      u"GET /v2/org/app/manifests/1.0 Bearer abc"_s,
                                      u"GET /v2/org/app/manifests/2.0 Bearer abc"_s}));
}

void tst_Registry::getsATokenForAUser()
{
    FakeRegistry fake(wantToken(R"({"access_token":"abc"})"));

    QVERIFY(Asker(fake, as({.user = "me", .secret = "hunter2"})).registry.manifest("1.0", {}));

    QCOMPARE(fake.log().at(2), u"GET /token"_s + tokenQuery + u" Basic bWU6aHVudGVyMg=="_s);
    QCOMPARE(fake.log().at(3), u"GET /v2/org/app/manifests/1.0 Bearer abc"_s);
}

void tst_Registry::getsATokenForAnIdentity()
{
    FakeRegistry fake(wantToken());

    QVERIFY(Asker(fake, as({.identityToken = "a/b"})).registry.manifest("1.0", {}));

    QCOMPARE(fake.log().at(2),
             u"POST /token?a=b - grant_type=refresh_token&client_id=plumbline&refresh_token=a%2Fb"
             "&service=s%20v&scope=repository%3Aorg%2Fapp%3Apull"_s);
}

void tst_Registry::getsAnotherTokenWhenItHasExpired()
{
    std::atomic<int> given = 0;
    FakeRegistry fake([&given](LoopbackPeer &peer, const std::string &line) {
        if (line.find("/token") != line.npos)
            peer.respond(200, "", R"({"token":"t)" + std::to_string(++given) + R"("})");
        else if (line.ends_with("/first Bearer t1") || line.ends_with("/second Bearer t2"))
            answerManifest(peer, line);
        else
            peer.respond(401, "WWW-Authenticate: Bearer realm=\"/token\"\r\n", "");
    });
    Asker asker(fake);

    QVERIFY(asker.registry.manifest("first", {}));
    QVERIFY(asker.registry.manifest("second", {}));

    QCOMPARE(given.load(), 2);
}

void tst_Registry::saysWhatTheRegistryDenies_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");

    QTest::newRow("forbidden") << 403 << int(ErrorCode::Unauthorized);
    QTest::newRow("missing") << 404 << int(ErrorCode::NotFound);
    QTest::newRow("broken") << 500 << int(ErrorCode::Unreachable);
}

void tst_Registry::saysWhatTheRegistryDenies()
{
    QFETCH(int, status);
    QFETCH(int, code);
    FakeRegistry fake([status](LoopbackPeer &peer, const std::string &line) {
        if (line.starts_with("GET /v2/ "))
            peer.respond(200, "", "");
        else
            peer.respond(status, "", R"({"errors":[{"code":"X","message":"so\nit is"}]})");
    });

    const auto manifest = Asker(fake).registry.manifest("1.0", {});

    QVERIFY(!manifest);
    QCOMPARE(int(manifest.error().code()), code);
    QVERIFY2(manifest.error().toString().ends_with("(so it is)"),
             manifest.error().toString().c_str());
}

void tst_Registry::wantsTlsUnlessToldOtherwise()
{
    const LoopbackServer server(
        [](LoopbackPeer &peer) { peer.write("HTTP/1.1 400 X\r\nContent-Length: 0\r\n\r\n"); });
    http::Client client({.retry = {.attempts = 1}});
    Registry registry(client, {.registry = server.url().substr(7), .name = "org/app"}, {});

    const auto manifest = registry.manifest("1.0", {});

    QVERIFY(!manifest);
    QCOMPARE(manifest.error().code(), ErrorCode::Unreachable);
    QVERIFY(manifest.error().toString().contains("https://"));
}

QTEST_APPLESS_MAIN(tst_Registry)
#include "tst_registry.moc"
