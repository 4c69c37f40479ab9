// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/connection.h"
#include "core/cluster/kubeconfig.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb;
using namespace plumb::cluster;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *whole = R"(apiVersion: v1
kind: Config
current-context: staging
clusters:
- name: a
  cluster:
    server: https://127.0.0.1:6443/
    certificate-authority-data: Q0E=
    certificate-authority: ignored.crt
    tls-server-name: api.example.com
    proxy-url: socks5://127.0.0.1:1080
    extensions:
    - name: client.authentication.k8s.io/exec
      extension: {audience: x}
- name: plain
  cluster: {server: 'http://127.0.0.1:8001'}
- name: insecure
  cluster: {server: 'https://127.0.0.1:1', insecure-skip-tls-verify: true}
- name: contradicting
  cluster: {server: 'https://127.0.0.1:1', insecure-skip-tls-verify: true, certificate-authority-data: Q0E=}
users:
- name: admin
  user:
    client-certificate: pki/admin.crt
    client-key-data: S0VZ
    tokenFile: /run/token
    as: jane
    as-groups: [dev, ops]
- name: plugin
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: ./bin/login
      args: [--cluster, a]
      env: [{name: REGION, value: eu}]
      interactiveMode: IfAvailable
      provideClusterInfo: true
- name: old
  user: {auth-provider: {name: gcp}}
- name: terminal
  user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always}}
- name: half
  user: {client-certificate-data: Q0E=}
contexts:
- name: staging
  context: {cluster: a, user: admin, namespace: shop}
- {name: plain, context: {cluster: plain, user: missing}}
- {name: anonymous, context: {cluster: plain}}
- {name: insecure, context: {cluster: insecure}}
- {name: contradicting, context: {cluster: contradicting}}
- {name: old, context: {cluster: plain, user: old}}
- {name: terminal, context: {cluster: plain, user: terminal}}
- {name: half, context: {cluster: plain, user: half}}
- {name: nowhere, context: {cluster: gone}}
)";

QString errorOf(const auto &result)
{
    return result ? u"no error"_s : QString::fromStdString(result.error().toString());
}

} // namespace

class tst_Kubeconfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFilesThatKubectlReads();
    void readsEntries();
    void resolvesPathsAgainstTheFileTheyAreIn();
    void refusesMalformedFiles_data();
    void refusesMalformedFiles();
    void mergesFilesAsKubectlDoes();
    void skipsMissingFilesOnlyWhenTold();
    void saysWhatIsWrongWithAContext_data();
    void saysWhatIsWrongWithAContext();
    void warnsOfServersThatAreNotVerified();
};

void tst_Kubeconfig::readsEntries()
{
    const auto config = Kubeconfig::parse(whole, "/home/me/.kube/config");

    QVERIFY2(config, qPrintable(errorOf(config)));
    const ClusterEntry *cluster = config->cluster("a");
    QVERIFY(cluster);
    QCOMPARE(cluster->server, "https://127.0.0.1:6443");
    QCOMPARE(cluster->authority.text, "CA");
    QCOMPARE(cluster->tlsServerName, "api.example.com");
    QCOMPARE(cluster->proxyUrl, "socks5://127.0.0.1:1080");
    QCOMPARE(cluster->execConfig.textAt({"audience"}), std::string_view("x"));
    const UserEntry *admin = config->user("admin");
    QVERIFY(admin);
    QCOMPARE(admin->key.text, "KEY");
    QCOMPARE(admin->impersonation.user, "jane");
    QCOMPARE(admin->impersonation.groups, (std::vector<std::string>{"dev", "ops"}));
    QCOMPARE(admin->describe(), "user 'admin' (/home/me/.kube/config:24)");
    const auto context = config->context("");
    QVERIFY(context);
    QCOMPARE(context->cluster, "a");
    QCOMPARE(context->namespaceName, "shop");
}

void tst_Kubeconfig::resolvesPathsAgainstTheFileTheyAreIn()
{
    const auto config = Kubeconfig::parse(whole, "/home/me/.kube/config");

    QVERIFY(config);
    QCOMPARE(config->user("admin")->certificate.file, "/home/me/.kube/pki/admin.crt");
    QCOMPARE(config->user("admin")->tokenFile, "/run/token");
    QCOMPARE(config->user("plugin")->exec->command, "/home/me/.kube/./bin/login");
    QCOMPARE(config->user("terminal")->exec->command, "x");
}

void tst_Kubeconfig::refusesMalformedFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");

    QTest::newRow("a list") << "- a\n"_ba << u"/k:1:1: a kubeconfig must be a mapping"_s;
    QTest::newRow("another kind")
        << "apiVersion: v1\nkind: Secret\n"_ba
        << u"/k:1:1: not a kubeconfig: its kind is 'Secret', expected 'Config'"_s;
    QTest::newRow("clusters that are no list")
        << "clusters: {a: b}\n"_ba << u"/k:1:11: 'clusters' must be a list"_s;
    QTest::newRow("an entry without a name")
        << "users:\n- user: {}\n"_ba << u"/k:2:3: missing 'name' in 'users'"_s;
    QTest::newRow("bad base64") << "users:\n- name: a\n  user: {client-key-data: '?'}\n"_ba
                                << u"/k:3:27: 'client-key-data' is not valid base64"_s;
    QTest::newRow("a plugin without a command")
        << "users:\n- name: a\n  user: {exec: {apiVersion: v}}\n"_ba
        << u"/k:3:16: missing 'command' in 'exec'"_s;
}

