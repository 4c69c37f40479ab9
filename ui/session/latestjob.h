// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "ui/session/latestprogress.h"

#include <QFutureWatcher>
#include <QtConcurrent>

#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

namespace plumb::ui {

/// Runs work on the thread pool and hands only the newest result to its own thread.
///
/// Starting again stops the work before and drops its result, even one already on
/// its way. The worker holds copies and never this object, so destroying a job
/// does not wait. A cancelled job still delivers: its work ends with
/// ErrorCode::Cancelled.
template<typename T>
class LatestJob
{
public:
    using Work = std::function<Result<T>(const Run &)>;
    using Done = std::function<void(Result<T>)>;

    LatestJob()
    {
        // A watcher and not QFuture::then(context, …): then() calls back from inside
        // start() when the work is already finished, a watcher always posts.
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this] {
            // Taken out first: the handler may well start the next run.
            const Done done = std::exchange(m_done, {});
            m_running = false;
            done(m_watcher.future().takeResult());
        });
    }
    ~LatestJob() { cancel(); }
    Q_DISABLE_COPY_MOVE(LatestJob)

    /// Starts @p work and returns where it reports its progress.
    std::shared_ptr<const LatestProgress> start(Work work, Done done)
    {
        cancel();
        m_stop = std::stop_source();
        m_done = std::move(done);
        m_running = true;
        auto progress = std::make_shared<LatestProgress>();
        m_watcher.setFuture(
            QtConcurrent::run([work = std::move(work), stop = m_stop.get_token(), progress] {
                return work(Run{.stop = stop, .progress = progress.get()});
            }));
        return progress;
    }

    void cancel() { m_stop.request_stop(); }
    bool isRunning() const { return m_running; }

private:
    QFutureWatcher<Result<T>> m_watcher;
    std::stop_source m_stop;
    Done m_done;
    bool m_running = false;
};

} // namespace plumb::ui
