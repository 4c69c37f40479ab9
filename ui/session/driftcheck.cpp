// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/driftcheck.h"

#include "core/drift/drift.h"
#include "core/drift/render.h"
#include "core/flux/reference.h"
#include "core/flux/status.h"
#include "core/yaml/json.h"
#include "ui/roles/text.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <functional>

namespace plumb::ui {

namespace {

// A cluster that changes all the time is compared half of the time at most, and not more often.
constexpr qint64 shortestPause = 200;

std::size_t digestOf(const drift::ChangeSet &changes)
{
    return std::hash<std::string>()(yaml::toJson(drift::toValue(changes)));
}

/// To kstatus an object of Flux's that has failed is in progress, as it tries again.
cluster::HealthStatus healthOf(const Object &object, std::chrono::system_clock::time_point now)
{
    const auto ready = flux::conditionOf(object, "Ready");
    const bool isFlux = object.gvk().group.ends_with(".fluxcd.io");
    if (isFlux && ready && ready->isFalse() && ready->reason != "DependencyNotReady")
        return {cluster::Health::Failed, ready->message};
    return cluster::healthOf(object, now);
}

UnhealthyObjects unhealthyOf(const build::ClusterState &desired, const cluster::LiveState &live)
{
    UnhealthyObjects unhealthy;
    const auto now = std::chrono::system_clock::now();
    const auto look = [&](const build::UnitId &unit, const cluster::LiveObject *entry) {
        if (!entry || entry->health == cluster::Health::Current)
            return;
        const cluster::HealthStatus status = healthOf(live.unpacked(*entry), now);
        if (status.health != cluster::Health::Current)
            unhealthy[unit].emplace(entry->id, status);
    };
    for (const auto &unit : desired.units) {
        look(unit->id, live.entry({.group = std::string(flux::kustomizeGroup),
                                   .kind = "Kustomization",
                                   .namespaceName = unit->id.namespaceName,
                                   .name = unit->id.name}));
        for (const Object &object : unit->known())
            look(unit->id, live.entry(object.id()));
    }
    return unhealthy;
}

/// Why a cluster cannot be compared at the moment; nothing while it can, or may soon.
std::optional<Error> errorOf(const ClusterWatch &watch)
{
    using State = cluster::LinkStatus::State;
    if (watch.error() || !watch.view())
        return watch.error();
    const cluster::LinkStatus &link = watch.view()->link;
    switch (link.state) {
    case State::Forbidden: return Error(ErrorCode::Unauthorized, link.reason);
    case State::Unreachable: return Error(ErrorCode::Unreachable, link.reason);
    case State::Reconnecting:
        if (!watch.live())
            return Error(ErrorCode::Unreachable, link.reason);
        break;
    case State::Connecting:
    case State::Connected: break;
    }
    return {};
}

bool sameError(const std::optional<Error> &a, const std::optional<Error> &b)
{
    return a.has_value() == b.has_value() && (!a || a->toString() == b->toString());
}

} // namespace

/// What goes on for one cluster.
struct DriftCheck::Watching
{
    Watching(const ClusterAccess &access, QThreadPool *threads)
        : watch(access, threads)
    {
        pause.setSingleShot(true);
    }

