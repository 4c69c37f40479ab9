// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/tasks.h"

#include <QDateTime>
#include <QObject>

namespace plumb::ui {

/// The demo fleet as a repository of the user's own, made with its history on first use.
class DemoFleet final : public QObject
{
    Q_OBJECT

public:
    explicit DemoFleet(Tasks *tasks, QObject *parent = nullptr);

    /// Where it is kept: in the user's data folder.
    static QString folder();

    /// Makes it unless it is there, and says when it can be opened.
    void make();

    /// What make() does, in one step: writes the commits of @p source, one from each of its
    /// folders, into a new repository at @p folder, as if they had been made in the days before @p
    /// now.
    static Result<bool> write(const QString &source, const QString &folder, const QDateTime &now,
                              const Run &run);

Q_SIGNALS:
    void ready(const QString &folder);
    void failed(const plumb::Error &error);

private:
    TaskJob<bool> m_job;
};

} // namespace plumb::ui
