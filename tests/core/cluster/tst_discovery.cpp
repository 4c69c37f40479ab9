// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/discovery.h"
#include "core/yaml/json.h"

#include <QFile>
#include <QTest>

using namespace plumb;
using namespace plumb::cluster;
using namespace Qt::StringLiterals;

namespace {

/// What the real kube-apiserver 1.36 has answered.
yaml::Value recorded(const QString &name)
{
    QFile file(QStringLiteral(PLUMB_SOURCE_DIR "/tests/core/cluster/recorded/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return yaml::parseJson(file.readAll().toStdString(), name.toStdString())
        .value_or(yaml::Value());
}

QStringList rows(const std::vector<ApiResource> &resources)
{
    QStringList rows;
    for (const ApiResource &resource : resources) {
        rows.append(QString::fromStdString(resource.gvk.apiVersion() + ' ' + resource.gvk.kind + ' '
                                           + resource.plural)
                    + (resource.isNamespaced ? u" namespaced"_s : QString())
                    + (resource.isListable ? QString() : u" not listable"_s));
    }
    return rows;
}

} // namespace

class tst_Discovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAggregatedDiscovery();
    void readsTheOlderDocuments();
    void prefersTheServersVersion();
    void makesPaths_data();
    void makesPaths();
    void refusesNamesThatLeaveThePath_data();
    void refusesNamesThatLeaveThePath();
};

void tst_Discovery::readsAggregatedDiscovery()
{
    const auto resources = readAggregated(recorded(u"aggregated-apis.json"_s));

    QCOMPARE(
        rows(resources),
        (QStringList{
            u"autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers namespaced"_s,
            u"autoscaling/v1 HorizontalPodAutoscaler horizontalpodautoscalers namespaced"_s,
            u"authorization.k8s.io/v1 LocalSubjectAccessReview localsubjectaccessreviews namespaced not listable"_s,
            u"authorization.k8s.io/v1 SelfSubjectAccessReview selfsubjectaccessreviews not listable"_s,
            u"authorization.k8s.io/v1 SelfSubjectRulesReview selfsubjectrulesreviews not listable"_s,
            u"authorization.k8s.io/v1 SubjectAccessReview subjectaccessreviews not listable"_s}));
}

void tst_Discovery::readsTheOlderDocuments()
{
    const auto core = groupVersionPaths(recorded(u"legacy-api.json"_s));
    const auto groups = groupVersionPaths(recorded(u"legacy-apis.json"_s));
    const auto resources = readResourceList(recorded(u"legacy-autoscaling-v2.json"_s));

    QCOMPARE(core, (std::vector<std::string>{"/api/v1"}));
    QCOMPARE(groups, (std::vector<std::string>{"/apis/apps/v1", "/apis/autoscaling/v2",
                                               "/apis/autoscaling/v1"}));
    QCOMPARE(rows(resources),
             (QStringList{
                 u"autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers namespaced"_s}));
}

void tst_Discovery::prefersTheServersVersion()
{
    const ApiResources resources(readAggregated(recorded(u"aggregated-apis.json"_s)));

    QCOMPARE(resources.preferred("autoscaling", "HorizontalPodAutoscaler")->gvk.version, "v2");
    QCOMPARE(resources.resolve({"autoscaling", "v1", "HorizontalPodAutoscaler"})->gvk.version,
             "v1");
    QCOMPARE(resources.resolve({"autoscaling", "v2beta2", "HorizontalPodAutoscaler"})->gvk.version,
             "v2");
    QVERIFY(!resources.find({"autoscaling", "v2beta2", "HorizontalPodAutoscaler"}));
    QVERIFY(!resources.preferred("apps", "Deployment"));
    QCOMPARE(resources.normalized({"authorization.k8s.io", "SubjectAccessReview", "wrong", "a"})
                 .namespaceName,
             "");
}

void tst_Discovery::makesPaths_data()
{
    QTest::addColumn<QByteArray>("group");
    QTest::addColumn<QByteArray>("space");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("core") << ""_ba << "shop"_ba << "a"_ba << "/api/v1/namespaces/shop/things/a"_ba;
    QTest::newRow("all namespaces") << "apps"_ba << ""_ba << ""_ba << "/apis/apps/v1/things"_ba;
    QTest::newRow("a colon, as in RBAC") << "apps"_ba << "x"_ba << "system:a"_ba
                                         << "/apis/apps/v1/namespaces/x/things/system%3Aa"_ba;
}

void tst_Discovery::makesPaths()
{
    QFETCH(QByteArray, group);
    QFETCH(QByteArray, space);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, expected);
    const ApiResource resource = {.gvk = {group.toStdString(), "v1", "Thing"}, .plural = "things"};

    const auto path = resource.path(space.toStdString(), name.toStdString());

    QVERIFY(path);
    QCOMPARE(QByteArray::fromStdString(*path), expected);
}

void tst_Discovery::refusesNamesThatLeaveThePath_data()
{
    QTest::addColumn<QByteArray>("name");

    QTest::newRow("the parent") << ".."_ba;
    QTest::newRow("the same") << "."_ba;
    QTest::newRow("a slash") << "a/../../secrets"_ba;
    QTest::newRow("an escape") << "%2e%2e"_ba;
}

void tst_Discovery::refusesNamesThatLeaveThePath()
{
    QFETCH(QByteArray, name);
    const ApiResource resource = {.gvk = {"", "v1", "ConfigMap"}, .plural = "configmaps"};

    const auto path = resource.path("shop", name.toStdString());

    QVERIFY(!path);
    QVERIFY(path.error().code() == ErrorCode::InvalidInput);
}

QTEST_APPLESS_MAIN(tst_Discovery)
#include "tst_discovery.moc"
