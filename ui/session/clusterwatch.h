// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/clusterwatcher.h"
#include "ui/session/settings.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace plumb::ui {

/// Opens a connection as a person has chosen it.
Result<std::shared_ptr<cluster::Connection>> connectTo(const ClusterAccess &access);

/// The kubeconfig files behind a choice, of which some may be missing.
std::vector<std::string> kubeconfigFiles(const QString &kubeconfig);
Result<cluster::Kubeconfig> loadKubeconfig(const QString &kubeconfig);

/// Watches one cluster for as long as it lives, on a thread of its own, and connects anew when its
/// kubeconfig changes.
class ClusterWatch final : public QObject
{
    Q_OBJECT

public:
    /// @p threads must be wide enough for one thread a watch, and live longer.
    ClusterWatch(const ClusterAccess &access, QThreadPool *threads, QObject *parent = nullptr);
    /// Does not wait for the thread.
    ~ClusterWatch() override;

    /// What was seen last; null before anything was.
    const std::shared_ptr<const cluster::ClusterView> &view() const { return m_view; }
    /// The newest state that there was, also after connecting anew; null before the first.
    const std::shared_ptr<const cluster::LiveState> &live() const { return m_live; }
    /// Why there is no connection to watch over.
    const std::optional<Error> &error() const { return m_error; }

    void want(std::vector<cluster::WantedObject> wanted);
    void retryNow();

Q_SIGNALS:
    /// There is another view, or an error.
    void changed();

private:
    struct Worker;

    void start();
    void take();
    void watchFiles();

    ClusterAccess m_access;
    QThreadPool *m_threads;
    QFileSystemWatcher m_files;
    QTimer m_restart;
    std::vector<cluster::WantedObject> m_wanted;
    std::shared_ptr<Worker> m_worker;
    std::shared_ptr<const cluster::ClusterView> m_view;
    std::shared_ptr<const cluster::LiveState> m_live;
    std::optional<Error> m_error;
};

} // namespace plumb::ui
