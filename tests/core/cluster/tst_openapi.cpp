// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/openapi.h"
#include "tests/support/loopbackserver.h"

#include <QTest>

#include <map>
#include <mutex>

using namespace plumb;
using namespace plumb::cluster;
using namespace plumb::test;

namespace {

const GroupVersionKind thing = {.group = "example.org", .version = "v1", .kind = "Thing"};
const GroupVersionKind deployment = {.group = "apps", .version = "v1", .kind = "Deployment"};

/// Publishes documents, and counts what is asked.
class Publisher
{
public:
    std::map<std::string, std::string> documents = {};

    int asked()
    {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }

    Result<Schema> read(std::vector<GroupVersionKind> kinds, OpenApiCache &cache) const
    {
        const auto config = Kubeconfig::parse(
            "current-context: c\nclusters: [{name: c, cluster: {server: '" + m_server.url()
                + "'}}]\ncontexts: [{name: c, context: {cluster: c}}]\n",
            "/k");
        const auto connection = Connection::open(*config, "", {});
        InlineExecutor executor;
        return readSchema(**connection, kinds, cache, executor, Run());
    }

private:
    void serve(LoopbackPeer &peer)
    {
        for (std::string request; !(request = peer.readRequest()).empty();) {
            const std::string path = request.substr(4, request.find(' ', 4) - 4);
            const std::lock_guard lock(m_mutex);
            ++m_asked;
            const auto found = documents.find(path);
            if (found == documents.end())
                peer.respond(404, "", "{}");
            else
                peer.respond(200, "", found->second);
        }
    }

    std::mutex m_mutex;
    int m_asked = 0;
    LoopbackServer m_server = LoopbackServer([this](LoopbackPeer &peer) { serve(peer); });
};

std::string index(const std::string &address)
{
    return R"({"paths":{"apis/example.org/v1":{"serverRelativeURL":")" + address + R"("}}})";
}

const std::string address = "/openapi/v3/apis/example.org/v1?hash=AB";
const std::string things =
    R"({"components":{"schemas":{"Thing":{"x-kubernetes-group-version-kind":)"
    R"([{"group":"example.org","version":"v1","kind":"Thing"}],"properties":{"parts":)"
    R"({"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}}}}}}})";

} // namespace

class tst_OpenApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsNotBuiltIn();
    void asksNothingForBuiltInKinds();
    void asksOnceForADocument();
    void knowsNothingOfServersThatPublishNothing();
    void followsNoAddressElsewhere();
};

void tst_OpenApi::readsWhatIsNotBuiltIn()
{
    Publisher server;
    server.documents = {{"/openapi/v3", index(address)}, {address, things}};
    OpenApiCache cache;

    const auto schema = server.read({thing, deployment}, cache);

    QVERIFY(schema);
    QCOMPARE(schema->find("example.org/v1", "Thing").field("parts").listType(), ListType::Set);
    QVERIFY(schema->isKnown(deployment));
}

void tst_OpenApi::asksNothingForBuiltInKinds()
{
    Publisher server;
    OpenApiCache cache;

    QVERIFY(server.read({deployment}, cache));

    QCOMPARE(server.asked(), 0);
}

void tst_OpenApi::asksOnceForADocument()
{
    Publisher server;
    server.documents = {{"/openapi/v3", index(address)}, {address, things}};
    OpenApiCache cache;
    QVERIFY(server.read({thing}, cache));

    QVERIFY(server.read({thing}, cache)->isKnown(thing));

    QCOMPARE(server.asked(), 3); // the index twice, the document once
}

void tst_OpenApi::knowsNothingOfServersThatPublishNothing()
{
    Publisher server;
    OpenApiCache cache;

    const auto schema = server.read({thing}, cache);

    QVERIFY(schema);
    QVERIFY(!schema->isKnown(thing));
}

void tst_OpenApi::followsNoAddressElsewhere()
{
    Publisher server;
    server.documents = {{"/openapi/v3", index("/api/v1/secrets")}};
    OpenApiCache cache;

    QVERIFY(!server.read({thing}, cache)->isKnown(thing));

    QCOMPARE(server.asked(), 1);
}

QTEST_GUILESS_MAIN(tst_OpenApi)
#include "tst_openapi.moc"
