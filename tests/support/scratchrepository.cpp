// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/scratchrepository.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>

#include <unistd.h>

using namespace Qt::StringLiterals;

ScratchRepository::ScratchRepository(Kind kind)
    : m_path(m_folder.filePath(u"repository"_s))
{
    // libgit2 looks for the user's configuration where these say.
    const QString home = m_folder.filePath(u"home"_s);
    qputenv("HOME", home.toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", (home + u"/.config"_s).toLocal8Bit());
    m_valid = m_folder.isValid() && QDir().mkpath(home) && QDir().mkpath(m_path);
    if (!m_valid)
        return;
    QStringList init = {u"init"_s, u"-q"_s, u"-b"_s, u"main"_s};
    if (kind == Kind::Bare)
        init += u"--bare"_s;
    git(init);
    git({u"config"_s, u"user.name"_s, u"Ada Lovelace"_s});
    git({u"config"_s, u"user.email"_s, u"ada@example.org"_s});
}

QByteArray ScratchRepository::git(const QStringList &arguments, const QByteArray &input)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString when = QString::number(m_time) + u" +0100"_s;
    environment.insert(u"GIT_AUTHOR_DATE"_s, when);
    environment.insert(u"GIT_COMMITTER_DATE"_s, when);
    environment.insert(u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s);
    environment.insert(u"GIT_TERMINAL_PROMPT"_s, u"0"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_path);
    process.start(u"git"_s, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitCode() != 0) {
        qFatal("git %s: %s", qPrintable(arguments.join(u' ')),
               process.readAllStandardError().constData());
    }
    QByteArray output = process.readAllStandardOutput();
    if (output.endsWith('\n'))
        output.chop(1);
    return output;
}

void ScratchRepository::write(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(filePath(path)).path());
    QFile file(filePath(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray ScratchRepository::read(const QString &path) const
{
    QFile file(filePath(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ScratchRepository::remove(const QString &path)
{
    QFile::remove(filePath(path));
}

void ScratchRepository::link(const QString &path, const QString &target)
{
    QDir().mkpath(QFileInfo(filePath(path)).path());
    if (::symlink(QFile::encodeName(target).constData(),
                  QFile::encodeName(filePath(path)).constData())
        != 0) {
        qFatal("cannot link %s", qPrintable(path));
    }
}

QByteArray ScratchRepository::commit(const QString &message)
{
    m_time += 60;
    git({u"add"_s, u"--all"_s});
    git({u"commit"_s, u"-q"_s, u"--allow-empty"_s, u"-m"_s, message});
    return git({u"rev-parse"_s, u"HEAD"_s});
}
