// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/driftcheck.h"

#include "core/cluster/httpclusterreader.h"
#include "core/cluster/livestate.h"
#include "core/drift/drift.h"
#include "ui/roles/text.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcessEnvironment>

#include <algorithm>

namespace plumb::ui {

namespace {

cluster::Surroundings surroundings()
{
    cluster::Surroundings result;
    for (const QString &variable : QProcessEnvironment::systemEnvironment().toStringList())
        result.environment.push_back(variable.toStdString());
    result.now = [] { return std::chrono::system_clock::now(); };
    result.seed = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
    return result;
}

// Of several files some may be missing, as those of $KUBECONFIG.
Result<cluster::Kubeconfig> loadKubeconfig(const QString &files)
{
    const auto paths =
        cluster::kubeconfigPaths(files.toStdString(), QDir::homePath().toStdString());
    return cluster::Kubeconfig::load(paths, paths.size() == 1 ? cluster::MissingFile::Fails
                                                              : cluster::MissingFile::IsSkipped);
}

} // namespace

DriftCheck::DriftCheck(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(session, &Session::snapshotChanged, this, [this] {
        readClusters();
        checkAll();
        useDefaults();
    });
    connect(session, &Session::stateChanged, this, [this] {
        if (m_session->state() != Session::State::Closed)
            return;
        m_jobs.clear();
        m_clusters.clear();
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
                check(cluster.cluster);
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
    m_jobs.erase(cluster);
    check(cluster);
    collect();
}

void DriftCheck::checkAll()
{
    for (const ClusterDrift &cluster : m_clusters)
        check(cluster.cluster);
}

void DriftCheck::check(const std::string &cluster)
{
    ClusterDrift *known = find(cluster);
    if (!known || !known->isChosen() || !m_session->snapshot())
        return;
    std::unique_ptr<TaskJob<Answer>> &job = m_jobs[cluster];
    if (!job)
        job = std::make_unique<TaskJob<Answer>>(m_session->tasks());
    known->isRunning = true;
    job->start(
        tr("Reading %1").arg(toQt(cluster)),
        [snapshot = m_session->snapshot(), cluster, access = known->access,
         mask = m_session->mask()](const Run &run) {
            return compare(snapshot, cluster, access, mask, run);
        },
        [this, cluster](Result<Answer> answer) { take(cluster, std::move(answer)); });
    Q_EMIT changed();
}

Result<DriftCheck::Answer> DriftCheck::compare(const SnapshotPointer &snapshot,
                                               const std::string &cluster,
                                               const ClusterAccess &access, const drift::Mask &mask,
                                               const Run &run)
{
    QElapsedTimer timer;
    timer.start();
    const build::ClusterState *desired = snapshot->desired->cluster(cluster);
    if (!desired)
        return std::unexpected(
            Error(ErrorCode::NotFound, "'" + cluster + "' is no cluster of this fleet"));
    const auto config = PLUMB_TRY(loadKubeconfig(access.kubeconfig));
    ThreadExecutor executor(4);
    cluster::HttpClusterReader reader(
        PLUMB_TRY(cluster::Connection::open(config, access.context.toStdString(), surroundings())),
        executor);
    const cluster::LiveState live =
        PLUMB_TRY(cluster::readLive(reader, drift::wantedObjects(*desired), executor, run));
    auto changes = std::make_shared<reconcile::ClusterChanges>();
    changes->cluster = cluster;
    const drift::DriftOptions options = {
        .mask = &mask, .shown = PLUMB_TRY(reconcile::shownRevision(*snapshot, run))};
    changes->changes = PLUMB_TRY(drift::detectDrift(*desired, live, options, run));
    return Answer{.changes = std::move(changes),
                  .lags = PLUMB_TRY(reconcile::lagOf(*snapshot, cluster, live, run)),
                  .liveObjects = live.objects().size(),
                  .milliseconds = timer.elapsed()};
}

void DriftCheck::take(const std::string &cluster, Result<Answer> answer)
{
    ClusterDrift *known = find(cluster);
    if (!known)
        return;
    known->isRunning = false;
    if (answer) {
        known->changes = std::move(answer->changes);
        known->lags = std::move(answer->lags);
        known->liveObjects = answer->liveObjects;
        known->milliseconds = answer->milliseconds;
        known->checkedAt = QDateTime::currentDateTime();
        known->error.reset();
    } else if (answer.error().code() != ErrorCode::Cancelled) {
        known->error = std::move(answer).error();
    }
    collect();
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
