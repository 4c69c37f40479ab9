// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/oci/dockerconfig.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb;
using namespace plumb::oci;
using namespace Qt::StringLiterals;

namespace {

// "me:one" is bWU6b25l, and so on.
constexpr std::string_view text =
    "{"
    "\"auths\": {"
    "\"https://index.docker.io/v1/\": {\"auth\": \"bWU6aHVi\"},"
    "\"ghcr.io\": {\"auth\": \"bWU6b25l\"},"
    "\"ghcr.io/org\": {\"username\": \"me\", \"password\": \"two\"},"
    "\"https://ghcr.io/v2/org/deep\": {\"auth\": \"bWU6dGhyZWU=\"},"
    "\"*.azurecr.io\": {\"identitytoken\": \"four\"},"
    "\"empty.example.com\": {},"
    "\"localhost:5000\": {\"auth\": \"bWU6Zml2ZQ==\"}"
    "},"
    "\"credHelpers\": {\"123.dkr.ecr.eu-west-1.amazonaws.com\": \"ecr-login\"},"
    "\"credsStore\": \"desktop\""
    "}";

QByteArray found(const std::string &url)
{
    const auto config = DockerConfig::parse(text, "config.json");
    const auto repository = Repository::parse(url);
    if (!config || !repository)
        return "error"_ba;
    const auto login = config->find(*repository);
    return QByteArray::fromStdString(login ? login->secret + login->identityToken : "none");
}

} // namespace

class tst_DockerConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheLoginOfARepository_data();
    void findsTheLoginOfARepository();
    void knowsWhichHelperToAsk();
    void refusesWhatIsNoConfigurationWithoutSayingIt();
    void asksAHelper();
    void startsNoHelperWithAnOddName();
};

void tst_DockerConfig::findsTheLoginOfARepository_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("Docker Hub") << "docker.io/nginx"_ba << "hub"_ba;
    QTest::newRow("Docker Hub, where it is served") << "registry-1.docker.io/a/b"_ba << "hub"_ba;
    QTest::newRow("a host") << "ghcr.io/other/app"_ba << "one"_ba;
    QTest::newRow("a path") << "ghcr.io/org/app"_ba << "two"_ba;
    QTest::newRow("the longest path") << "ghcr.io/org/deep/app"_ba << "three"_ba;
    QTest::newRow("no part of a name") << "ghcr.io/organization/app"_ba << "one"_ba;
    QTest::newRow("any label") << "mine.azurecr.io/app"_ba << "four"_ba;
    QTest::newRow("not two labels") << "a.b.azurecr.io/app"_ba << "none"_ba;
    QTest::newRow("a port") << "localhost:5000/app"_ba << "five"_ba;
    QTest::newRow("another port") << "localhost:5001/app"_ba << "none"_ba;
    QTest::newRow("an empty entry") << "empty.example.com/app"_ba << "none"_ba;
}

void tst_DockerConfig::findsTheLoginOfARepository()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, expected);

    QCOMPARE(found(url.toStdString()), expected);
}

void tst_DockerConfig::knowsWhichHelperToAsk()
{
    const auto config = DockerConfig::parse(text, "config.json");
    QVERIFY(config);

    const auto own =
        config->helper({.registry = "123.dkr.ecr.eu-west-1.amazonaws.com", .name = "a"});
    const auto hub = config->helper({.registry = "docker.io", .name = "a"});
    const auto other = config->helper({.registry = "quay.io", .name = "a"});

    QVERIFY(own && hub && other);
    QCOMPARE(own->name + ' ' + own->server, "ecr-login 123.dkr.ecr.eu-west-1.amazonaws.com");
    QCOMPARE(hub->name + ' ' + hub->server, "desktop https://index.docker.io/v1/");
    QCOMPARE(other->name + ' ' + other->server, "desktop quay.io");
    QVERIFY(!DockerConfig::parse("{}", "config.json")->helper({.registry = "h", .name = "a"}));
}

void tst_DockerConfig::refusesWhatIsNoConfigurationWithoutSayingIt()
{
    const auto config = DockerConfig::parse(R"({"auths": {"h": {"password": "hunter2)", "c.json");

    QVERIFY(!config);
    QCOMPARE(config.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(config.error().toString(), "'c.json' is no configuration of Docker");
}

void tst_DockerConfig::asksAHelper()
{
    const QTemporaryDir folder;
    QFile helper(folder.filePath(u"docker-credential-test"_s));
    QVERIFY(helper.open(QIODevice::WriteOnly));
    helper.write("#!/bin/sh\nread server\n[ \"$1\" = get ] || exit 2\n[ \"$server\" = quay.io ] || "
                 "exit 1\necho '{\"ServerURL\":\"quay.io\",\"Username\":\"<token>\","
                 "\"Secret\":\"hunter2\"}'\n");
    helper.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    helper.close();
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", QByteArray(folder.path().toUtf8() + ":" + path));

    const auto known = askCredentialHelper("test", "quay.io", {});
    const auto unknown = askCredentialHelper("test", "ghcr.io", {});
    const auto missing = askCredentialHelper("not-there", "ghcr.io", {});
    qputenv("PATH", path);

    QVERIFY2(known && *known, known ? "nothing" : known.error().toString().c_str());
    QCOMPARE((*known)->identityToken, "hunter2");
    QVERIFY(unknown && !*unknown);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code(), ErrorCode::NotFound);
}

void tst_DockerConfig::startsNoHelperWithAnOddName()
{
    const auto answer = askCredentialHelper("x/../../bin/sh", "quay.io", {});

    QVERIFY(!answer);
    QCOMPARE(answer.error().code(), ErrorCode::InvalidInput);
}

QTEST_APPLESS_MAIN(tst_DockerConfig)
#include "tst_dockerconfig.moc"
