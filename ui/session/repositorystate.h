// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/repository.h"
#include "ui/session/session.h"

#include <QDateTime>
#include <QObject>

#include <vector>

namespace plumb::ui {

/// Where a repository stands: its branches, how far it is from its remote, what is not committed.
struct RepositoryFacts
{
    QString branch; ///< Empty when HEAD is detached.
    QString commit; ///< The full id of HEAD; empty before the first commit.
    QString commitSummary;
    QDateTime commitTime;
    QString remote; ///< What Fetch and Push talk to; empty when there is none.
    bool hasUpstream = false;
    int ahead = 0;
    int behind = 0;
    int changedFiles = 0;
    QDateTime fetchedAt; ///< Invalid when nothing was ever fetched.
    std::vector<git::Reference> references = {};

    QString shortCommit() const { return commit.left(7); }
};

/// Keeps the facts of the open repository current.
class RepositoryState final : public QObject
{
    Q_OBJECT

public:
    explicit RepositoryState(Session *session, QObject *parent = nullptr);

    const RepositoryFacts &facts() const { return m_facts; }
    void refresh();

Q_SIGNALS:
    void changed();

private:
    Session *m_session;
    RepositoryFacts m_facts;
    LatestJob<RepositoryFacts> m_job;
};

} // namespace plumb::ui
