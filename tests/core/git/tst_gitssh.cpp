// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/remote.h"
#include "tests/support/process.h"
#include "tests/support/scratchrepository.h"
#include "tests/support/sshserver.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <unistd.h>

using namespace plumb;
using namespace Qt::StringLiterals;
using git::Credentials;
using git::Repository;
using test::SshAgent;
using test::SshServer;

/// Speaks to the real OpenSSH server.
class tst_GitSsh : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void clonesFetchesAndPushes_data();
    void clonesFetchesAndPushes();
    void asksForThePassphraseOfAKey();
    void refusesAHostThatIsNotKnown();
    void refusesAHostThatHasAnotherKey();
    void refusesAKeyThatIsNotAuthorized();
    void saysWhenNobodyAnswers();
    void stopsInTheMiddle();

private:
    std::string url() const { return m_server->url(m_bare->path()); }
    /// What messages call it.
    std::string publicUrl() const
    {
        return "ssh://127.0.0.1:" + std::to_string(m_server->port()) + m_bare->path();
    }
    Result<Repository> clone(const Credentials &credentials, const Run &run = {});
    Credentials withKey() const;
    void know(const QByteArray &hosts);

    std::unique_ptr<ScratchRepository> m_bare;
    std::unique_ptr<ScratchRepository> m_source;
    std::unique_ptr<SshServer> m_server;
    QString m_home;
    QString m_key;
    QString m_target;
};

void tst_GitSsh::initTestCase()
{
    if (!SshServer::isInstalled())
        QSKIP("there is no OpenSSH server");
    m_bare = std::make_unique<ScratchRepository>(ScratchRepository::Kind::Bare);
    m_source = std::make_unique<ScratchRepository>();
    // libgit2 looks for known hosts where HOME was when it was first used.
    m_home = QString::fromLocal8Bit(qgetenv("HOME"));
    m_source->write(u"a.yaml"_s, "a: 1\n");
    m_source->commit(u"one"_s);
    m_source->git({u"remote"_s, u"add"_s, u"origin"_s, QString::fromStdString(m_bare->path())});
    m_source->git({u"push"_s, u"-q"_s, u"origin"_s, u"main"_s});
    m_server = std::make_unique<SshServer>();
    QVERIFY2(m_server->isRunning(), m_server->log().constData());
    m_key = m_server->makeKey(u"ada"_s);
    m_server->authorize(m_key);
}

void tst_GitSsh::init()
{
    m_target = m_source->beside(QString::fromLatin1(QTest::currentTestFunction())
                                + QString::fromLatin1(QTest::currentDataTag()).left(3));
    know(m_server->knownHost());
}

