// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/repository.h"
#include "ui/session/credentialsprompt.h"
#include "ui/session/session.h"

#include <QObject>

#include <memory>

namespace plumb::ui {

/// Talks to git remotes: clone, fetch, push, each a task that can be cancelled.
class RemoteWork final : public QObject
{
    Q_OBJECT

public:
    enum class Kind : quint8 { Clone, Fetch, Push };
    Q_ENUM(Kind)

    explicit RemoteWork(Session *session, QObject *parent = nullptr);
    ~RemoteWork() override;

    CredentialsPrompt *prompt() const { return m_prompt.get(); }
    bool isRunning() const { return m_job.isRunning() || m_cloneJob.isRunning(); }

    void clone(const QString &url, const QString &folder);
    void fetch(const QString &remote);
    void push(const QString &remote, const QString &branch);

Q_SIGNALS:
    /// The folder can be opened now.
    void cloned(const QString &folder);
    void finished(plumb::ui::RemoteWork::Kind kind);
    /// Nothing was changed; the message says what was tried, why it failed, and what may help.
    void failed(plumb::ui::RemoteWork::Kind kind, const plumb::Error &error);

private:
    void finish(Kind kind, const Result<bool> &result);

    Session *m_session;
    std::shared_ptr<CredentialsPrompt> m_prompt; ///< Shared with the worker that may be asking.
    TaskJob<bool> m_job;
    TaskJob<bool> m_cloneJob;
};

} // namespace plumb::ui
