// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/sourceaccess.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::source;
using namespace Qt::StringLiterals;

namespace {

flux::Source charts()
{
    return *flux::Source::from(test::objectOf(R"(apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: charts, namespace: flux-system}
spec:
  url: https://example.com
  secretRef: {name: login}
  certSecretRef: {name: tls}
  proxySecretRef: {name: proxy}
)"));
}

Object secret(const std::string &name, const std::string &rest)
{
    return test::objectOf("apiVersion: v1\nkind: Secret\nmetadata: {name: " + name
                          + ", namespace: flux-system}\n" + rest);
}

} // namespace

class tst_SourceAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAllThatASourceRefersTo();
    void readsALoginToRegistries();
    void takesCertificatesFromTheLoginWhereThereAreNoOthers();
    void namesSecretsThatAreNotThere();
    void passesOverWhatIsEncrypted();
    void refusesHalfOfAPair_data();
    void refusesHalfOfAPair();
};

void tst_SourceAccess::readsAllThatASourceRefersTo()
{
    const auto access = accessOf(
        charts(), {secret("login", "stringData: {username: me, password: hunter2}\n"),
                   secret("tls", "data: {ca.crt: Q0E=, tls.crt: Q1JU, tls.key: S0VZ}\n"),
                   secret("proxy", "stringData: {address: 'http://proxy:3128', username: p@x, "
                                   "password: 'a/b'}\n")});

    QVERIFY(access);
    QCOMPARE(access->login->user, "me");
    QCOMPARE(access->login->secret, "hunter2");
    QVERIFY((access->tls
             == http::Tls{
                 .authorities = "CA", .keepsSystem = true, .certificate = "CRT", .key = "KEY"}));
    QCOMPARE(access->proxy, "http://p%40x:a%2Fb@proxy:3128");
    QCOMPARE(access->missing, "");
}

void tst_SourceAccess::readsALoginToRegistries()
{
    const auto access = accessOf(
        charts(),
        {secret("login", "type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: "
                         "'{\"auths\":{\"ghcr.io\":{\"auth\":\"bWU6aHVudGVyMg==\"}}}'}\n")});

    QVERIFY(access);
    QVERIFY(!access->login);
    const auto login = access->dockerConfig->find({.registry = "ghcr.io", .name = "a/b"});
    QVERIFY(login);
    QCOMPARE(login->user + ' ' + login->secret, "me hunter2");
}

void tst_SourceAccess::takesCertificatesFromTheLoginWhereThereAreNoOthers()
{
    const Object old = secret("login", "stringData: {caFile: OLD}\n");

    const auto alone = accessOf(charts(), {old});
    const auto beside = accessOf(charts(), {old, secret("tls", "stringData: {ca.crt: NEW}\n")});

    QVERIFY(alone && beside);
    QCOMPARE(alone->tls.authorities, "OLD");
    QCOMPARE(beside->tls.authorities, "NEW");
}

void tst_SourceAccess::namesSecretsThatAreNotThere()
{
    Object elsewhere = test::objectOf("apiVersion: v1\nkind: Secret\n"
                                      "metadata: {name: login, namespace: other}\n"
                                      "stringData: {username: a, password: b}\n");

    const auto access =
        accessOf(charts(), {elsewhere, secret("tls", "stringData: {ca.crt: NEW}\n")});

    QVERIFY(access);
    QVERIFY(!access->login);
    QCOMPARE(access->missing, "login, proxy");
}

void tst_SourceAccess::passesOverWhatIsEncrypted()
{
    const auto access =
        accessOf(charts(), {secret("login", "stringData: {username: 'ENC[AES256_GCM,data:a]', "
                                            "password: 'ENC[AES256_GCM,data:b]'}\n")});

    QVERIFY(access);
    QVERIFY(!access->login);
}

void tst_SourceAccess::refusesHalfOfAPair_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("a user alone") << "login"_ba << "username: hunter"_ba
                                  << "the Secret 'login' needs both 'username' and 'password'"_ba;
    QTest::newRow("a certificate alone")
        << "tls"_ba << "tls.crt: hunter"_ba
        << "the Secret 'tls' needs both 'tls.crt' and 'tls.key', or neither"_ba;
    QTest::newRow("a proxy without address")
        << "proxy"_ba << "address: hunter"_ba
        << "the Secret 'proxy' needs an 'address' like 'http://host:port'"_ba;
}

void tst_SourceAccess::refusesHalfOfAPair()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, data);
    QFETCH(QByteArray, expected);

    const auto access = accessOf(
        charts(), {secret(name.toStdString(), "stringData: {" + data.toStdString() + "}\n")});

    QVERIFY(!access);
    QCOMPARE(access.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QByteArray::fromStdString(access.error().toString()), expected);
}

QTEST_APPLESS_MAIN(tst_SourceAccess)
#include "tst_sourceaccess.moc"
