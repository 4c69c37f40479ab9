// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/sshserver.h"

#include "tests/support/process.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace plumb::test {

namespace {

constexpr int patience = 10'000;

const QString sshd = u"/usr/sbin/sshd"_s;

sockaddr_in loopback(int port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    ::bind(socket, reinterpret_cast<const sockaddr *>(&address), size);
    ::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size);
    ::close(socket);
    return ntohs(address.sin_port);
}

bool answers(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    const bool isConnected =
        ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    ::close(socket);
    return isConnected;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool append(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::Append) && file.write(content) == content.size();
}

/// Waits until a condition that another process brings about is true.
template<typename Condition>
bool waitFor(QProcess &process, Condition condition)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < patience && process.state() != QProcess::NotRunning) {
        if (condition())
            return true;
        process.waitForFinished(20);
    }
    return false;
}

} // namespace

SshAgent::SshAgent()
    : m_former(qgetenv("SSH_AUTH_SOCK"))
{
    const QString socket = m_folder.filePath(u"agent"_s);
    m_process.start(u"ssh-agent"_s, {u"-D"_s, u"-a"_s, socket});
    m_process.waitForStarted();
    waitFor(m_process, [&] { return QFileInfo::exists(socket); });
    qputenv("SSH_AUTH_SOCK", socket.toLocal8Bit());
}

SshAgent::~SshAgent()
{
    qputenv("SSH_AUTH_SOCK", m_former);
    m_process.kill();
    m_process.waitForFinished();
}

bool SshAgent::add(const QString &keyFile) const
{
    return run(u"ssh-add"_s, {u"-q"_s, keyFile}).exitCode == 0;
}

bool SshServer::isInstalled()
{
    return QFileInfo::exists(sshd);
}

SshServer::SshServer()
    : m_port(freePort())
{
    makeKey(u"host"_s);
    m_isRunning = start();
}

SshServer::~SshServer()
{
    m_process.terminate();
    m_process.waitForFinished();
}

bool SshServer::start()
{
    if (::geteuid() == 0)
        QDir().mkpath(u"/run/sshd"_s); // where it locks in what talks to strangers
    QFile configuration(m_folder.filePath(u"config"_s));
    if (!configuration.open(QIODevice::WriteOnly))
        return false;
    configuration.write("ListenAddress 127.0.0.1\nPort " + QByteArray::number(m_port) + "\nHostKey "
                        + m_folder.filePath(u"host"_s).toLocal8Bit() + "\nAuthorizedKeysFile "
                        + m_folder.filePath(u"authorized_keys"_s).toLocal8Bit()
                        + "\nPidFile none\nStrictModes no\nUsePAM no\nPermitRootLogin yes\n"
                          "PasswordAuthentication no\nKbdInteractiveAuthentication no\n"
                          "PerSourcePenalties no\nUseDNS no\n");
    configuration.close();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(sshd, {u"-D"_s, u"-e"_s, u"-f"_s, configuration.fileName()});
    m_process.waitForStarted();
    return waitFor(m_process, [this] { return answers(m_port); });
}

QByteArray SshServer::log()
{
    m_process.waitForReadyRead(0);
    return m_process.readAll();
}

std::string SshServer::url(const std::string &path) const
{
    const passwd *user = ::getpwuid(::getuid());
    return "ssh://" + std::string(user ? user->pw_name : "nobody")
           + "@127.0.0.1:" + std::to_string(m_port) + path;
}

QString SshServer::makeKey(const QString &name) const
{
    const QString file = m_folder.filePath(name);
    run(u"ssh-keygen"_s,
        {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u""_s, u"-C"_s, name, u"-f"_s, file});
    return file;
}

void SshServer::authorize(const QString &keyFile) const
{
    append(m_folder.filePath(u"authorized_keys"_s), contentOf(keyFile + u".pub"_s));
}

QByteArray SshServer::knownHost(const QString &keyFile) const
{
    return "[127.0.0.1]:" + QByteArray::number(m_port) + ' ' + contentOf(keyFile + u".pub"_s);
}

} // namespace plumb::test