void tst_Kubeconfig::refusesMalformedFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);

    const auto config = Kubeconfig::parse(text.toStdString(), "/k");

    QCOMPARE(errorOf(config), expected);
    QVERIFY(config.error().code() == ErrorCode::InvalidInput);
}

void tst_Kubeconfig::mergesFilesAsKubectlDoes()
{
    auto first = Kubeconfig::parse("users: [{name: u, user: {token: one}}]\n", "/a/one");
    auto second = Kubeconfig::parse(
        "current-context: c\nusers:\n- {name: u, user: {token: two, username: x}}\n"
        "- {name: v, user: {tokenFile: t}}\n",
        "/b/two");
    QVERIFY(first && second);

    first->merge(*std::move(second));

    QCOMPARE(first->currentContext(), "c");
    QCOMPARE(first->user("u")->token, "one");
    QCOMPARE(first->user("u")->username, "");
    QCOMPARE(first->user("v")->tokenFile, "/b/t");
}

void tst_Kubeconfig::skipsMissingFilesOnlyWhenTold()
{
    QTemporaryDir folder;
    const std::string present = folder.filePath(u"config"_s).toStdString();
    QFile file(QString::fromStdString(present));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("current-context: x\n");
    file.close();
    const std::string absent = folder.filePath(u"absent"_s).toStdString();

    const auto skipped = Kubeconfig::load({absent, present}, MissingFile::IsSkipped);
    const auto failed = Kubeconfig::load({absent}, MissingFile::Fails);

    QVERIFY(skipped);
    QCOMPARE(skipped->currentContext(), "x");
    QVERIFY(!failed);
    QVERIFY(failed.error().code() == ErrorCode::NotFound);
}

void tst_Kubeconfig::saysWhatIsWrongWithAContext_data()
{
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QString>("expected");

    QTest::newRow("unknown")
        << "production"_ba
        << u"the kubeconfig has no context 'production'; it has anonymous, contradicting, half, "
           "insecure, nowhere, old, plain, staging, terminal"_s;
    QTest::newRow("without its cluster")
        << "nowhere"_ba
        << u"/k:54:28: the context 'nowhere' names the cluster 'gone', which the kubeconfig does not have"_s;
    QTest::newRow("without its user")
        << "plain"_ba
        << u"/k:47:26: the context 'plain' names the user 'missing', which the kubeconfig does not have"_s;
    QTest::newRow("with a removed mechanism")
        << "old"_ba
        << u"user 'old' (/k:39) uses the auth-provider 'gcp', which Kubernetes has removed; use a "
           u"credential plugin "
           "('exec') instead"_s;
    QTest::newRow("with a plugin that needs a terminal")
        << "terminal"_ba
        << u"user 'terminal' (/k:41) has a credential plugin that needs a terminal "
           u"('interactiveMode: Always'); sign in "
           "with it in a terminal and use 'IfAvailable'"_s;
    QTest::newRow("with half a certificate")
        << "half"_ba
        << u"reading the credentials of user 'half' (/k:43): /k:43:9: a client certificate needs "
           u"its key and a key its "
           "certificate"_s;
    QTest::newRow("that trusts nobody and everybody")
        << "contradicting"_ba
        << u"/k:20:12: the cluster 'contradicting' has both a certificate authority and 'insecure-skip-tls-verify'"_s;
}

void tst_Kubeconfig::saysWhatIsWrongWithAContext()
{
    QFETCH(QByteArray, context);
    QFETCH(QString, expected);
    const auto config = Kubeconfig::parse(whole, "/k");
    QVERIFY(config);

    const auto connection = Connection::open(*config, context.toStdString(), {});

    QCOMPARE(errorOf(connection), expected);
}

void tst_Kubeconfig::warnsOfServersThatAreNotVerified()
{
    const auto config = Kubeconfig::parse(whole, "/k");
    QVERIFY(config);

    const auto connection = Connection::open(*config, "insecure", {});

    QVERIFY2(connection, qPrintable(errorOf(connection)));
    QCOMPARE((*connection)->diagnostics().size(), 1);
    QCOMPARE((*connection)->diagnostics().front().toString(),
             "/k:18:12: warning: whether 'insecure' is the right server is not verified");
}

void tst_Kubeconfig::findsTheFilesThatKubectlReads()
{
    using Paths = std::vector<std::string>;

    QCOMPARE(cluster::kubeconfigPaths("", "/home/ada"), Paths({"/home/ada/.kube/config"}));
    QCOMPARE(cluster::kubeconfigPaths("/a", "/home/ada"), Paths({"/a"}));
    QCOMPARE(cluster::kubeconfigPaths("/a::b/c:", "/home/ada"), Paths({"/a", "b/c"}));
}

QTEST_APPLESS_MAIN(tst_Kubeconfig)
#include "tst_kubeconfig.moc"
