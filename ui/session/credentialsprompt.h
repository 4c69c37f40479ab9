// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>

namespace plumb::ui {

/// What a remote wants to know before it lets us in.
struct CredentialsQuestion
{
    enum class Kind : quint8 { UserAndPassword, KeyPassphrase };

    Kind kind = Kind::UserAndPassword;
    QString url;
    QString user;    ///< What the URL or the configuration already says.
    QString keyFile; ///< Whose passphrase is asked for.
};

struct CredentialsAnswer
{
    QString user;
    QString secret;
};

/// Carries a question from the thread that talks to a remote to the window, and the answer back.
/// Only the asking thread waits; answers are not kept.
class CredentialsPrompt final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Called from a worker: waits until a person answered, declined, or the run was stopped.
    std::optional<CredentialsAnswer> ask(const CredentialsQuestion &question,
                                         const std::stop_token &stop);

    void answer(quint64 id, const CredentialsAnswer &answer);
    void decline(quint64 id);
    /// Declines everything that is open and everything that will be asked; the window is closing.
    void close();

Q_SIGNALS:
    void asked(quint64 id, const plumb::ui::CredentialsQuestion &question);
    /// The question needs no answer any more, its run was stopped.
    void withdrawn(quint64 id);

private:
    void settle(quint64 id, std::optional<CredentialsAnswer> answer);

    std::mutex m_mutex;
    std::map<quint64, std::promise<std::optional<CredentialsAnswer>>> m_open;
    quint64 m_lastId = 0;
    bool m_closed = false;
};

} // namespace plumb::ui
