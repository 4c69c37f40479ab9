// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/parser.h"
#include "tests/core/remedy/remedyfleet.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

class tst_KeepLive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void editsTheLineThatSetsTheValueLast_data();
    void editsTheLineThatSetsTheValueLast();
    void addsAFieldThatOnlyTheClusterHas();
    void removesAFieldThatTheClusterLacks();
    void saysWhichLineGivesOnlyAPart();
    void saysThatMoreThanOneLineSetsIt();
    void neverWritesSecrets();
    void showsNothingOfASecretBesideTheLine();
    void showsTheEffectOnEveryCluster();
    void writesNothingWhenTheFileHasChanged();
    void writesAndTakesBack();
};

void tst_KeepLive::editsTheLineThatSetsTheValueLast_data()
{
    QTest::addColumn<std::string>("field");
    QTest::addColumn<std::string>("live");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("removed");
    QTest::addColumn<QByteArray>("added");
    QTest::addColumn<std::size_t>("changed");

    const std::string container = "spec.template.spec.containers[name=web]";
    QTest::newRow("a patch in a file")
        << std::string("spec.replicas") << std::string("5") << u"apps/dev/replicas.yaml"_s
        << QByteArray("-  replicas: 3 # for the sale")
        << QByteArray("+  replicas: 5 # for the sale") << std::size_t(1);
    QTest::newRow("an inline patch")
        << std::string("spec.minReadySeconds") << std::string("9")
        << u"apps/dev/kustomization.yaml"_s << QByteArray("-        minReadySeconds: 5 # slow")
        << QByteArray("+        minReadySeconds: 9 # slow") << std::size_t(1);
    QTest::newRow("a manifest") << std::string("spec.paused") << std::string("true")
                                << u"apps/base/web.yaml"_s << QByteArray("-  paused: false")
                                << QByteArray("+  paused: true") << std::size_t(1);
    QTest::newRow("a value in a flow mapping")
        << container + ".env[name=MODE].value" << std::string("safe") << u"apps/base/web.yaml"_s
        << QByteArray("-            - {name: MODE, value: fast}")
        << QByteArray("+            - {name: MODE, value: safe}") << std::size_t(1);
    QTest::newRow("the tag of an image")
        << container + ".image" << std::string("ghcr.io/example/web:v2.14.0-hotfix1")
        << u"apps/dev/kustomization.yaml"_s
        << QByteArray("-    newTag: v2.14.0 # {\"$imagepolicy\": \"flux-system:web:tag\"}")
        << QByteArray("+    newTag: v2.14.0-hotfix1 # {\"$imagepolicy\": \"flux-system:web:tag\"}")
        << std::size_t(1);
    QTest::newRow("a variable") << std::string("metadata.annotations.host")
                                << std::string("www.test.example.org")
                                << u"clusters/dev/apps.yaml"_s
                                << QByteArray("-      domain: dev.example.org # ours")
                                << QByteArray("+      domain: test.example.org # ours")
                                << std::size_t(2);
}

void tst_KeepLive::editsTheLineThatSetsTheValueLast()
{
    QFETCH(const std::string, field);
    QFETCH(const std::string, live);
    QFETCH(const QString, file);
    QFETCH(const QByteArray, removed);
    QFETCH(const QByteArray, added);
    QFETCH(const std::size_t, changed); // of a variable, the Kustomization as well
    RemedyFleet fleet;

    const auto proposal = fleet.propose(remedy::keepLiveValue, fleet.drifted(field, live));

    QVERIFY2(proposal, proposal ? "" : proposal.error().toString().c_str());
    QCOMPARE(QString::fromStdString(proposal->edit.path.text()), file);
    const QByteArray patch = QByteArray::fromStdString(proposal->edit.patch);
    QVERIFY2(patch.contains(QByteArray('\n' + removed + '\n' + added + '\n')), patch.constData());
    QCOMPARE(patch.count("\n-"), 2); // the file's name and the line
    QCOMPARE(proposal->changedObjects(), changed);
}

void tst_KeepLive::addsAFieldThatOnlyTheClusterHas()
{
    RemedyFleet fleet;
    auto field = fleet.drifted("metadata.annotations.owner", "me");
    field.change.kind = drift::FieldChange::Kind::Removed;

    const auto proposal = fleet.propose(remedy::keepLiveValue, field);

    QVERIFY2(proposal, proposal ? "" : proposal.error().toString().c_str());
    QCOMPARE(proposal->edit.path.text(), "apps/base/web.yaml");
    const QByteArray patch = QByteArray::fromStdString(proposal->edit.patch);
    QVERIFY2(patch.contains("\n+    owner: me\n"), patch.constData());
}

void tst_KeepLive::removesAFieldThatTheClusterLacks()
{
    RemedyFleet fleet;

    const auto proposal = fleet.propose(remedy::keepLiveValue, fleet.drifted("spec.paused", ""));

    QVERIFY2(proposal, proposal ? "" : proposal.error().toString().c_str());
    QVERIFY(proposal->edit.patch.contains("\n-  paused: false\n"));
    QCOMPARE(proposal->title, "Remove spec.paused of Deployment/web");
}

