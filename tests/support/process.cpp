// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/process.h"

#include <QProcess>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace plumb::test {

namespace {

Finished finish(QProcess &process, const QString &program, const QStringList &arguments)
{
    process.start(program, arguments);
    constexpr int aMinute = 60'000;
    if (!process.waitForFinished(aMinute)) {
        process.kill();
        process.waitForFinished();
        return {.output = process.readAllStandardOutput(),
                .errors = process.errorString().toUtf8() + process.readAllStandardError()};
    }
    return {.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            .output = process.readAllStandardOutput(),
            .errors = process.readAllStandardError()};
}

} // namespace

Finished run(const QString &program, const QStringList &arguments, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"TZ"_s, u"UTC"_s);
    process.setProcessEnvironment(environment);
    return finish(process, program, arguments);
}

Finished git(const QString &repository, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(repository);
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const QString &role : {u"AUTHOR"_s, u"COMMITTER"_s}) {
        const auto set = [&](const QString &what, const QString &value) {
            const QString name = u"GIT_"_s + role + u'_' + what;
            if (!environment.contains(name))
                environment.insert(name, value);
        };
        set(u"NAME"_s, u"Test Author"_s);
        set(u"EMAIL"_s, u"test@example.com"_s);
        set(u"DATE"_s, u"2026-01-01T12:00:00Z"_s);
    }
    environment.insert(u"GIT_CONFIG_GLOBAL"_s, u"/dev/null"_s);
    environment.insert(u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s);
    process.setProcessEnvironment(environment);
    return finish(process, u"git"_s, arguments);
}

} // namespace plumb::test
