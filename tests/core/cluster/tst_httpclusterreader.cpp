// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/httpclusterreader.h"
#include "tests/support/loopbackserver.h"

#include <QTest>

#include <mutex>

using namespace plumb;
using namespace plumb::cluster;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

/// An API server that gives a scripted answer to each path, in order, the last one again and again.
class ScriptedServer
{
public:
    struct Answer
    {
        int status = 200;
        std::string body = {};
    };

    void answer(const std::string &path, std::vector<Answer> answers)
    {
        m_answers[path] = std::move(answers);
    }

    std::vector<std::string> asked()
    {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }

    Kubeconfig kubeconfig() const
    {
        return *Kubeconfig::parse("current-context: c\nclusters: [{name: c, cluster: {server: '"
                                      + m_server.url()
                                      + "'}}]\nusers: [{name: me, user: {token: t}}]\n"
                                        "contexts: [{name: c, context: {cluster: c, user: me}}]\n",
                                  "/k");
    }

private:
    void serve(LoopbackPeer &peer)
    {
        for (std::string request; !(request = peer.readRequest()).empty();) {
            const std::string path = request.substr(4, request.find(' ', 4) - 4);
            Answer answer = {.status = 404,
                             .body = R"({"kind":"Status","message":"nothing at )" + path + "\"}"};
            {
                const std::lock_guard lock(m_mutex);
                m_asked.push_back(path);
                auto &answers = m_answers[path];
                if (!answers.empty())
                    answer = answers.front();
                if (answers.size() > 1)
                    answers.erase(answers.begin());
            }
            peer.respond(answer.status, "Content-Type: application/json\r\n", answer.body);
        }
    }

    std::mutex m_mutex;
    std::map<std::string, std::vector<Answer>> m_answers;
    std::vector<std::string> m_asked;
    LoopbackServer m_server = LoopbackServer([this](LoopbackPeer &peer) { serve(peer); });
};

const ApiResource configMaps = {.gvk = {"", "v1", "ConfigMap"}, .plural = "configmaps"};
const std::string firstPage = "/api/v1/configmaps?limit=500";

std::string page(const std::string &names, const std::string &next,
                 const std::string &version = "7")
{
    std::string items;
    for (const char name : names)
        items += std::string(items.empty() ? "" : ",") + R"({"metadata":{"namespace":"n","name":")"
                 + name + "\"}}";
    return R"({"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":")" + version
           + R"(","continue":")" + next + R"("},"items":[)" + items + "]}";
}

std::string status(const std::string &message)
{
    return R"({"kind":"Status","apiVersion":"v1","status":"Failure","message":")" + message + "\"}";
}

QString names(const Result<ObjectList> &list)
{
    if (!list)
        return QString::fromStdString(list.error().toString());
    QString text = QString::fromStdString(list->resourceVersion) + u':';
    for (const Object &object : list->objects)
        text += u' ' + QString::fromStdString(object.displayName());
    return text;
}

} // namespace

class tst_HttpClusterReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsPageByPage();
    void beginsAgainWhenTheSnapshotIsGone();
    void givesUpWhenTheSnapshotIsAlwaysGone();
    void asksForNamespacesAndLabels();
    void getsOneObject();
    void saysWhyItWasRefused_data();
    void saysWhyItWasRefused();
    void discoversOlderServers();
    void keepsSecretsOffPlainConnections();
};

void tst_HttpClusterReader::listsPageByPage()
{
    ScriptedServer server;
    server.answer(firstPage, {{.body = page("ab", "x/y+z==")}});
    server.answer(firstPage + "&continue=x%2Fy%2Bz%3D%3D", {{.body = page("c", "")}});
    InlineExecutor executor;
    HttpClusterReader reader(*Connection::open(server.kubeconfig(), "", {}), executor);

    const auto list = reader.list(configMaps, {}, Run());

    QCOMPARE(names(list), u"7: ConfigMap/n/a ConfigMap/n/b ConfigMap/n/c"_s);
}

void tst_HttpClusterReader::beginsAgainWhenTheSnapshotIsGone()
{
    ScriptedServer server;
    server.answer(firstPage, {{.body = page("ab", "x")}, {.body = page("a", "y", "9")}});
    server.answer(firstPage + "&continue=x", {{.status = 410, .body = status("expired")}});
    server.answer(firstPage + "&continue=y", {{.body = page("c", "", "9")}});
    InlineExecutor executor;
    HttpClusterReader reader(*Connection::open(server.kubeconfig(), "", {}), executor);

    const auto list = reader.list(configMaps, {}, Run());

    QCOMPARE(names(list), u"9: ConfigMap/n/a ConfigMap/n/c"_s);
}

void tst_HttpClusterReader::givesUpWhenTheSnapshotIsAlwaysGone()
{
    ScriptedServer server;
    server.answer(firstPage, {{.status = 410, .body = status("expired")}});
    InlineExecutor executor;
    HttpClusterReader reader(*Connection::open(server.kubeconfig(), "", {}), executor);

    const auto list = reader.list(configMaps, {}, Run());

    QCOMPARE(names(list), u"expired"_s);
    QCOMPARE(server.asked().size(), 4);
}

