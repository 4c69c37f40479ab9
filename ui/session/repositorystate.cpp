// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/repositorystate.h"

#include "core/git/remote.h"
#include "core/git/status.h"
#include "ui/roles/text.h"

#include <QFileInfo>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QString remoteOf(const git::Repository &repository)
{
    const auto remotes = git::remotes(repository);
    if (!remotes || remotes->empty())
        return {};
    const auto origin = std::ranges::find(*remotes, "origin", &git::Remote::name);
    return toQt((origin == remotes->end() ? remotes->front() : *origin).name);
}

void readHead(const git::Repository &repository, const git::Head &head, RepositoryFacts &facts)
{
    facts.branch = toQt(head.branch);
    if (!head.commit)
        return;
    facts.commit = toQt(head.commit->text());
    if (const auto commit = repository.commit(*head.commit)) {
        facts.commitSummary = toQt(commit->summary());
        facts.commitTime = QDateTime::fromSecsSinceEpoch(commit->author.time);
    }
}

void readTracking(const git::Repository &repository, RepositoryFacts &facts)
{
    const auto branch =
        std::ranges::find_if(facts.references, [&](const git::Reference &reference) {
            return reference.kind == git::ReferenceKind::Branch
                   && toQt(reference.shortName) == facts.branch;
        });
    if (branch == facts.references.end() || branch->upstream.empty())
        return;
    if (const auto tracking = repository.tracking(*branch)) {
        facts.hasUpstream = true;
        facts.ahead = static_cast<int>(tracking->ahead);
        facts.behind = static_cast<int>(tracking->behind);
    }
}

Result<RepositoryFacts> readFacts(const std::string &folder, const Run &run)
{
    const git::Repository repository = PLUMB_TRY(git::Repository::open(folder));
    RepositoryFacts facts;
    readHead(repository, PLUMB_TRY(repository.head()), facts);
    facts.references = PLUMB_TRY(repository.references());
    facts.remote = remoteOf(repository);
    readTracking(repository, facts);
    const QFileInfo fetchHead(toQt(repository.commonDirectory()) + "/FETCH_HEAD"_L1);
    if (fetchHead.exists())
        facts.fetchedAt = fetchHead.lastModified();
    if (!repository.isBare())
        facts.changedFiles = static_cast<int>(PLUMB_TRY(git::status(repository, run)).size());
    return facts;
}

} // namespace

RepositoryState::RepositoryState(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(session, &Session::snapshotChanged, this, &RepositoryState::refresh);
    connect(session, &Session::workingTreeChanged, this, &RepositoryState::refresh);
    connect(session, &Session::referencesChanged, this, &RepositoryState::refresh);
    connect(session, &Session::stateChanged, this, [this] {
        if (m_session->state() != Session::State::Closed)
            return;
        m_job.cancel();
        m_facts = {};
        Q_EMIT changed();
    });
}

void RepositoryState::refresh()
{
    if (!m_session->isGit() || m_session->state() == Session::State::Closed)
        return;
    m_job.start([folder = m_session->folder().toStdString()](
                    const Run &run) { return readFacts(folder, run); },
                [this](Result<RepositoryFacts> facts) {
                    // A repository in the middle of being rewritten is read again with its next
                    // change.
                    if (!facts || m_session->state() == Session::State::Closed)
                        return;
                    m_facts = *std::move(facts);
                    Q_EMIT changed();
                });
}

} // namespace plumb::ui
