// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/remotework.h"

#include "core/git/remote.h"
#include "ui/roles/text.h"

#include <QDir>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QStringList existingKeys()
{
    QStringList keys;
    const QDir ssh(QDir::homePath() + "/.ssh"_L1);
    for (const QString &name : {u"id_ed25519"_s, u"id_ecdsa"_s, u"id_rsa"_s}) {
        if (ssh.exists(name) && ssh.exists(QString(name + ".pub"_L1)))
            keys << ssh.filePath(name);
    }
    return keys;
}

git::Credentials credentialsOf(const std::shared_ptr<CredentialsPrompt> &prompt,
                               const std::stop_token &stop)
{
    git::Credentials credentials;
    for (const QString &key : existingKeys())
        credentials.keyFiles.push_back(key.toStdString());
    credentials.ask =
        [prompt, stop](const git::CredentialRequest &request) -> std::optional<git::Credential> {
        using Kind = CredentialsQuestion::Kind;
        const bool isKey = request.kind == git::CredentialRequest::Kind::KeyPassphrase;
        const auto answer =
            prompt->ask({.kind = isKey ? Kind::KeyPassphrase : Kind::UserAndPassword,
                         .url = toQt(request.url),
                         .user = toQt(request.user),
                         .keyFile = toQt(request.keyFile)},
                        stop);
        if (!answer)
            return {};
        return git::Credential{.user = answer->user.toStdString(),
                               .secret = answer->secret.toStdString()};
    };
    return credentials;
}

} // namespace

RemoteWork::RemoteWork(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_prompt(std::make_shared<CredentialsPrompt>())
    , m_job(session->tasks())
    , m_cloneJob(session->tasks())
{
}

RemoteWork::~RemoteWork()
{
    m_prompt->close();
}

void RemoteWork::clone(const QString &url, const QString &folder)
{
    m_cloneJob.start(
        tr("Cloning %1").arg(url),
        [url = url.toStdString(), folder = folder.toStdString(),
         prompt = m_prompt](const Run &run) -> Result<bool> {
            PLUMB_TRY(git::clone(url, folder, credentialsOf(prompt, run.stop), run));
            return true;
        },
        [this, folder](const Result<bool> &result) {
            finish(Kind::Clone, result);
            if (result)
                Q_EMIT cloned(folder);
        });
}

void RemoteWork::fetch(const QString &remote)
{
    m_job.start(
        tr("Fetching from %1").arg(remote),
        [folder = m_session->folder().toStdString(), remote = remote.toStdString(),
         prompt = m_prompt](const Run &run) -> Result<bool> {
            const git::Repository repository = PLUMB_TRY(git::Repository::open(folder));
            PLUMB_TRY(git::fetch(repository, remote, credentialsOf(prompt, run.stop), run));
            return true;
        },
        [this](const Result<bool> &result) { finish(Kind::Fetch, result); });
}

void RemoteWork::push(const QString &remote, const QString &branch)
{
    m_job.start(
        tr("Pushing %1 to %2").arg(branch, remote),
        [folder = m_session->folder().toStdString(), remote = remote.toStdString(),
         branch = branch.toStdString(), prompt = m_prompt](const Run &run) -> Result<bool> {
            const git::Repository repository = PLUMB_TRY(git::Repository::open(folder));
            PLUMB_TRY(git::push(repository, remote, branch, credentialsOf(prompt, run.stop), run));
            return true;
        },
        [this](const Result<bool> &result) { finish(Kind::Push, result); });
}

void RemoteWork::finish(Kind kind, const Result<bool> &result)
{
    if (result)
        Q_EMIT finished(kind);
    else if (result.error().code() != ErrorCode::Cancelled)
        Q_EMIT failed(kind, result.error());
}

} // namespace plumb::ui
