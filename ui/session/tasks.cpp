// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/tasks.h"

#include <algorithm>

namespace plumb::ui {

using namespace std::chrono_literals;

Tasks::Tasks(QObject *parent)
    : QObject(parent)
{
    m_refresh.setInterval(50ms);
    connect(&m_refresh, &QTimer::timeout, this, &Tasks::changed);
}

std::vector<Task> Tasks::running() const
{
    std::vector<Task> tasks;
    tasks.reserve(m_entries.size());
    for (const Entry &entry : m_entries)
        tasks.push_back(
            {.id = entry.id, .title = entry.title, .progress = entry.progress->latest()});
    return tasks;
}

quint64 Tasks::begin(const QString &title, std::shared_ptr<const LatestProgress> progress,
                     std::function<void()> cancel)
{
    const quint64 id = ++m_lastId;
    m_entries.push_back(
        {.id = id, .title = title, .progress = std::move(progress), .cancel = std::move(cancel)});
    m_refresh.start();
    Q_EMIT changed();
    return id;
}

void Tasks::finish(quint64 id)
{
    if (std::erase_if(m_entries, [id](const Entry &entry) { return entry.id == id; }) == 0)
        return;
    if (m_entries.empty())
        m_refresh.stop();
    Q_EMIT changed();
}

void Tasks::cancel(quint64 id)
{
    const auto entry = std::ranges::find(m_entries, id, &Entry::id);
    if (entry == m_entries.end() || !entry->cancel)
        return;
    std::exchange(entry->cancel, {})();
}

} // namespace plumb::ui
