// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace plumb::test {

/// An ssh agent of its own, which SSH_AUTH_SOCK leads to for as long as it lives.
class SshAgent
{
public:
    SshAgent();
    ~SshAgent();
    SshAgent(const SshAgent &) = delete;
    SshAgent &operator=(const SshAgent &) = delete;

    bool add(const QString &keyFile) const;

private:
    QTemporaryDir m_folder;
    QByteArray m_former;
    QProcess m_process;
};

/// The real OpenSSH server as an ordinary process on loopback, with a configuration, a host key
/// and a list of keys of its own. It lets in whoever runs the test.
class SshServer
{
public:
    /// Whether there is an OpenSSH server to run.
    static bool isInstalled();

    SshServer();
    ~SshServer();
    SshServer(const SshServer &) = delete;
    SshServer &operator=(const SshServer &) = delete;

    bool isRunning() const { return m_isRunning; }
    /// What it has said so far, to explain a failed test.
    QByteArray log();

    int port() const { return m_port; }
    /// "ssh://user@127.0.0.1:2222" and the path.
    std::string url(const std::string &path) const;
    /// Makes a key without a passphrase; gives the file of its private part.
    QString makeKey(const QString &name) const;
    void authorize(const QString &keyFile) const;
    /// "[127.0.0.1]:2222 ssh-ed25519 AAAA…", as known_hosts has it.
    QByteArray knownHost() const { return knownHost(m_folder.filePath(QStringLiteral("host"))); }
    /// The same with another server's key.
    QByteArray knownHost(const QString &keyFile) const;

private:
    bool start();

    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
    bool m_isRunning = false;
};

} // namespace plumb::test
