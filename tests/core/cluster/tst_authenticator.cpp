// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/authenticator.h"
#include "core/cluster/execauthenticator.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace plumb;
using namespace plumb::cluster;
using namespace Qt::StringLiterals;

namespace {

QString errorOf(const auto &result)
{
    return result ? u"no error"_s : QString::fromStdString(result.error().toString());
}

/// A folder in which a credential plugin lives, a shell script.
struct Plugin
{
    QTemporaryDir folder;
    std::chrono::system_clock::time_point now = *parseTime("2026-01-02T03:00:00Z");

    UserEntry user(const QByteArray &script)
    {
        write(u"login"_s, "#!/bin/sh\n" + script);
        UserEntry user = {.name = "me", .where = {.path = "/k", .line = 3}};
        user.exec = ExecEntry{.apiVersion = "client.authentication.k8s.io/v1",
                              .command = "login",
                              .arguments = {"a b", "$HOME"},
                              .environment = {{"REGION", "eu"}},
                              .installHint = "install it with apt"};
        return user;
    }

    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    QByteArray read(const QString &name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    Result<std::unique_ptr<Authenticator>> create(const QByteArray &script)
    {
        const Surroundings surroundings = {
            .environment = {"PATH=/nonexistent:" + folder.path().toStdString() + ":/usr/bin:/bin"},
            .now = [this] { return now; }};
        return Authenticator::create(user(script), {.name = "c", .server = "https://s"},
                                     surroundings);
    }
};

constexpr const char *countingPlugin = R"sh(cd "$(dirname "$0")"
echo x >> runs
printf '%s|' "$@" > arguments
printf '%s' "$REGION $KUBERNETES_EXEC_INFO" > environment
printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t%s","expirationTimestamp":"2026-01-02T04:00:00Z"}}' "$(wc -l < runs | tr -d ' ')"
)sh";

} // namespace

class tst_Authenticator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesFixedCredentials();
    void readsATokenFileAgainWhenItIsRefused();
    void runsAPluginWithoutAShell();
    void keepsWhatAPluginPrintedUntilItExpires();
    void runsAPluginAgainWhenItsTokenIsRefused();
    void saysWhyAPluginFailed_data();
    void saysWhyAPluginFailed();
    void endsAPluginWhenAskedToStop();
    void readsTimes_data();
    void readsTimes();
};

void tst_Authenticator::givesFixedCredentials()
{
    const UserEntry token = {.name = "a", .token = "t"};
    const UserEntry basic = {.name = "b", .username = "u", .password = "p"};

    const auto first = Authenticator::create(token, {}, {});
    const auto second = Authenticator::create(basic, {}, {});

    QVERIFY(first && second);
    QCOMPARE((*first)->current({})->authorization, "Bearer t");
    QCOMPARE((*second)->current({})->authorization, "Basic dTpw");
    QVERIFY(!(*first)->refused(0));
}

void tst_Authenticator::readsATokenFileAgainWhenItIsRefused()
{
    Plugin plugin;
    plugin.write(u"token"_s, "one\n");
    const auto authenticator = Authenticator::create(
        {.name = "a", .tokenFile = plugin.folder.filePath(u"token"_s).toStdString()}, {}, {});
    QVERIFY(authenticator);
    const Credential before = *(*authenticator)->current({});
    const bool mayHelpBefore = (*authenticator)->refused(before.generation);

    plugin.write(u"token"_s, "two\n");
    const std::string cached = (*authenticator)->current({})->authorization;
    const bool mayHelp = (*authenticator)->refused(before.generation);

    QCOMPARE(before.authorization, "Bearer one");
    QCOMPARE(cached, "Bearer one");
    QVERIFY(!mayHelpBefore);
    QVERIFY(mayHelp);
    QCOMPARE((*authenticator)->current({})->authorization, "Bearer two");
}

void tst_Authenticator::runsAPluginWithoutAShell()
{
    Plugin plugin;
    const auto authenticator = plugin.create(countingPlugin);
    QVERIFY2(authenticator, qPrintable(errorOf(authenticator)));

    const auto credential = (*authenticator)->current({});

    QVERIFY2(credential, qPrintable(errorOf(credential)));
    QCOMPARE(credential->authorization, "Bearer t1");
    QCOMPARE(plugin.read(u"arguments"_s), "a b|$HOME|"_ba);
    QCOMPARE(
        plugin.read(u"environment"_s),
        R"(eu {"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false}})"_ba);
}

