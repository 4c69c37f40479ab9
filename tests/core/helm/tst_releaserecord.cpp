// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/releaserecord.h"
#include "core/yaml/base64.h"
#include "tests/support/tarball.h"

#include <QTest>

using namespace plumb;

namespace {

const std::string record = R"({"name":"web","namespace":"shop","version":7,
"info":{"first_deployed":"2026-01-02T03:04:05Z","last_deployed":"2026-02-02T03:04:05Z","deleted":"",
"description":"Upgrade complete","status":"deployed","notes":"read me"},
"chart":{"metadata":{"name":"podinfo","version":"6.1.0","appVersion":"6.1"},"values":{"a":1}},
"config":{"a":2},"manifest":"---\n# Source: podinfo/templates/a.yaml\nkind: A\n",
"hooks":[{"name":"t","kind":"Pod","path":"podinfo/templates/t.yaml","manifest":"kind: Pod",
"events":["test"],"weight":-3,"delete_policies":["hook-succeeded"]}],"apply_method":"ssa"})";

yaml::Value secretWith(const std::string &encoded)
{
    yaml::Value secret = yaml::Value::mapping();
    secret.set("kind", yaml::Value::string("Secret"));
    secret.set("type", yaml::Value::string("helm.sh/release.v1"));
    yaml::Value data = yaml::Value::mapping();
    data.set("release", yaml::Value::string(yaml::Text(yaml::encodeBase64(encoded))));
    secret.set("data", std::move(data));
    return secret;
}

} // namespace

class tst_ReleaseRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsACompressedRevision();
    void readsARevisionThatIsNotCompressed();
    void refusesWhatIsNoRevision();
};

void tst_ReleaseRecord::readsACompressedRevision()
{
    const auto release = helm::readRelease(secretWith(yaml::encodeBase64(test::gzipped(record))));
    QVERIFY2(release, release ? "" : release.error().toString().c_str());
    QCOMPARE(release->name, "web");
    QCOMPARE(release->namespaceName, "shop");
    QCOMPARE(release->revision, 7);
    QCOMPARE(release->status, "deployed");
    QCOMPARE(release->chartName, "podinfo");
    QCOMPARE(release->chartVersion, "6.1.0");
    QCOMPARE(release->chartValues.textAt({"a"}), "1");
    QCOMPARE(release->config.textAt({"a"}), "2");
    QCOMPARE(release->notes, "read me");
    QCOMPARE(release->applyMethod, "ssa");
    QCOMPARE(release->hooks.size(), std::size_t(1));
    QVERIFY(release->hooks.front().isTest());
    QCOMPARE(release->hooks.front().weight, -3);
}

void tst_ReleaseRecord::readsARevisionThatIsNotCompressed()
{
    const auto release = helm::readRelease(secretWith(yaml::encodeBase64(record)));
    QVERIFY(release);
    QCOMPARE(release->manifest, "---\n# Source: podinfo/templates/a.yaml\nkind: A\n");
}

void tst_ReleaseRecord::refusesWhatIsNoRevision()
{
    yaml::Value other = yaml::Value::mapping();
    other.set("kind", yaml::Value::string("Secret"));
    QCOMPARE(helm::readRelease(other).error().description(),
             "the object is no release record of helm");
    QCOMPARE(helm::readRelease(secretWith("%")).error().description(),
             "the release record cannot be read: it is no base64");
    QCOMPARE(helm::readRelease(secretWith(yaml::encodeBase64("[]"))).error().description(),
             "the release record cannot be read: it is no JSON object");
}

QTEST_APPLESS_MAIN(tst_ReleaseRecord)
#include "tst_releaserecord.moc"
