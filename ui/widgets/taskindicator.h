// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QProgressBar;
class QToolButton;

namespace plumb::ui {

/// The running tasks in the status bar: the newest one with progress and cancel, and how many more
/// run. A task shows up after 300 ms only, so that quick work does not flicker.
class TaskIndicator : public QWidget
{
    Q_OBJECT

public:
    explicit TaskIndicator(QWidget *parent = nullptr);

    /// Adds or updates a task; a negative fraction means that the end is not known.
    void setTask(quint64 task, const QString &title, double fraction, bool cancellable = true);
    void removeTask(quint64 task);
    int taskCount() const { return int(m_tasks.size()); }

Q_SIGNALS:
    void cancelRequested(quint64 task);

private:
    struct Task
    {
        quint64 id = 0;
        QString title;
        double fraction = -1;
        bool cancellable = true;
    };

    void show(const Task &task);
    void refresh();

    std::vector<Task> m_tasks; // newest last
    QLabel *m_title;
    QProgressBar *m_progress;
    QLabel *m_more;
    QToolButton *m_cancel;
    QTimer m_delay;
};

} // namespace plumb::ui