void tst_GitSsh::know(const QByteArray &hosts)
{
    QDir().mkpath(m_home + u"/.ssh"_s);
    QFile file(m_home + u"/.ssh/known_hosts"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(hosts);
}

Credentials tst_GitSsh::withKey() const
{
    return {.useAgent = false, .keyFiles = {m_key.toStdString()}, .useHelpers = false};
}

Result<Repository> tst_GitSsh::clone(const Credentials &credentials, const Run &run)
{
    return git::clone(url(), m_target.toStdString(), credentials, run);
}

void tst_GitSsh::clonesFetchesAndPushes_data()
{
    QTest::addColumn<bool>("byAgent");

    QTest::newRow("key file") << false;
    QTest::newRow("agent") << true;
}

void tst_GitSsh::clonesFetchesAndPushes()
{
    QFETCH(bool, byAgent);
    std::optional<SshAgent> agent;
    if (byAgent) {
        agent.emplace();
        QVERIFY(agent->add(m_key));
    }
    const Credentials credentials = byAgent ? Credentials{.useHelpers = false} : withKey();

    const Result<Repository> cloned = clone(credentials);
    QVERIFY2(cloned, cloned ? "" : (cloned.error().toString() + m_server->log().data()).c_str());
    m_source->write(u"a.yaml"_s, "a: " + QByteArray(QTest::currentDataTag()) + '\n');
    const QByteArray second = m_source->commit(u"two"_s);
    m_source->git({u"push"_s, u"-q"_s, u"origin"_s, u"main"_s});
    const Result<> fetched = git::fetch(*cloned, "origin", credentials, {});
    test::git(m_target, {u"branch"_s, u"topic"_s, u"origin/main"_s});
    const Result<> pushed = git::push(*cloned, "origin", "topic", credentials, {});

    QVERIFY2(fetched, fetched ? "" : fetched.error().toString().c_str());
    QVERIFY2(pushed, pushed ? "" : pushed.error().toString().c_str());
    QCOMPARE(cloned->resolve("origin/main").value().text(), second.toStdString());
    QCOMPARE(m_bare->git({u"rev-parse"_s, u"topic"_s}), second);
    m_bare->git({u"branch"_s, u"-D"_s, u"topic"_s});
}

void tst_GitSsh::asksForThePassphraseOfAKey()
{
    const QString locked = m_server->makeKey(u"locked"_s);
    m_server->authorize(locked);
    const auto set = test::run(u"ssh-keygen"_s, {u"-q"_s, u"-p"_s, u"-P"_s, u""_s, u"-N"_s,
                                                 u"open sesame"_s, u"-f"_s, locked});
    QCOMPARE(set.exitCode, 0);
    Credentials credentials = withKey();
    credentials.keyFiles = {locked.toStdString()};
    std::vector<std::string> asked;
    credentials.ask = [&asked](const git::CredentialRequest &request) {
        asked.push_back(request.keyFile);
        return std::optional(git::Credential{.user = {}, .secret = "open sesame"});
    };

    const Result<Repository> cloned = clone(credentials);

    QVERIFY2(cloned, cloned ? "" : cloned.error().toString().c_str());
    QCOMPARE(asked, std::vector<std::string>{locked.toStdString()});
}

void tst_GitSsh::refusesAHostThatIsNotKnown()
{
    know({});

    const Result<Repository> cloned = clone(withKey());

    QVERIFY(!cloned);
    QCOMPARE(cloned.error().code(), ErrorCode::Unauthorized);
    const std::string said = cloned.error().toString();
    QVERIFY2(said.starts_with("cannot clone '" + publicUrl()
                              + "': the host key of '127.0.0.1' (SHA256:"),
             said.c_str());
    QVERIFY2(said.contains(") is not in ~/.ssh/known_hosts; to look at it and accept it, run: "
                           "ssh -p "
                           + std::to_string(m_server->port()) + ' '),
             said.c_str());
    QVERIFY(!QFileInfo::exists(m_target));
}

void tst_GitSsh::refusesAHostThatHasAnotherKey()
{
    know(m_server->knownHost(m_server->makeKey(u"another"_s)));

    const Result<Repository> cloned = clone(withKey());

    QVERIFY(!cloned);
    QCOMPARE(cloned.error().code(), ErrorCode::Unauthorized);
    const std::string said = cloned.error().toString();
    QVERIFY2(said.contains("is not the one in ~/.ssh/known_hosts, somebody may be listening in; "
                           "if its owner confirms the new key, run: ssh-keygen -R '[127.0.0.1]:"
                           + std::to_string(m_server->port()) + "', then: ssh -p "),
             said.c_str());
}

void tst_GitSsh::refusesAKeyThatIsNotAuthorized()
{
    Credentials credentials = withKey();
    credentials.keyFiles = {m_server->makeKey(u"stranger"_s).toStdString()};

    const Result<Repository> cloned = clone(credentials);

    QVERIFY(!cloned);
    QCOMPARE(cloned.error().code(), ErrorCode::Unauthorized);
    QCOMPARE(cloned.error().toString(),
             "cannot clone '" + publicUrl() + "': no credentials for it were found or accepted");
}

void tst_GitSsh::saysWhenNobodyAnswers()
{
    const Result<Repository> cloned =
        git::clone("ssh://git@127.0.0.1:1/x", m_target.toStdString(), withKey(), {});

    QVERIFY(!cloned);
    QVERIFY2(cloned.error().code() == ErrorCode::Unreachable, cloned.error().toString().c_str());
}

void tst_GitSsh::stopsInTheMiddle()
{
    struct Stopper final : ProgressSink
    {
        std::stop_source stop;
        int reports = 0;

        void report(const Progress &progress) override
        {
            if (progress.done > 0 && ++reports == 3)
                stop.request_stop();
        }
    } stopper;
    for (int i = 0; i < 200; ++i)
        m_source->write(u"many/%1.yaml"_s.arg(i), "i: " + QByteArray::number(i) + '\n');
    m_source->commit(u"many"_s);
    m_source->git({u"push"_s, u"-q"_s, u"origin"_s, u"main"_s});

    const Result<Repository> cloned =
        clone(withKey(), {.stop = stopper.stop.get_token(), .progress = &stopper});

    QVERIFY(!cloned);
    QCOMPARE(cloned.error().code(), ErrorCode::Cancelled);
    QCOMPARE(stopper.reports, 3);
    QVERIFY(!QFileInfo::exists(m_target));
}

QTEST_GUILESS_MAIN(tst_GitSsh)
#include "tst_gitssh.moc"