void tst_Authenticator::keepsWhatAPluginPrintedUntilItExpires()
{
    Plugin plugin;
    const auto authenticator = plugin.create(countingPlugin);
    QVERIFY(authenticator);

    const std::string first = (*authenticator)->current({})->authorization;
    const std::string kept = (*authenticator)->current({})->authorization;
    plugin.now += std::chrono::minutes(59) + std::chrono::seconds(55);
    const std::string renewed = (*authenticator)->current({})->authorization;

    QCOMPARE(first, "Bearer t1");
    QCOMPARE(kept, "Bearer t1");
    QCOMPARE(renewed, "Bearer t2");
}

void tst_Authenticator::runsAPluginAgainWhenItsTokenIsRefused()
{
    Plugin plugin;
    const auto authenticator = plugin.create(countingPlugin);
    QVERIFY(authenticator);
    const Credential first = *(*authenticator)->current({});

    const bool mayHelp = (*authenticator)->refused(first.generation);
    const Credential second = *(*authenticator)->current({});
    const bool mayHelpAnother = (*authenticator)->refused(first.generation);

    QVERIFY(mayHelp && mayHelpAnother);
    QCOMPARE(second.authorization, "Bearer t2");
    QCOMPARE((*authenticator)->current({})->authorization, "Bearer t2");
}

void tst_Authenticator::saysWhyAPluginFailed_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("expected");

    QTest::newRow("it ends with an error")
        << "echo first >&2; echo 'please sign in' >&2; exit 3"_ba << u"it failed: please sign in"_s;
    QTest::newRow("it prints something else")
        << "echo my-secret-token"_ba << u"it printed no ExecCredential"_s;
    QTest::newRow("it prints another version")
        << R"(echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"t"}}')"_ba
        << u"it printed an ExecCredential of version 'client.authentication.k8s.io/v1beta1', "
           u"expected "
           "'client.authentication.k8s.io/v1'"_s;
    QTest::newRow("it prints nothing useful")
        << R"(echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential"}')"_ba
        << u"it printed neither a token nor a client certificate"_s;
}

void tst_Authenticator::saysWhyAPluginFailed()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, expected);
    Plugin plugin;
    const auto authenticator = plugin.create(script);
    QVERIFY(authenticator);

    const auto credential = (*authenticator)->current({});

    QCOMPARE(errorOf(credential),
             u"getting credentials for user 'me' (/k:3) from 'login': "_s + expected);
    QVERIFY(credential.error().code() == ErrorCode::Unauthorized);
}

void tst_Authenticator::endsAPluginWhenAskedToStop()
{
    Plugin plugin;
    const auto authenticator = plugin.create("sleep 100");
    QVERIFY(authenticator);
    std::stop_source stop;
    stop.request_stop();

    const auto credential = (*authenticator)->current(stop.get_token());

    QVERIFY(!credential);
    QVERIFY(credential.error().code() == ErrorCode::Cancelled);
}

void tst_Authenticator::readsTimes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seconds");

    QTest::newRow("UTC") << "1970-01-02T00:00:01Z"_ba << qint64(86401);
    QTest::newRow("fractions") << "1970-01-01T00:00:01.999999Z"_ba << qint64(1);
    QTest::newRow("east") << "1970-01-01T02:00:00+01:30"_ba << qint64(1800);
    QTest::newRow("west") << "1970-01-01T00:00:00-01:00"_ba << qint64(3600);
    QTest::newRow("no zone") << "1970-01-01T00:00:00"_ba << qint64(-1);
    QTest::newRow("no such day") << "1970-02-30T00:00:00Z"_ba << qint64(-1);
    QTest::newRow("too far away to count") << "4052-01-02T04:00:00Z"_ba << qint64(-1);
    QTest::newRow("no time") << "tomorrow at the latest"_ba << qint64(-1);
}

void tst_Authenticator::readsTimes()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, seconds);

    const auto time = parseTime(text.toStdString());

    QCOMPARE(time.has_value(), seconds >= 0);
    if (time)
        QCOMPARE(
            qint64(
                std::chrono::duration_cast<std::chrono::seconds>(time->time_since_epoch()).count()),
            seconds);
}

QTEST_APPLESS_MAIN(tst_Authenticator)
#include "tst_authenticator.moc"
