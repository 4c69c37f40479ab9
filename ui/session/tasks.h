// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/latestjob.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace plumb::ui {

/// One piece of long work that is going on, as a person should see it.
struct Task
{
    quint64 id = 0;
    QString title;
    Progress progress = {};

    bool isMeasured() const { return progress.total > 0; }
};

/// The long work that is going on in one window; what the status bar shows.
class Tasks final : public QObject
{
    Q_OBJECT

public:
    explicit Tasks(QObject *parent = nullptr);

    std::vector<Task> running() const;
    bool isEmpty() const { return m_entries.empty(); }

    /// Adds a task and returns its id. @p cancel is called at most once, from cancel().
    quint64 begin(const QString &title, std::shared_ptr<const LatestProgress> progress,
                  std::function<void()> cancel);
    void finish(quint64 id);
    void cancel(quint64 id);

Q_SIGNALS:
    /// The list changed, or one of its tasks got further; at most twenty times a second.
    void changed();

private:
    struct Entry
    {
        quint64 id = 0;
        QString title;
        std::shared_ptr<const LatestProgress> progress;
        std::function<void()> cancel;
    };

    std::vector<Entry> m_entries;
    QTimer m_refresh;
    quint64 m_lastId = 0;
};

/// A LatestJob that is listed among the tasks for as long as it runs.
template<typename T>
class TaskJob
{
public:
    using Work = typename LatestJob<T>::Work;
    using Done = typename LatestJob<T>::Done;

    explicit TaskJob(Tasks *tasks)
        : m_tasks(tasks)
    {
    }
    ~TaskJob() { m_tasks->finish(m_task); }
    Q_DISABLE_COPY_MOVE(TaskJob)

    void start(const QString &title, Work work, Done done)
    {
        m_tasks->finish(m_task);
        auto progress =
            m_job.start(std::move(work), [this, done = std::move(done)](Result<T> result) {
                m_tasks->finish(std::exchange(m_task, 0));
                done(std::move(result));
            });
        m_task = m_tasks->begin(title, std::move(progress), [this] { m_job.cancel(); });
    }
    void cancel() { m_job.cancel(); }
    bool isRunning() const { return m_job.isRunning(); }

private:
    Tasks *m_tasks;
    LatestJob<T> m_job;
    quint64 m_task = 0;
};

} // namespace plumb::ui
