// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/oci/reference.h"

#include <QTest>

using namespace plumb;
using namespace plumb::oci;
using namespace Qt::StringLiterals;

class tst_Reference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRepositories_data();
    void readsRepositories();
    void refusesWhatIsNoRepository_data();
    void refusesWhatIsNoRepository();
    void knowsWhereDockerHubIs();
    void readsReferences();
    void knowsWhatATagMayBe();
};

void tst_Reference::readsRepositories_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("registry");
    QTest::addColumn<QByteArray>("name");

    QTest::newRow("plain") << "oci://ghcr.io/org/app"_ba << "ghcr.io"_ba << "org/app"_ba;
    QTest::newRow("no scheme") << "ghcr.io/org/app"_ba << "ghcr.io"_ba << "org/app"_ba;
    QTest::newRow("a port") << "oci://localhost:5000/app/"_ba << "localhost:5000"_ba << "app"_ba;
    QTest::newRow("an address") << "oci://[::1]:5000/a"_ba << "[::1]:5000"_ba << "a"_ba;
    QTest::newRow("separators") << "oci://h/a-b/c__d/e.f"_ba << "h"_ba << "a-b/c__d/e.f"_ba;
}

void tst_Reference::readsRepositories()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, registry);
    QFETCH(QByteArray, name);

    const auto repository = Repository::parse(url.toStdString());

    QVERIFY(repository);
    QCOMPARE(QByteArray::fromStdString(repository->registry), registry);
    QCOMPARE(QByteArray::fromStdString(repository->name), name);
}

void tst_Reference::refusesWhatIsNoRepository_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("reason");

    QTest::newRow("nothing") << ""_ba << "expected 'oci://host/name'"_ba;
    QTest::newRow("a host alone") << "oci://ghcr.io/"_ba << "expected 'oci://host/name'"_ba;
    QTest::newRow("a tag") << "oci://h/app:1.0"_ba << "it must not have a tag, remove ':1.0'"_ba;
    QTest::newRow("upper case")
        << "oci://h/App"_ba
        << "'App' is not made of lower-case letters, digits and single separators"_ba;
    QTest::newRow("a way out")
        << "oci://h/a/../b"_ba
        << "'a/../b' is not made of lower-case letters, digits and single separators"_ba;
    QTest::newRow("a query")
        << "oci://h/a?b"_ba
        << "'a?b' is not made of lower-case letters, digits and single separators"_ba;
    QTest::newRow("a user") << "oci://me@h/a"_ba << "'me@h' is no host"_ba;
}

void tst_Reference::refusesWhatIsNoRepository()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, reason);

    const auto repository = Repository::parse(url.toStdString());

    QVERIFY(!repository);
    QCOMPARE(repository.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QByteArray::fromStdString(repository.error().toString()),
             "'" + url + "' is no repository of a registry: " + reason);
}

void tst_Reference::knowsWhereDockerHubIs()
{
    const Repository own{.registry = "docker.io", .name = "nginx"};
    const Repository other{.registry = "index.docker.io", .name = "bitnamicharts/nginx"};
    const Repository elsewhere{.registry = "ghcr.io", .name = "nginx"};

    QCOMPARE(own.host() + ' ' + own.servedName(), "registry-1.docker.io library/nginx");
    QCOMPARE(other.host() + ' ' + other.servedName(), "registry-1.docker.io bitnamicharts/nginx");
    QCOMPARE(elsewhere.host() + ' ' + elsewhere.servedName(), "ghcr.io nginx");
}

void tst_Reference::readsReferences()
{
    const std::string digest = "sha256:" + std::string(64, 'a');

    const auto both = Reference::parse("oci://localhost:5000/app:1.0+b@" + digest);
    const auto plain = Reference::parse("oci://localhost:5000/app");

    QVERIFY(both && plain);
    QCOMPARE(both->repository.toString() + ' ' + both->tag + ' ' + both->digest,
             "localhost:5000/app 1.0_b " + digest);
    QCOMPARE(plain->tag + plain->digest, "");
    QVERIFY(!Reference::parse("oci://h/app:a b"));
    QVERIFY(!Reference::parse("oci://h/app@sha256:abc"));
}

void tst_Reference::knowsWhatATagMayBe()
{
    QVERIFY(isTag("1.0.0_b-c"));
    QVERIFY(isTag(std::string(128, 'a')));
    QVERIFY(!isTag(std::string(129, 'a')));
    QVERIFY(!isTag(""));
    QVERIFY(!isTag("-a"));
    QVERIFY(!isTag("../a"));
}

QTEST_APPLESS_MAIN(tst_Reference)
#include "tst_reference.moc"
