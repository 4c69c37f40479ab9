// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/authenticator.h"
#include "core/reconcile/comparison.h"
#include "core/reconcile/lag.h"
#include "ui/session/session.h"

#include <QDateTime>
#include <QObject>

#include <map>
#include <memory>
#include <optional>

namespace plumb::ui {

/// What comparing one cluster with git gave.
struct ClusterDrift
{
    std::string cluster; ///< Cluster::path
    ClusterAccess access = {};
    std::shared_ptr<const reconcile::ClusterChanges> changes = {}; ///< The last result that was.
    std::vector<reconcile::Lag> lags = {}; ///< Of its Kustomizations, at the last result.
    std::optional<Error> error = {};       ///< Why the last try failed.
    QDateTime checkedAt = {};
    qint64 milliseconds = 0; ///< How long the last check took.
    bool isRunning = false;
    std::size_t liveObjects = 0;

    bool isChosen() const { return access.isChosen(); }
};

/// Compares git with the clusters that a person chose a kubeconfig for, each in its own job. The
/// last known result of a cluster that cannot be reached stays.
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

    /// Chooses how a cluster is reached, remembers it, and compares.
    void setAccess(const std::string &cluster, const ClusterAccess &access);
    void checkAll();
    /// Where clusters without a choice are looked for, by their names; empty for nowhere.
    void setDefaultKubeconfig(const QString &file) { m_defaultKubeconfig = file; }

Q_SIGNALS:
    void changed();

private:
    struct Answer
    {
        std::shared_ptr<const reconcile::ClusterChanges> changes;
        std::vector<reconcile::Lag> lags = {};
        std::size_t liveObjects = 0;
        qint64 milliseconds = 0;
    };

    void readClusters();
    void useDefaults();
    void check(const std::string &cluster);
    void take(const std::string &cluster, Result<Answer> answer);
    void collect();
    ClusterDrift *find(const std::string &cluster);
    static Result<Answer> compare(const SnapshotPointer &snapshot, const std::string &cluster,
                                  const ClusterAccess &access, const drift::Mask &mask,
                                  const Run &run);

    Session *m_session;
    QString m_defaultKubeconfig;
    LatestJob<QStringList> m_contextsJob;
    std::vector<ClusterDrift> m_clusters;
    std::map<std::string, std::unique_ptr<TaskJob<Answer>>> m_jobs;
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