    ClusterWatch watch;
    LatestJob<std::vector<cluster::WantedObject>> planning;
    LatestJob<Answer> comparing;
    QTimer pause; ///< Between two comparisons.
    std::shared_ptr<const cluster::LiveState> compared = {};
    std::size_t digest = 0;
    bool isOutdated = true; ///< The last comparison is not of what is known now.
};

DriftCheck::DriftCheck(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    // Each watch keeps one of them for as long as it lives.
    m_watchThreads.setMaxThreadCount(1000);
    connect(session, &Session::snapshotChanged, this, [this] {
        readClusters();
        checkAll();
        useDefaults();
    });
    connect(session, &Session::stateChanged, this, [this] {
        if (m_session->state() != Session::State::Closed)
            return;
        m_watching.clear();
        m_clusters.clear();
        m_commits.reset();
        collect();
    });
}

DriftCheck::~DriftCheck() = default;

bool DriftCheck::isRunning() const
{
    return std::ranges::any_of(m_clusters, &ClusterDrift::isRunning);
}

bool DriftCheck::hasResult() const
{
    return std::ranges::any_of(
        m_clusters, [](const ClusterDrift &cluster) { return cluster.changes != nullptr; });
}

std::size_t DriftCheck::driftedCount() const
{
    std::size_t count = 0;
    for (const ClusterDrift &cluster : m_clusters) {
        if (!cluster.changes)
            continue;
        count += static_cast<std::size_t>(std::ranges::count_if(
            cluster.changes->changes.objects, &drift::ObjectDiff::needsAttention));
    }
    return count;
}

ClusterDrift *DriftCheck::find(const std::string &cluster)
{
    const auto found = std::ranges::find(m_clusters, cluster, &ClusterDrift::cluster);
    return found == m_clusters.end() ? nullptr : &*found;
}

// Clusters may come and go with a new snapshot; what is known about the others stays.
void DriftCheck::readClusters()
{
    std::vector<ClusterDrift> clusters;
    for (const fleet::Cluster &cluster : m_session->snapshot()->fleet->clusters) {
        if (const ClusterDrift *known = find(cluster.path)) {
            clusters.push_back(*known);
            continue;
        }
        clusters.push_back({.cluster = cluster.path,
                            .access = m_session->settings()->clusterAccess(m_session->folder(),
                                                                           toQt(cluster.path))});
    }
    m_clusters = std::move(clusters);
    std::erase_if(m_watching, [this](const auto &entry) { return !find(entry.first); });
    collect();
}

void DriftCheck::useDefaults()
{
    if (m_defaultKubeconfig.isEmpty())
        return;
    m_contextsJob.start(
        [file = m_defaultKubeconfig](const Run &) { return contextsOf(file); },
        [this](const Result<QStringList> &contexts) {
            if (!contexts)
                return m_session->say(toQt(contexts.error().toString()));
            for (ClusterDrift &cluster : m_clusters) {
                const QString context = contextFor(toQt(cluster.cluster), *contexts);
                if (cluster.isChosen() || context.isEmpty())
                    continue;
                cluster.access = {.kubeconfig = m_defaultKubeconfig, .context = context};
                watch(cluster.cluster);
            }
        });
}

void DriftCheck::setAccess(const std::string &cluster, const ClusterAccess &access)
{
    ClusterDrift *known = find(cluster);
    if (!known)
        return;
    m_session->settings()->setClusterAccess(m_session->folder(), toQt(cluster), access);
    if (access == known->access && known->changes)
        return;
    *known = {.cluster = cluster, .access = access};
    m_watching.erase(cluster);
    watch(cluster);
    collect();
}

void DriftCheck::checkAll()
{
    for (const ClusterDrift &cluster : m_clusters)
        watch(cluster.cluster);
}

void DriftCheck::watch(const std::string &cluster)
{
    ClusterDrift *known = find(cluster);
    const SnapshotPointer snapshot = m_session->snapshot();
    if (!known || !known->isChosen() || !snapshot)
        return;
    std::unique_ptr<Watching> &watching = m_watching[cluster];
    if (!watching) {
        watching = std::make_unique<Watching>(known->access, &m_watchThreads);
        connect(&watching->watch, &ClusterWatch::changed, this,
                [this, cluster] { takeView(cluster); });
        connect(&watching->pause, &QTimer::timeout, this, [this, cluster] { compare(cluster); });
    } else {
        watching->watch.retryNow();
    }
    watching->planning.start(
        [snapshot, cluster](const Run &) -> Result<std::vector<cluster::WantedObject>> {
            const build::ClusterState *desired = snapshot->desired->cluster(cluster);
            return desired ? drift::wantedObjects(*desired) : std::vector<cluster::WantedObject>();
        },
        [watching = watching.get()](Result<std::vector<cluster::WantedObject>> wanted) {
            if (wanted)
                watching->watch.want(*std::move(wanted));
        });
    known->isRunning = true;
    watching->pause.stop();
    watching->comparing.cancel();
    watching->isOutdated = true;
    compare(cluster);
    Q_EMIT changed();
}

void DriftCheck::takeView(const std::string &cluster)
{
    ClusterDrift *known = find(cluster);
    const auto watching = m_watching.find(cluster);
    if (!known || watching == m_watching.end())
        return;
    const ClusterWatch &watch = watching->second->watch;
    known->view = watch.view();
    std::optional<Error> error = errorOf(watch);
    const bool isOther = !sameError(error, known->error);
    known->error = std::move(error);
    if (known->error)
        known->isRunning = false;
    if (watch.live() != watching->second->compared)
        watching->second->isOutdated = true;
    compare(cluster);
    Q_EMIT linkChanged();
    if (isOther)
        Q_EMIT changed();
}

void DriftCheck::compare(const std::string &cluster)
{
    Watching &watching = *m_watching.at(cluster);
    const auto live = watching.watch.live();
    const bool isBusy = watching.comparing.isRunning() || watching.pause.isActive();
    if (!live || !watching.isOutdated || isBusy)
        return;
    watching.isOutdated = false;
    watching.compared = live;
    if (!m_commits) {
        reconcile::SnapshotRequest request = m_session->snapshot()->request;
        request.rendersReleases = false; // what waits for Flux is asked of Kustomizations alone
        m_commits = std::make_shared<reconcile::CommitSnapshots>(std::move(request));
    }
    const Work work = {
        .snapshot = m_session->snapshot(), .cluster = cluster, .live = live, .commits = m_commits};
    watching.comparing.start(
        [work, mask = m_session->mask()](const Run &run) { return compareLive(work, mask, run); },
        [this, cluster](Result<Answer> answer) { take(cluster, std::move(answer)); });
}

Result<DriftCheck::Answer> DriftCheck::compareLive(const Work &work, const drift::Mask &mask,
                                                   const Run &run)
{
    QElapsedTimer timer;
    timer.start();
    const reconcile::Snapshot &snapshot = *work.snapshot;
    const build::ClusterState *desired = snapshot.desired->cluster(work.cluster);
    if (!desired)
        return std::unexpected(
            Error(ErrorCode::NotFound, "'" + work.cluster + "' is no cluster of this fleet"));
    auto changes = std::make_shared<reconcile::ClusterChanges>();
    changes->cluster = work.cluster;
    ThreadExecutor executor;
    const auto open = [&](const std::string &commit) {
        return work.commits->open(commit, executor, run);
    };
    drift::DriftOptions options;
    options.mask = &mask;
    options.shown = PLUMB_TRY(reconcile::shownRevision(snapshot, run));
    options.applied =
        PLUMB_TRY(reconcile::appliedStates(snapshot, work.cluster, *work.live, open, run));
    changes->changes = PLUMB_TRY(drift::detectDrift(*desired, *work.live, options, run));
    const std::size_t digest = digestOf(changes->changes);
    return Answer{.changes = std::move(changes),
                  .digest = digest,
                  .lags = PLUMB_TRY(reconcile::lagOf(snapshot, work.cluster, *work.live, run)),
                  .unhealthy = unhealthyOf(*desired, *work.live),
                  .owners = std::make_shared<const cluster::OwnerTree>(work.live),
                  .milliseconds = timer.elapsed()};
}

void DriftCheck::take(const std::string &cluster, Result<Answer> answer)
{
    ClusterDrift *known = find(cluster);
    const auto watching = m_watching.find(cluster);
    if (!known || watching == m_watching.end())
        return;
    qint64 pause = shortestPause;
    if (answer) {
        pause = std::max(pause, answer->milliseconds);
        const bool isSame = known->changes && answer->digest == watching->second->digest
                            && !known->isRunning && known->lags == answer->lags
                            && known->unhealthy == answer->unhealthy;
        known->liveObjects = answer->owners->state().objects().size();
        known->owners = std::move(answer->owners);
        known->milliseconds = answer->milliseconds;
        known->checkedAt = QDateTime::currentDateTime();
        known->isRunning = false;
        if (!isSame) {
            watching->second->digest = answer->digest;
            known->changes = std::move(answer->changes);
            known->lags = std::move(answer->lags);
            known->unhealthy = std::move(answer->unhealthy);
            collect();
        }
        Q_EMIT linkChanged();
    } else if (answer.error().code() == ErrorCode::Cancelled) {
        watching->second->isOutdated = true;
    } else {
        known->isRunning = false;
        known->error = std::move(answer).error();
        collect();
    }
    watching->second->pause.start(std::chrono::milliseconds(pause));
}

void DriftCheck::collect()
{
    std::vector<reconcile::ClusterChanges> all;
    for (const ClusterDrift &cluster : m_clusters) {
        if (cluster.changes)
            all.push_back(*cluster.changes);
    }
    m_changes = std::make_shared<const std::vector<reconcile::ClusterChanges>>(std::move(all));
    Q_EMIT changed();
}

QString contextFor(const QString &cluster, const QStringList &contexts)
{
    const QString name = cluster.section(u'/', -1);
    for (const QString &context : contexts) {
        if (context.compare(name, Qt::CaseInsensitive) == 0)
            return context;
    }
    for (const QString &context : contexts) {
        if (context.contains(name, Qt::CaseInsensitive))
            return context;
    }
    return {};
}

Result<QStringList> contextsOf(const QString &kubeconfig)
{
    const auto config = PLUMB_TRY(loadKubeconfig(kubeconfig));
    QStringList contexts;
    for (const auto &[name, context] : config.contexts())
        contexts << toQt(name);
    const QString current = toQt(config.currentContext());
    if (contexts.removeOne(current))
        contexts.prepend(current);
    return contexts;
}

QString usualKubeconfig()
{
    QStringList files;
    for (const std::string &path : cluster::kubeconfigPaths(
             qEnvironmentVariable("KUBECONFIG").toStdString(), QDir::homePath().toStdString()))
        files << QFileInfo(toQt(path)).absoluteFilePath();
    return files.join(u':');
}

} // namespace plumb::ui
