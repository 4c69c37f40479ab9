// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/remedy/fluxrequests.h"
#include "core/remedy/keeplive.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"

#include <QObject>

#include <memory>
#include <vector>

namespace plumb::ui {

/// What a person has Flux do: the requests as they were reviewed, and where they go.
struct FluxOrder
{
    QString task;    ///< "Reconcile: flux-system/apps"
    QString outcome; ///< What is told when it is done.
    ClusterAccess access = {};
    std::vector<cluster::WriteRequest> requests = {};
    /// The object of which Flux says when it has done what @p requestedAt asked for; without a kind
    /// nothing is waited for.
    remedy::FluxObject awaited = {};
    std::string requestedAt = {};
};

/// Does something about drift: works out edits of git, writes them, and sends requests to clusters,
/// each only when it was asked for.
class Remedies final : public QObject
{
    Q_OBJECT

public:
    enum class Kind : quint8 { KeepLive, IgnoreField };
    using ProposalPointer = std::shared_ptr<const remedy::Proposal>;

    explicit Remedies(Session *session, QObject *parent = nullptr);

    /// Works out the edit; proposed() follows, or failed().
    void propose(Kind kind, const remedy::DriftedField &field);
    /// Writes a proposal that was reviewed.
    void write(const ProposalPointer &proposal);
    /// Takes the edit back that was written last.
    void takeBack();
    /// What takeBack() would take back; null for nothing.
    const ProposalPointer &lastWritten() const { return m_lastWritten; }

    /// Sends what was reviewed; done() follows when Flux has handled it, or failed().
    void send(const FluxOrder &order);

Q_SIGNALS:
    void proposed(const std::shared_ptr<const plumb::remedy::Proposal> &proposal);
    void written(const std::shared_ptr<const plumb::remedy::Proposal> &proposal);
    void takenBack();
    void done(const QString &outcome);
    void failed(const QString &what, const plumb::Error &error);

private:
    Session *m_session;
    ProposalPointer m_lastWritten;
    TaskJob<ProposalPointer> m_proposalJob;
    TaskJob<bool> m_writeJob;
    TaskJob<bool> m_sendJob;
};

} // namespace plumb::ui
