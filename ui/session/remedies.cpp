// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/remedies.h"

#include "core/cluster/httpclusterreader.h"
#include "core/cluster/httpclusterwriter.h"
#include "core/remedy/ignorefield.h"
#include "ui/roles/text.h"
#include "ui/session/clusterwatch.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace plumb::ui {

using namespace std::chrono_literals;

namespace {

// A reconciliation may wait for the health of what it applies; its own timeout is 10 minutes often.
constexpr auto longestWait = 3min;
constexpr auto pauseBetweenLooks = 500ms;

Result<> pause(const Run &run)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, run.stop, pauseBetweenLooks, [] { return false; });
    return run.checkpoint({.stage = Stage::ReadingCluster});
}

/// Until Flux says that it has handled the request.
Result<> await(cluster::ClusterReader &reader, const FluxOrder &order, const Run &run)
{
    const auto end = std::chrono::steady_clock::now() + longestWait;
    const cluster::ApiResource resource = remedy::apiResourceOf(order.awaited);
    while (std::chrono::steady_clock::now() < end) {
        const Object object = PLUMB_TRY(reader.get(resource, order.awaited.id, run));
        if (object.fields().textAt({"status", "lastHandledReconcileAt"}) == order.requestedAt)
            return {};
        PLUMB_TRY(pause(run));
    }
    return std::unexpected(Error(ErrorCode::Unreachable,
                                 order.awaited.id.kind + " '" + order.awaited.id.name
                                     + "' was asked to reconcile and has not answered yet; look "
                                       "whether its controller is running"));
}

Result<bool> sendAll(const FluxOrder &order, const Run &run)
{
    const auto connection = PLUMB_TRY(connectTo(order.access));
    cluster::HttpClusterWriter writer(*connection);
    for (const cluster::WriteRequest &request : order.requests)
        PLUMB_TRY(within("sending to " + request.displayName, writer.send(request, run)));
    if (order.awaited.gvk.kind.empty())
        return true;
    InlineExecutor executor;
    cluster::HttpClusterReader reader(connection, executor);
    PLUMB_TRY(await(reader, order, run));
    return true;
}

Result<bool> written(const remedy::Proposal &proposal)
{
    PLUMB_TRY(remedy::write(proposal));
    return true;
}

} // namespace

Remedies::Remedies(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_proposalJob(session->tasks())
    , m_writeJob(session->tasks())
    , m_sendJob(session->tasks())
{
    connect(session, &Session::stateChanged, this, [this] {
        if (m_session->state() == Session::State::Closed)
            m_lastWritten.reset();
    });
}

void Remedies::propose(Kind kind, const remedy::DriftedField &field)
{
    const SnapshotPointer tree = m_session->workingTree();
    if (!tree)
        return;
    m_proposalJob.start(
        tr("Working out the edit"),
        [kind, field, tree, cache = m_session->buildCache(),
         mask = m_session->mask()](const Run &run) -> Result<ProposalPointer> {
            ThreadExecutor executor;
            const reconcile::TrialGround ground{
                .snapshot = *tree, .cache = *cache, .executor = executor, .mask = mask};
            return std::make_shared<const remedy::Proposal>(
                PLUMB_TRY(kind == Kind::KeepLive ? remedy::keepLiveValue(ground, field, run)
                                                 : remedy::ignoreField(ground, field, run)));
        },
        [this](Result<ProposalPointer> proposal) {
            if (proposal)
                Q_EMIT proposed(*proposal);
            else if (proposal.error().code() != ErrorCode::Cancelled)
                Q_EMIT failed(tr("There is no edit that does this"), proposal.error());
        });
}

void Remedies::write(const ProposalPointer &proposal)
{
    m_writeJob.start(
        tr("Writing %1").arg(toQt(proposal->edit.path.text())),
        [proposal](const Run &) { return ui::written(*proposal); },
        [this, proposal](const Result<bool> &result) {
            if (!result) {
                Q_EMIT failed(tr("Nothing was written"), result.error());
                return;
            }
            m_lastWritten = proposal;
            Q_EMIT written(proposal);
        });
}

void Remedies::takeBack()
{
    if (!m_lastWritten)
        return;
    m_writeJob.start(
        tr("Writing %1").arg(toQt(m_lastWritten->edit.path.text())),
        [back = remedy::inverse(*m_lastWritten)](const Run &) { return ui::written(back); },
        [this](const Result<bool> &result) {
            if (!result) {
                Q_EMIT failed(tr("The edit was not taken back"), result.error());
                return;
            }
            m_lastWritten.reset();
            Q_EMIT takenBack();
        });
}

void Remedies::send(const FluxOrder &order)
{
    m_sendJob.start(
        order.task, [order](const Run &run) { return sendAll(order, run); },
        [this, outcome = order.outcome](const Result<bool> &result) {
            if (result)
                Q_EMIT done(outcome);
            else if (result.error().code() != ErrorCode::Cancelled)
                Q_EMIT failed(tr("The cluster did not do it"), result.error());
        });
}

} // namespace plumb::ui
