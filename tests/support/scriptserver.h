// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QProcess>
#include <QStringList>

#include <string>

namespace plumb::test {

/// A server on loopback that one of the scripts of this folder is, for as long as it lives. The
/// script prints its port and ends with its standard input.
class ScriptServer
{
public:
    enum class Scheme { Http, Https };

    /// Encrypted, it is "localhost" by its certificate.
    ScriptServer(const QString &script, const QStringList &arguments, Scheme scheme = Scheme::Http);
    ~ScriptServer();
    ScriptServer(const ScriptServer &) = delete;
    ScriptServer &operator=(const ScriptServer &) = delete;

    /// "http://127.0.0.1:8080" with the path behind it.
    std::string url(const std::string &path, const std::string &user = {}) const;
    void stop();

    /// Makes a certificate that nobody has signed but itself, with its key, in one file.
    static bool makeCertificate(const QString &file);

private:
    QProcess m_process;
    Scheme m_scheme;
    QByteArray m_port;
};

} // namespace plumb::test