void tst_HttpClusterReader::asksForNamespacesAndLabels()
{
    ScriptedServer server;
    server.answer("/api/v1/namespaces/shop/configmaps?limit=500&labelSelector=a.b%2Fc%3Dd",
                  {{.body = page("a", "")}});
    InlineExecutor executor;
    HttpClusterReader reader(*Connection::open(server.kubeconfig(), "", {}), executor);

    const auto list =
        reader.list(configMaps, {.namespaceName = "shop", .labelSelector = "a.b/c=d"}, Run());

    QCOMPARE(names(list), u"7: ConfigMap/n/a"_s);
}

void tst_HttpClusterReader::getsOneObject()
{
    ScriptedServer server;
    server.answer(
        "/api/v1/namespaces/n/configmaps/a",
        {{.body =
              R"({"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"n","name":"a"},"data":{"x":"y"}})"}});
    InlineExecutor executor;
    HttpClusterReader reader(*Connection::open(server.kubeconfig(), "", {}), executor);

    const auto found = reader.get(configMaps, {"", "ConfigMap", "n", "a"}, Run());
    const auto absent = reader.get(configMaps, {"", "ConfigMap", "n", "b"}, Run());
    const auto homeless = reader.get(configMaps, {"", "ConfigMap", "", "a"}, Run());

    QVERIFY(found);
    QCOMPARE(found->fields().textAt({"data", "x"}), std::string_view("y"));
    QVERIFY(!absent && absent.error().code() == ErrorCode::NotFound);
    QVERIFY(!homeless && homeless.error().code() == ErrorCode::InvalidInput);
}

void tst_HttpClusterReader::saysWhyItWasRefused_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");

    QTest::newRow("forbidden") << 403
                               << QByteArray::fromStdString(status("configmaps is forbidden"))
                               << u"configmaps is forbidden"_s;
    QTest::newRow("not a list") << 200 << R"({"kind":"Pod"})"_ba
                                << u"the server's answer for configmaps is no list"_s;
    QTest::newRow("no objects") << 200 << R"({"items":["a"]})"_ba
                                << u"the server's answer for configmaps holds what is no object"_s;
    QTest::newRow("not JSON") << 200 << "<html>"_ba << u"response:1:1: "_s;
    QTest::newRow("an item without a name")
        << 200 << R"({"items":[{"metadata":{}}]})"_ba
        << u"missing 'metadata.name' in object of kind 'ConfigMap'"_s;
    QTest::newRow("no reason") << 500 << "oops my-token"_ba
                               << u"the server answered with status 500"_s;
}

void tst_HttpClusterReader::saysWhyItWasRefused()
{
    QFETCH(int, code);
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    ScriptedServer server;
    server.answer(firstPage, {{.status = code, .body = body.toStdString()}});
    InlineExecutor executor;
    HttpClusterReader reader(*Connection::open(server.kubeconfig(), "", {}), executor);

    const auto list = reader.list(configMaps, {}, Run());

    QVERIFY(!list);
    QVERIFY2(names(list).startsWith(expected), qPrintable(names(list)));
    QCOMPARE(list.error().code() == ErrorCode::Unauthorized, code == 403);
}

void tst_HttpClusterReader::discoversOlderServers()
{
    ScriptedServer server;
    server.answer("/api", {{.body = R"({"kind":"APIVersions","versions":["v1"]})"}});
    server.answer(
        "/apis",
        {{.body =
              R"({"kind":"APIGroupList","groups":[{"name":"apps","versions":[{"groupVersion":"apps/v1"}],"preferredVersion":{"groupVersion":"apps/v1"}},{"name":"down","versions":[{"groupVersion":"down/v1"}]}]})"}});
    server.answer(
        "/api/v1",
        {{.body =
              R"({"groupVersion":"v1","resources":[{"name":"configmaps","kind":"ConfigMap","namespaced":true,"verbs":["list"]},{"name":"pods/log","kind":"Pod","namespaced":true}]})"}});
    server.answer(
        "/apis/apps/v1",
        {{.body =
              R"({"groupVersion":"apps/v1","resources":[{"name":"deployments","kind":"Deployment","namespaced":true,"verbs":["list"]}]})"}});
    InlineExecutor executor;
    HttpClusterReader reader(*Connection::open(server.kubeconfig(), "", {}), executor);

    const auto resources = reader.discover(Run());

    QVERIFY(resources);
    QCOMPARE(resources->all().size(), 2);
    QVERIFY(resources->find({"", "v1", "ConfigMap"}));
    QVERIFY(resources->find({"apps", "v1", "Deployment"}));
}

void tst_HttpClusterReader::keepsSecretsOffPlainConnections()
{
    std::string request;
    const LoopbackServer plain([&](LoopbackPeer &peer) {
        request = peer.readRequest();
        peer.respond(200, "", "{}");
    });
    const auto config = Kubeconfig::parse(
        "current-context: c\nclusters: [{name: c, cluster: {server: '" + plain.url()
            + "'}}]\nusers: [{name: me, user: {token: secret, as: jane}}]\n"
              "contexts: [{name: c, context: {cluster: c, user: me}}]\n",
        "/k");
    QVERIFY(config);
    const auto connection = Connection::open(*config, "", {});
    QVERIFY(connection);

    const auto response = (*connection)->get("/version", "application/json", {});

    QVERIFY(response);
    QVERIFY(!QByteArray::fromStdString(request).contains("secret"));
    QVERIFY(QByteArray::fromStdString(request).contains("Impersonate-User: jane\r\n"));
}

QTEST_APPLESS_MAIN(tst_HttpClusterReader)
#include "tst_httpclusterreader.moc"
