// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/demofleet.h"

#include "tests/support/process.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;

namespace plumb::test {

namespace {

bool copyFiles(const QDir &from, const QDir &to)
{
    QDirIterator files(from.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString target = to.filePath(from.relativeFilePath(files.next()));
        QFile::remove(target);
        if (!QDir().mkpath(QFileInfo(target).path()) || !QFile::copy(files.filePath(), target))
            return false;
    }
    return true;
}

// The block scalar of commit.yaml's message.
QString messageOf(const QByteArray &commit)
{
    const QString text = QString::fromUtf8(commit);
    QString message;
    const auto lines = text.mid(text.indexOf(u"message: |\n"_s) + 11).split(u'\n');
    for (const QString &line : lines)
        message += line.mid(2) + u'\n';
    return message.trimmed();
}

} // namespace

QByteArray makeDemoFleet(const QString &folder)
{
    const QDir demo(QStringLiteral(PLUMB_SOURCE_DIR "/resources/demo"));
    for (const QStringList &arguments :
         {QStringList{u"init"_s, u"-q"_s, u"-b"_s, u"main"_s},
          QStringList{u"config"_s, u"user.name"_s, u"Test Author"_s},
          QStringList{u"config"_s, u"user.email"_s, u"test@example.com"_s}}) {
        if (const Finished done = git(folder, arguments); done.exitCode != 0)
            return done.errors;
    }
    const auto steps = demo.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &step : steps) {
        const QDir source(demo.filePath(step));
        if (!copyFiles(QDir(source.filePath(u"files"_s)), QDir(folder)))
            return "copying " + step.toUtf8();
        const QString message = messageOf(contentOf(source.filePath(u"commit.yaml"_s)));
        if (const Finished done = git(folder, {u"add"_s, u"-A"_s}); done.exitCode != 0)
            return done.errors;
        const Finished done = git(folder, {u"commit"_s, u"-q"_s, u"-m"_s, message});
        if (done.exitCode != 0)
            return done.errors;
    }
    return {};
}

QByteArray contentOf(const QString &file)
{
    QFile source(file);
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

bool replaceIn(const QString &file, const QByteArray &before, const QByteArray &after)
{
    QByteArray bytes = contentOf(file);
    const qsizetype at = bytes.indexOf(before);
    if (at < 0)
        return false;
    bytes.replace(at, before.size(), after);
    QFile target(file);
    return target.open(QIODevice::WriteOnly | QIODevice::Truncate)
           && target.write(bytes) == bytes.size();
}

} // namespace plumb::test
