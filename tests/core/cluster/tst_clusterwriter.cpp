// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/httpclusterwriter.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::cluster;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

const ApiResource deployments = {.gvk = {"apps", "v1", "Deployment"}, .plural = "deployments"};
const ApiResource namespaces = {
    .gvk = {"", "v1", "Namespace"}, .plural = "namespaces", .isNamespaced = false};

const ResourceId web = {
    .group = "apps", .kind = "Deployment", .namespaceName = "shop", .name = "web"};
const ResourceId shop = {.group = "", .kind = "Namespace", .namespaceName = "", .name = "shop"};

QString shown(const Result<WriteRequest> &request)
{
    if (!request)
        return QString::fromStdString(request.error().toString());
    return QString::fromStdString(request->method + ' ' + request->path + '\n'
                                  + request->contentType + '\n' + request->body());
}

/// Answers every request the same, and keeps what it was sent.
struct RecordingServer
{
    int status = 200;
    std::string headers = "Content-Type: application/json\r\n";
    std::string body = R"({"kind":"ConfigMap","metadata":{"name":"c"}})";
    std::string received = {};
    LoopbackServer server = LoopbackServer([this](LoopbackPeer &peer) {
        for (std::string request; !(request = peer.readRequest()).empty();) {
            received = request + peer.readBody(request);
            peer.respond(status, headers, body);
        }
    });

    Result<Written> send(const WriteRequest &request) const
    {
        const auto config = Kubeconfig::parse(
            "current-context: c\nclusters: [{name: c, cluster: {server: '" + server.url()
                + "'}}]\ncontexts: [{name: c, context: {cluster: c}}]\n",
            "/k");
        const auto connection = Connection::open(*config, "", {});
        return HttpClusterWriter(**connection).send(request, Run());
    }
};

} // namespace

class tst_ClusterWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void applies();
    void patches();
    void deletes();
    void refusesWhatHasNoAddress();
    void sendsWhatItShows();
    void tellsWhyItWasRefused();
};

void tst_ClusterWriter::applies()
{
    const Object object =
        objectOf("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n"
                 "  namespace: shop\n  resourceVersion: '7'\n  managedFields: []\n"
                 "spec: {replicas: 3}\n");

    const auto really = applyRequest(deployments, object, {.fieldManager = "a b"});
    const auto dry = applyRequest(
        deployments, object,
        {.fieldManager = "kustomize-controller", .dryRun = DryRun::All, .isForced = true});

    QCOMPARE(shown(really),
             u"PATCH /apis/apps/v1/namespaces/shop/deployments/web"
             "?fieldManager=a%20b\napplication/apply-patch+yaml\n"
             R"({"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web",)"
             R"("namespace":"shop"},"spec":{"replicas":3}})"_s);
    QCOMPARE(QString::fromStdString(dry->path),
             u"/apis/apps/v1/namespaces/shop/deployments/web"
             "?fieldManager=kustomize-controller&dryRun=All&force=true"_s);
    QCOMPARE(QString::fromStdString(dry->displayName), u"Deployment/shop/web"_s);
}

void tst_ClusterWriter::patches()
{
    yaml::Value content = yaml::Value::mapping();
    content.ensureMapping("spec").set("replicas", yaml::Value::integer(2));

    const auto scale = patchRequest(deployments, web, {.content = content, .subresource = "scale"});
    const auto mistaken =
        patchRequest(deployments, web, {.kind = Patch::Kind::Json, .content = content});

    QCOMPARE(shown(scale), u"PATCH /apis/apps/v1/namespaces/shop/deployments/web/scale"
                           "?fieldManager=plumbline\napplication/merge-patch+json\n"
                           R"({"spec":{"replicas":2}})"_s);
    QCOMPARE(mistaken.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(shown(mistaken), u"a JSON patch must be a list of operations"_s);
}

void tst_ClusterWriter::deletes()
{
    const auto request = deleteRequest(namespaces, shop, {.uid = "u-1"});

    QCOMPARE(shown(request),
             u"DELETE /api/v1/namespaces/shop\napplication/json\n"
             R"({"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"u-1"},)"
             R"("propagationPolicy":"Background"})"_s);
    QCOMPARE(QString::fromStdString(request->displayName), u"Namespace/shop"_s);
}

void tst_ClusterWriter::refusesWhatHasNoAddress()
{
    ResourceId homelessId = web;
    homelessId.namespaceName.clear();
    ResourceId namelessId = shop;
    namelessId.name.clear();

    const auto homeless = deleteRequest(deployments, homelessId, {});
    const auto nameless = deleteRequest(namespaces, namelessId, {});

    QCOMPARE(homeless.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(shown(homeless), u"Deployment 'web' has no namespace"_s);
    QCOMPARE(nameless.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(shown(nameless), u"Namespace has no name to write to"_s);
}

void tst_ClusterWriter::sendsWhatItShows()
{
    RecordingServer server;
    server.headers += "Warning: 299 - \"unknown field \\\"spec.x\\\"\"\r\n";
    const auto request = deleteRequest(namespaces, shop, {});

    const auto written = server.send(*request);

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QCOMPARE(QString::fromUtf8(std::string(written->content.textAt({"metadata", "name"}))), u"c"_s);
    QCOMPARE(written->warnings, std::vector<std::string>({"unknown field \"spec.x\""}));
    const auto received = QString::fromStdString(server.received);
    QVERIFY2(received.startsWith(u"DELETE /api/v1/namespaces/shop HTTP/1.1\r\n"),
             qPrintable(received));
    QVERIFY2(received.contains(u"Content-Type: application/json\r\n"), qPrintable(received));
    QVERIFY2(received.endsWith(QString::fromStdString("\r\n\r\n" + request->body())),
             qPrintable(received));
}

void tst_ClusterWriter::tellsWhyItWasRefused()
{
    RecordingServer server;
    server.status = 409;
    server.body = R"({"kind":"Status","message":"Apply failed with 1 conflict"})";

    const auto written = server.send(*deleteRequest(namespaces, shop, {}));

    QCOMPARE(written.error().code(), ErrorCode::Conflict);
    QCOMPARE(QString::fromStdString(written.error().toString()), u"Apply failed with 1 conflict"_s);
}

QTEST_GUILESS_MAIN(tst_ClusterWriter)
#include "tst_clusterwriter.moc"
