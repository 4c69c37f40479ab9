// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/scriptserver.h"

#include "tests/support/process.h"

using namespace Qt::StringLiterals;

namespace plumb::test {

ScriptServer::ScriptServer(const QString &script, const QStringList &arguments, Scheme scheme)
    : m_scheme(scheme)
{
    m_process.start(u"python3"_s,
                    QStringList(QStringLiteral(PLUMB_SOURCE_DIR "/tests/support/") + script)
                        + arguments);
    if (m_process.waitForReadyRead(20'000))
        m_port = m_process.readLine().trimmed();
}

ScriptServer::~ScriptServer()
{
    stop();
}

void ScriptServer::stop()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished();
}

std::string ScriptServer::url(const std::string &path, const std::string &user) const
{
    const std::string start = m_scheme == Scheme::Http ? "http://" + user + "127.0.0.1:"
                                                       : "https://" + user + "localhost:";
    return start + m_port.toStdString() + path;
}

bool ScriptServer::makeCertificate(const QString &file)
{
    return run(u"openssl"_s,
               {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                u"/CN=localhost"_s, u"-addext"_s, u"subjectAltName=DNS:localhost"_s, u"-keyout"_s,
                file, u"-out"_s, QString(file + u".crt"_s)})
                   .exitCode
               == 0
           && run(u"sh"_s, {u"-c"_s, u"cat \"$1\" >> \"$0\""_s, file, QString(file + u".crt"_s)})
                      .exitCode
                  == 0;
}

} // namespace plumb::test
