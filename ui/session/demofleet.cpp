// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/demofleet.h"

#include "core/git/commitwriter.h"
#include "core/yaml/parser.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QStandardPaths>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

Error cannotWrite(const QString &path)
{
    return {ErrorCode::NotFound, "cannot write '" + path.toStdString() + "'"};
}

Result<> writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QIODevice::WriteOnly)
        || file.write(text) != text.size())
        return std::unexpected(cannotWrite(path));
    return {};
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The least that makes a folder a repository, gitrepository-layout(5).
Result<> makeRepository(const QString &folder)
{
    const QString git = folder + "/.git"_L1;
    for (const QString &part : {u"/objects"_s, u"/refs/heads"_s}) {
        if (!QDir().mkpath(git + part))
            return std::unexpected(cannotWrite(git + part));
    }
    PLUMB_TRY(writeFile(git + "/HEAD"_L1, "ref: refs/heads/main\n"));
    return writeFile(git + "/config"_L1,
                     "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n"
                     "[user]\n\tname = Demo\n\temail = demo@example.com\n");
}

Result<files::Edits> filesBelow(const QString &folder)
{
    files::Edits edits;
    for (QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         it.hasNext();) {
        const QString file = it.next();
        const auto path =
            PLUMB_TRY(files::TreePath::parse(QDir(folder).relativeFilePath(file).toStdString()));
        edits[path] = readFile(file).toStdString();
    }
    return edits;
}

// A folder of the demo: who committed its files when, and why.
Result<git::CommitRequest> requestOf(const QString &folder, const QDateTime &now)
{
    const QString description = folder + "/commit.yaml"_L1;
    const yaml::Value commit =
        PLUMB_TRY(yaml::parse(readFile(description).toStdString(), description.toStdString(), {}));
    git::CommitRequest request;
    request.edits = PLUMB_TRY(filesBelow(folder + "/files"_L1));
    request.message = commit.textAt({"message"});
    request.signing = git::Signing::Unsigned;
    const auto daysAgo = commit.find("daysAgo");
    const QDateTime time = now.addDays(-(daysAgo ? daysAgo->asInteger().value_or(0) : 0));
    request.author = git::Signature{.name = std::string(commit.textAt({"author"})),
                                    .email = std::string(commit.textAt({"email"})),
                                    .time = time.toSecsSinceEpoch()};
    return request;
}

} // namespace

DemoFleet::DemoFleet(Tasks *tasks, QObject *parent)
    : QObject(parent)
    , m_job(tasks)
{
}

QString DemoFleet::folder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/demo-fleet"_L1;
}

Result<bool> DemoFleet::write(const QString &source, const QString &folder, const QDateTime &now,
                              const Run &run)
{
    // Made aside and renamed, so that a half-made one is never opened.
    const QString aside = folder + ".part"_L1;
    QDir(aside).removeRecursively();
    PLUMB_TRY(makeRepository(aside));
    const git::CommitWriter writer(PLUMB_TRY(git::Repository::open(aside.toStdString())));
    const QStringList steps = QDir(source).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    std::optional<git::Oid> base;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching,
                                  .done = static_cast<int>(i),
                                  .total = static_cast<int>(steps.size()),
                                  .subject = steps[i].toStdString()}));
        git::CommitRequest request = PLUMB_TRY(requestOf(QDir(source).filePath(steps[i]), now));
        request.base = base;
        base = PLUMB_TRY(writer.write(request, run)).id;
    }
    if (!base)
        return std::unexpected(
            Error(ErrorCode::NotFound, "this build of Plumbline has no demo fleet"));
    QDir(folder).removeRecursively();
    if (!QDir().rename(aside, folder))
        return std::unexpected(cannotWrite(folder));
    return true;
}

void DemoFleet::make()
{
    m_job.start(
        tr("Making the demo fleet"),
        [](const Run &run) -> Result<bool> {
            if (git::Repository::open(folder().toStdString()))
                return true;
            return write(u":/demo"_s, folder(), QDateTime::currentDateTime(), run);
        },
        [this](const Result<bool> &result) {
            if (result)
                Q_EMIT ready(folder());
            else
                Q_EMIT failed(result.error());
        });
}

} // namespace plumb::ui
