// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QProcess>
#include <QStringList>

#include <string>

namespace plumb::test {

/// The git server of gitserver.py, for as long as it lives.
class GitHttpServer
{
public:
    enum class Scheme { Http, Https };

    /// @p arguments are those of the script. Encrypted, it is "localhost" by its certificate.
    explicit GitHttpServer(const QStringList &arguments, Scheme scheme = Scheme::Http);
    ~GitHttpServer();
    GitHttpServer(const GitHttpServer &) = delete;
    GitHttpServer &operator=(const GitHttpServer &) = delete;

    /// "http://127.0.0.1:8080/repository"
    std::string url(const std::string &path = "/repository", const std::string &user = {}) const;

    /// Makes a certificate that nobody has signed but itself, with its key, in one file.
    static bool makeCertificate(const QString &file);

private:
    QProcess m_process;
    Scheme m_scheme;
    QByteArray m_port;
};

} // namespace plumb::test
