// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/client.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb;
using namespace plumb::http;
using namespace Qt::StringLiterals;

namespace {

QString dataFile(const QString &name)
{
    return QStringLiteral(PLUMB_SOURCE_DIR "/tests/core/http/data/") + name;
}

std::string pem(const QString &name)
{
    QFile file(dataFile(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// openssl's own test server: one with a certificate for api.example.com, answering with a page
/// about the connection.
class TlsServer
{
public:
    explicit TlsServer(const QStringList &arguments = {})
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setWorkingDirectory(m_folder.path());
        m_process.start(u"openssl"_s,
                        QStringList{u"s_server"_s, u"-www"_s, u"-accept"_s, u"127.0.0.1:0"_s,
                                    u"-cert"_s, dataFile(u"server.crt"_s), u"-key"_s,
                                    dataFile(u"server.key"_s)}
                            + arguments);
        static const QRegularExpression accepting(u"ACCEPT .*:(\\d+)"_s);
        QByteArray output;
        while (m_process.waitForReadyRead(10000)) {
            output += m_process.readAll();
            const auto match = accepting.match(QString::fromUtf8(output));
            if (match.hasMatch()) {
                m_port = match.captured(1);
                break;
            }
        }
    }

    ~TlsServer()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    std::string url() const { return "https://127.0.0.1:" + m_port.toStdString() + "/"; }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_port;
};

QString ask(const TlsServer &server, const Tls &tls)
{
    Client client({.tls = tls, .retry = {.attempts = 1}});
    const auto response = client.send({.url = server.url()}, {});
    if (response)
        return u"status "_s + QString::number(response->status);
    const QString code =
        response.error().code() == ErrorCode::Unauthorized ? u"unauthorized: "_s : u"other: "_s;
    return code + QString::fromStdString(response.error().toString());
}

} // namespace

class tst_Tls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trustsTheGivenAuthorityUnderTheGivenName();
    void trustsNoOtherAuthority();
    void trustsNoOtherName();
    void trustsEverybodyWhenTold();
    void showsAClientCertificate();
    void saysWhenTheClientCertificateIsUseless();
};

void tst_Tls::trustsTheGivenAuthorityUnderTheGivenName()
{
    const TlsServer server;

    QCOMPARE(ask(server, {.authorities = pem(u"ca.crt"_s), .serverName = "api.example.com"}),
             u"status 200"_s);
}

void tst_Tls::trustsNoOtherAuthority()
{
    const TlsServer server;

    const QString other =
        ask(server, {.authorities = pem(u"other.crt"_s), .serverName = "api.example.com"});
    const QString system = ask(server, {.serverName = "api.example.com"});

    QVERIFY2(other.startsWith(u"unauthorized: the server's certificate is not trusted"_s),
             qPrintable(other));
    QVERIFY2(system.startsWith(u"unauthorized: the server's certificate is not trusted"_s),
             qPrintable(system));
}

void tst_Tls::trustsNoOtherName()
{
    const TlsServer server;

    const QString answer = ask(server, {.authorities = pem(u"ca.crt"_s)});

    QVERIFY2(answer.startsWith(u"unauthorized: the server's certificate is not trusted"_s),
             qPrintable(answer));
}

void tst_Tls::trustsEverybodyWhenTold()
{
    const TlsServer server;

    QCOMPARE(ask(server, {.isVerified = false}), u"status 200"_s);
}

void tst_Tls::showsAClientCertificate()
{
    const TlsServer server(
        {u"-Verify"_s, u"1"_s, u"-verify_return_error"_s, u"-CAfile"_s, dataFile(u"ca.crt"_s)});
    const Tls without = {.authorities = pem(u"ca.crt"_s), .serverName = "api.example.com"};
    Tls with = without;
    with.certificate = pem(u"client.crt"_s);
    with.key = pem(u"client.key"_s);

    QCOMPARE(ask(server, with), u"status 200"_s);
    QVERIFY(ask(server, without).startsWith(u"other: cannot reach"_s));
}

void tst_Tls::saysWhenTheClientCertificateIsUseless()
{
    const TlsServer server;

    const QString answer = ask(server, {.authorities = pem(u"ca.crt"_s),
                                        .certificate = "no certificate",
                                        .key = "no key",
                                        .serverName = "api.example.com"});

    QVERIFY2(answer.startsWith(u"unauthorized: the client certificate cannot be used"_s),
             qPrintable(answer));
}

QTEST_GUILESS_MAIN(tst_Tls)
#include "tst_tls.moc"