void tst_KeepLive::saysWhichLineGivesOnlyAPart()
{
    RemedyFleet fleet;

    const auto proposal = fleet.propose(
        remedy::keepLiveValue,
        fleet.drifted("spec.template.spec.containers[name=web].image", "docker.io/other/web:v3"));

    QVERIFY(!proposal);
    QCOMPARE(proposal.error().code(), ErrorCode::Unsupported);
    QVERIFY2(proposal.error().toString().starts_with("apps/dev/kustomization.yaml:4:"),
             proposal.error().toString().c_str());
}

void tst_KeepLive::saysThatMoreThanOneLineSetsIt()
{
    RemedyFleet fleet;
    fleet.write("apps/base/web.yaml",
                fleet.read("apps/base/web.yaml").replace("www.${domain}", "${domain}.${domain}"));

    const auto proposal = fleet.propose(
        remedy::keepLiveValue, fleet.drifted("metadata.annotations.host", "a.dev.example.org"));

    QVERIFY(!proposal);
    QCOMPARE(proposal.error().code(), ErrorCode::Unsupported);
}

void tst_KeepLive::neverWritesSecrets()
{
    RemedyFleet fleet;
    auto field = fleet.drifted("data.token", "c2VjcmV0");
    field.object = {"", "Secret", "web", "web"};

    const auto proposal = fleet.propose(remedy::keepLiveValue, field);

    QVERIFY(!proposal);
    QCOMPARE(proposal.error().code(), ErrorCode::Unsupported);
    QVERIFY(!proposal.error().toString().contains("c2VjcmV0"));
}

void tst_KeepLive::showsNothingOfASecretBesideTheLine()
{
    RemedyFleet fleet;
    fleet.write("apps/dev/replicas.yaml", "apiVersion: v1\nkind: Secret\n"
                                          "metadata: {name: web, namespace: web}\n"
                                          "stringData: {key: hunter2}\n---\n"
                                              + fleet.read("apps/dev/replicas.yaml"));
    fleet.write("apps/base/kustomization.yaml", "resources: [web.yaml, key.yaml]\n");
    fleet.write("apps/base/key.yaml", "apiVersion: v1\nkind: Secret\n"
                                      "metadata: {name: web, namespace: web}\n"
                                      "stringData: {key: other}\n");
    // The Secret's line is right above that of the replicas.
    fleet.write("apps/dev/replicas.yaml",
                fleet.read("apps/dev/replicas.yaml")
                    .replace("apiVersion: apps/v1\nkind: Deployment\n"
                             "metadata: {name: web, namespace: web}\nspec:\n  replicas: 3",
                             "{apiVersion: apps/v1, kind: Deployment,\n"
                             " metadata: {name: web, namespace: web}, spec: {replicas: 3}}"));

    const auto proposal = fleet.propose(remedy::keepLiveValue, fleet.drifted("spec.replicas", "5"));

    QVERIFY2(proposal, proposal ? "" : proposal.error().toString().c_str());
    QVERIFY(!proposal->edit.patch.contains("hunter2"));
}

void tst_KeepLive::showsTheEffectOnEveryCluster()
{
    RemedyFleet fleet;
    fleet.write("clusters/prod/flux-system/gotk-sync.yaml",
                fleet.read("clusters/dev/flux-system/gotk-sync.yaml")
                    .replace("clusters/dev", "clusters/prod"));
    fleet.write("clusters/prod/apps.yaml",
                fleet.read("clusters/dev/apps.yaml").replace("./apps/dev", "./apps/base"));

    const auto proposal =
        fleet.propose(remedy::keepLiveValue, fleet.drifted("spec.paused", "true"));

    QVERIFY2(proposal, proposal ? "" : proposal.error().toString().c_str());
    QCOMPARE(proposal->effect.size(), 2u);
}

void tst_KeepLive::writesNothingWhenTheFileHasChanged()
{
    RemedyFleet fleet;
    const auto proposal = fleet.propose(remedy::keepLiveValue, fleet.drifted("spec.replicas", "5"));
    QVERIFY(proposal);
    const QByteArray newer = fleet.read("apps/dev/replicas.yaml") + "# more\n";
    fleet.write("apps/dev/replicas.yaml", newer);

    const auto written = remedy::write(*proposal);

    QVERIFY(!written);
    QCOMPARE(written.error().code(), ErrorCode::Conflict);
    QCOMPARE(fleet.read("apps/dev/replicas.yaml"), newer);
}

void tst_KeepLive::writesAndTakesBack()
{
    RemedyFleet fleet;
    const QByteArray before = fleet.read("apps/dev/replicas.yaml");
    const auto proposal = fleet.propose(remedy::keepLiveValue, fleet.drifted("spec.replicas", "5"));
    QVERIFY(proposal);

    QVERIFY(remedy::write(*proposal));
    QVERIFY(fleet.read("apps/dev/replicas.yaml").contains("replicas: 5 # for the sale"));
    QVERIFY(remedy::write(remedy::inverse(*proposal)));
    QCOMPARE(fleet.read("apps/dev/replicas.yaml"), before);
}

QTEST_APPLESS_MAIN(tst_KeepLive)
#include "tst_keeplive.moc"
