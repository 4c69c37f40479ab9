// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace plumb::test {

/// What a program printed and how it ended.
struct Finished
{
    int exitCode = -1; ///< -1 when it could not be started, crashed or took a minute.
    QByteArray output;
    QByteArray errors;
};

/// Runs a program to its end in @p folder, without a shell, with a fixed locale and time zone.
Finished run(const QString &program, const QStringList &arguments, const QString &folder = {});

/// Runs git with a fixed author and without the user's configuration.
Finished git(const QString &repository, const QStringList &arguments);

} // namespace plumb::test
