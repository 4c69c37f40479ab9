// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/health.h"
#include "core/cluster/ownertree.h"
#include "core/reconcile/commitsnapshots.h"
#include "core/reconcile/comparison.h"
#include "core/reconcile/lag.h"
#include "ui/session/clusterwatch.h"
#include "ui/session/session.h"

#include <QDateTime>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>

namespace plumb::ui {

/// What is not as it should be of what a Kustomization applied, itself among it, by how it is.
using UnhealthyObjects = std::map<build::UnitId, std::map<ResourceId, cluster::HealthStatus>>;

/// What comparing one cluster with git gave.
struct ClusterDrift
{
    std::string cluster; ///< Cluster::path
    ClusterAccess access = {};
    std::shared_ptr<const reconcile::ClusterChanges> changes = {}; ///< The last result that was.
    std::vector<reconcile::Lag> lags = {}; ///< Of its Kustomizations, at the last result.
    UnhealthyObjects unhealthy = {};
    std::optional<Error> error = {}; ///< Why it cannot be compared at the moment.
    QDateTime checkedAt = {};
    qint64 milliseconds = 0; ///< How long the last comparison took.
    bool isRunning = false;
    std::size_t liveObjects = 0;
    std::shared_ptr<const cluster::ClusterView> view = {}; ///< What was seen of it last.
    std::shared_ptr<const cluster::OwnerTree> owners = {}; ///< Of what was compared last.

    bool isChosen() const { return access.isChosen(); }
    /// Whether what is shown follows the cluster.
    bool isLive() const { return changes && view && view->link.isConnected(); }
};

/// Watches the clusters that a person chose a kubeconfig for, and compares each with git whenever
/// one of the two has changed. The last known result of a cluster that cannot be reached stays.
class DriftCheck final : public QObject
{
    Q_OBJECT

public:
    explicit DriftCheck(Session *session, QObject *parent = nullptr);
    ~DriftCheck() override;

    /// In the order of the fleet.
    const std::vector<ClusterDrift> &clusters() const { return m_clusters; }
    bool isRunning() const;
    bool hasResult() const;
    /// Objects that somebody has to look after, in all clusters; what is explained does not count.
    std::size_t driftedCount() const;
    /// All results, as a list of changes.
    std::shared_ptr<const std::vector<reconcile::ClusterChanges>> changes() const
    {
        return m_changes;
    }

    /// Chooses how a cluster is reached, remembers it, and watches it.
    void setAccess(const std::string &cluster, const ClusterAccess &access);
    /// Compares at once, and tries to reach again what is out of reach.
    void checkAll();
    /// Where clusters without a choice are looked for, by their names; empty for nowhere.
    void setDefaultKubeconfig(const QString &file) { m_defaultKubeconfig = file; }

Q_SIGNALS:
    /// There are other results, or reasons why there are none.
    void changed();
    /// How a cluster is reached has changed, how much of it has been read, or what it runs.
    void linkChanged();

private:
    struct Answer
    {
        std::shared_ptr<const reconcile::ClusterChanges> changes;
        std::size_t digest = 0; ///< Of what the changes say.
        std::vector<reconcile::Lag> lags = {};
        UnhealthyObjects unhealthy = {};
        std::shared_ptr<const cluster::OwnerTree> owners = {};
        qint64 milliseconds = 0;
    };
    struct Watching;
    /// What is compared.
    struct Work
    {
        SnapshotPointer snapshot;
        std::string cluster;
        std::shared_ptr<const cluster::LiveState> live;
        std::shared_ptr<reconcile::CommitSnapshots> commits;
    };

    void readClusters();
    void useDefaults();
    void watch(const std::string &cluster);
    void takeView(const std::string &cluster);
    void compare(const std::string &cluster);
    void take(const std::string &cluster, Result<Answer> answer);
    void collect();
    ClusterDrift *find(const std::string &cluster);
    static Result<Answer> compareLive(const Work &work, const drift::Mask &mask, const Run &run);

    Session *m_session;
    QString m_defaultKubeconfig;
    std::shared_ptr<reconcile::CommitSnapshots> m_commits; ///< Of the fleet that is open.
    LatestJob<QStringList> m_contextsJob;
    std::vector<ClusterDrift> m_clusters;
    QThreadPool m_watchThreads;
    std::map<std::string, std::unique_ptr<Watching>> m_watching;
    std::shared_ptr<const std::vector<reconcile::ClusterChanges>> m_changes;
};

/// The context that a person would most likely choose for a cluster: the one with its name; empty
/// for none.
QString contextFor(const QString &cluster, const QStringList &contexts);

/// The kubeconfig files that kubectl uses: those of $KUBECONFIG, else the one in the home folder.
QString usualKubeconfig();

/// The contexts of a kubeconfig file, or of several separated by colons, the current one first.
Result<QStringList> contextsOf(const QString &kubeconfig);

} // namespace plumb::ui
