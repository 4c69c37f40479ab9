// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/clusterwatch.h"

#include "ui/roles/text.h"

#include <QDateTime>
#include <QDir>
#include <QProcessEnvironment>

#include <condition_variable>
#include <mutex>

namespace plumb::ui {

using namespace std::chrono_literals;

namespace {

// The default of the fleet's clusters, which many people ask at the same time.
constexpr double requestsPerSecond = 20;

cluster::Surroundings surroundings()
{
    cluster::Surroundings result;
    for (const QString &variable : QProcessEnvironment::systemEnvironment().toStringList())
        result.environment.push_back(variable.toStdString());
    result.now = [] { return std::chrono::system_clock::now(); };
    result.seed = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
    result.requestsPerSecond = requestsPerSecond;
    return result;
}

cluster::WatcherOptions watcherOptions()
{
    const auto seed = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
    cluster::WatcherOptions options;
    options.reflectors.now = [] { return std::chrono::system_clock::now(); };
    options.reflectors.retry.seed = seed;
    options.link.retry.seed = seed + 1;
    return options;
}

} // namespace

std::vector<std::string> kubeconfigFiles(const QString &kubeconfig)
{
    return cluster::kubeconfigPaths(kubeconfig.toStdString(), QDir::homePath().toStdString());
}

Result<cluster::Kubeconfig> loadKubeconfig(const QString &kubeconfig)
{
    // Of several files some may be missing, as those of $KUBECONFIG.
    const auto paths = kubeconfigFiles(kubeconfig);
    return cluster::Kubeconfig::load(paths, paths.size() == 1 ? cluster::MissingFile::Fails
                                                              : cluster::MissingFile::IsSkipped);
}

Result<std::shared_ptr<cluster::Connection>> connectTo(const ClusterAccess &access)
{
    const auto config = PLUMB_TRY(loadKubeconfig(access.kubeconfig));
    return std::shared_ptr<cluster::Connection>(
        PLUMB_TRY(cluster::Connection::open(config, access.context.toStdString(), surroundings())));
}

/// What the thread and its owner share. The thread holds it too, so it outlives them both.
struct ClusterWatch::Worker
{
    explicit Worker(ClusterWatch *watch)
        : owner(watch)
    {
    }

    void run(const ClusterAccess &access);
    void tell(std::shared_ptr<const cluster::ClusterView> next, std::optional<Error> failure);

    std::stop_source stop;
    std::mutex mutex; // guards what follows
    ClusterWatch *owner;
    cluster::ClusterWatcher *watcher = nullptr;
    std::vector<cluster::WantedObject> wanted = {};
    std::shared_ptr<const cluster::ClusterView> view = {};
    std::optional<Error> error = {};
    bool isTold = true; ///< Nothing waits to be taken by the owner.
};

void ClusterWatch::Worker::run(const ClusterAccess &access)
{
    auto connection = connectTo(access);
    if (!connection)
        return tell({}, std::move(connection).error());
    ThreadExecutor executor(4);
    cluster::ClusterWatcher running(*std::move(connection), executor, watcherOptions());
    {
        const std::lock_guard lock(mutex);
        running.want(wanted);
        watcher = &running;
    }
    running.run(
        [this](std::shared_ptr<const cluster::ClusterView> next) { tell(std::move(next), {}); },
        stop.get_token());
    const std::lock_guard lock(mutex);
    watcher = nullptr;
}

// Only the newest view counts, however many come before the owner looks.
void ClusterWatch::Worker::tell(std::shared_ptr<const cluster::ClusterView> next,
                                std::optional<Error> failure)
{
    const std::lock_guard lock(mutex);
    view = std::move(next);
    error = std::move(failure);
    if (owner && std::exchange(isTold, false))
        QMetaObject::invokeMethod(owner, &ClusterWatch::take, Qt::QueuedConnection);
}

ClusterWatch::ClusterWatch(const ClusterAccess &access, QThreadPool *threads, QObject *parent)
    : QObject(parent)
    , m_access(access)
    , m_threads(threads)
{
    m_restart.setSingleShot(true);
    m_restart.setInterval(500ms);
    connect(&m_restart, &QTimer::timeout, this, &ClusterWatch::start);
    connect(&m_files, &QFileSystemWatcher::fileChanged, &m_restart, qOverload<>(&QTimer::start));
    start();
}

ClusterWatch::~ClusterWatch()
{
    m_worker->stop.request_stop();
    const std::lock_guard lock(m_worker->mutex);
    m_worker->owner = nullptr;
}

void ClusterWatch::start()
{
    if (m_worker) {
        m_worker->stop.request_stop();
        const std::lock_guard lock(m_worker->mutex);
        m_worker->owner = nullptr;
    }
    watchFiles();
    m_worker = std::make_shared<Worker>(this);
    m_worker->wanted = m_wanted;
    m_threads->start([worker = m_worker, access = m_access] { worker->run(access); });
}

// A file that is replaced by another one has to be watched anew.
void ClusterWatch::watchFiles()
{
    for (const std::string &path : kubeconfigFiles(m_access.kubeconfig)) {
        if (!m_files.files().contains(toQt(path)))
            m_files.addPath(toQt(path));
    }
}

void ClusterWatch::take()
{
    {
        const std::lock_guard lock(m_worker->mutex);
        if (std::exchange(m_worker->isTold, true))
            return;
        m_view = m_worker->view;
        m_error = m_worker->error;
    }
    if (m_view && m_view->live)
        m_live = m_view->live;
    Q_EMIT changed();
}

void ClusterWatch::want(std::vector<cluster::WantedObject> wanted)
{
    m_wanted = std::move(wanted);
    const std::lock_guard lock(m_worker->mutex);
    m_worker->wanted = m_wanted;
    if (m_worker->watcher)
        m_worker->watcher->want(m_wanted);
}

void ClusterWatch::retryNow()
{
    if (m_error)
        return start();
    const std::lock_guard lock(m_worker->mutex);
    if (m_worker->watcher)
        m_worker->watcher->retryNow();
}

} // namespace plumb::ui
