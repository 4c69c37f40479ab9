// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/remote.h"
#include "tests/support/githttpserver.h"
#include "tests/support/scratchrepository.h"

#include <QFileInfo>
#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using git::Credential;
using git::Credentials;
using git::Repository;
using test::GitHttpServer;

/// Speaks to git's own http-backend behind a web server with a certificate.
class tst_GitHttps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void clonesFetchesAndPushes();
    void asksTheCredentialHelpers();
    void followsARedirection();
    void refusesACertificateOfItsOwn();
    void saysWhatTheServerDoes_data();
    void saysWhatTheServerDoes();
    void stopsInTheMiddle();

private:
    QStringList arguments(const QString &certificate) const;

    std::unique_ptr<ScratchRepository> m_bare;
    std::unique_ptr<ScratchRepository> m_source;
    std::unique_ptr<GitHttpServer> m_server;
    QString m_target;
};

QStringList tst_GitHttps::arguments(const QString &certificate) const
{
    return {u"--tls"_s, certificate, QFileInfo(QString::fromStdString(m_bare->path())).path()};
}

void tst_GitHttps::initTestCase()
{
    m_bare = std::make_unique<ScratchRepository>(ScratchRepository::Kind::Bare);
    m_source = std::make_unique<ScratchRepository>();
    const QString trusted = m_source->beside(u"trusted"_s);
    QVERIFY(GitHttpServer::makeCertificate(trusted));
    // Read when libgit2 is first used.
    m_source->git({u"config"_s, u"--global"_s, u"http.sslCAInfo"_s, trusted + u".crt"_s});
    for (int i = 0; i < 100; ++i)
        m_source->write(u"many/%1.yaml"_s.arg(i), "i: " + QByteArray::number(i) + '\n');
    m_source->commit(u"one"_s);
    m_source->git({u"remote"_s, u"add"_s, u"origin"_s, QString::fromStdString(m_bare->path())});
    m_source->git({u"push"_s, u"-q"_s, u"origin"_s, u"main"_s});
    m_server = std::make_unique<GitHttpServer>(arguments(trusted), GitHttpServer::Scheme::Https);
}

void tst_GitHttps::init()
{
    m_target = m_source->beside(QString::fromLatin1(QTest::currentTestFunction())
                                + QString::fromLatin1(QTest::currentDataTag()).left(3));
}

void tst_GitHttps::clonesFetchesAndPushes()
{
    const auto cloned = git::clone(m_server->url(), m_target.toStdString(), {}, {});
    QVERIFY2(cloned, cloned ? "" : cloned.error().toString().c_str());
    m_source->write(u"a.yaml"_s, "a: 2\n");
    const QByteArray second = m_source->commit(u"two"_s);
    m_source->git({u"push"_s, u"-q"_s, u"origin"_s, u"main"_s});
    const Result<> fetched = git::fetch(*cloned, "origin", {}, {});
    const Result<> pushed = git::push(*cloned, "origin", "main", {}, {});

    QVERIFY2(fetched, fetched ? "" : fetched.error().toString().c_str());
    QCOMPARE(cloned->resolve("origin/main").value().text(), second.toStdString());
    // The clone's own main is behind by now.
    QVERIFY(!pushed);
    QCOMPARE(pushed.error().code(), ErrorCode::Conflict);
}

void tst_GitHttps::asksTheCredentialHelpers()
{
    const GitHttpServer server(arguments(m_source->beside(u"trusted"_s))
                                   << u"ada"_s << u"s3cret-word"_s,
                               GitHttpServer::Scheme::Https);
    m_source->git({u"config"_s, u"--global"_s, u"credential.helper"_s,
                   u"!f() { echo username=ada; echo password=s3cret-word; }; f"_s});

    // Helpers are git's own business, which finds the configuration by HOME.
    const auto cloned = git::clone(server.url(), m_target.toStdString(), {}, {});
    m_source->git({u"config"_s, u"--global"_s, u"credential.helper"_s,
                   u"!f() { echo username=ada; echo password=guess; }; f"_s});
    const auto refused = git::clone(server.url(), m_target.toStdString() + "2", {}, {});
    m_source->git({u"config"_s, u"--global"_s, u"--unset"_s, u"credential.helper"_s});

    QVERIFY2(cloned, cloned ? "" : cloned.error().toString().c_str());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code(), ErrorCode::Unauthorized);
    QCOMPARE(refused.error().toString(),
             "cannot clone '" + server.url() + "': no credentials for it were found or accepted");
}

void tst_GitHttps::followsARedirection()
{
    const auto cloned =
        git::clone(m_server->url("/moved/repository"), m_target.toStdString(), {}, {});

    QVERIFY2(cloned, cloned ? "" : cloned.error().toString().c_str());
}

void tst_GitHttps::refusesACertificateOfItsOwn()
{
    const QString stranger = m_source->beside(u"stranger"_s);
    QVERIFY(GitHttpServer::makeCertificate(stranger));
    const GitHttpServer server(arguments(stranger), GitHttpServer::Scheme::Https);

    const auto cloned = git::clone(server.url(), m_target.toStdString(), {}, {});

    QVERIFY(!cloned);
    QCOMPARE(cloned.error().code(), ErrorCode::Unauthorized);
    QCOMPARE(cloned.error().toString(),
             "cannot clone '" + server.url()
                 + "': the certificate of 'localhost' is not from an authority that this machine "
                   "trusts; if yours signs its own, run: git config --global http.sslCAInfo FILE, "
                   "and start again");
}

void tst_GitHttps::saysWhatTheServerDoes_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("no such repository")
        << "/nowhere"_ba << static_cast<int>(ErrorCode::NotFound)
        << "there is no git repository at that address, or you may not see it"_ba;
    QTest::newRow("out of order") << "/broken/repository"_ba
                                  << static_cast<int>(ErrorCode::Unreachable)
                                  << "the server answers with status 503"_ba;
    QTest::newRow("truncated") << "/truncated/repository"_ba
                               << static_cast<int>(ErrorCode::Unreachable)
                               << "the connection ended in the middle of an answer"_ba;
}

void tst_GitHttps::saysWhatTheServerDoes()
{
    QFETCH(QByteArray, path);
    QFETCH(int, code);
    QFETCH(QByteArray, message);
    const std::string url = m_server->url(path.toStdString());

    const auto cloned = git::clone(url, m_target.toStdString(), {}, {});

    QVERIFY(!cloned);
    QCOMPARE(cloned.error().toString(), "cannot clone '" + url + "': " + message.toStdString());
    QCOMPARE(static_cast<int>(cloned.error().code()), code);
    QVERIFY(!QFileInfo::exists(m_target));
}

void tst_GitHttps::stopsInTheMiddle()
{
    struct Stopper final : ProgressSink
    {
        std::stop_source stop;

        void report(const Progress &progress) override
        {
            if (progress.done > 0)
                stop.request_stop();
        }
    } stopper;

    const auto cloned = git::clone(m_server->url("/slow/repository"), m_target.toStdString(), {},
                                   {.stop = stopper.stop.get_token(), .progress = &stopper});

    QVERIFY(!cloned);
    QVERIFY2(cloned.error().code() == ErrorCode::Cancelled, cloned.error().toString().c_str());
    QVERIFY(!QFileInfo::exists(m_target));
}

QTEST_GUILESS_MAIN(tst_GitHttps)
#include "tst_githttps.moc"
