// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/taskindicator.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace plumb::ui {

TaskIndicator::TaskIndicator(QWidget *parent)
    : QWidget(parent)
    , m_title(new ThemedLabel({}, ThemedLabel::Look::Small))
    , m_progress(new QProgressBar)
    , m_more(new ThemedLabel({}, ThemedLabel::Look::Small))
    , m_cancel(new QToolButton)
{
    m_title->setTextInteractionFlags(Qt::NoTextInteraction);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(96, 10);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel->setObjectName(QStringLiteral("cancelTask"));
    m_cancel->setIcon(icon(Glyph::Close, Theme::Color::MutedText));
    m_cancel->setIconSize({14, 14});
    m_cancel->setAutoRaise(true);
    m_cancel->setToolTip(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel the running task"));
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (!m_tasks.empty())
            Q_EMIT cancelRequested(m_tasks.back().id);
    });

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 4, 0);
    row->setSpacing(8);
    row->addWidget(m_title);
    row->addWidget(m_progress);
    row->addWidget(m_more);
    row->addWidget(m_cancel);
    hide();

    m_delay.setSingleShot(true);
    m_delay.setInterval(300ms);
    connect(&m_delay, &QTimer::timeout, this, &TaskIndicator::refresh);
}

void TaskIndicator::setTask(quint64 task, const QString &title, double fraction, bool cancellable)
{
    const auto known = std::ranges::find(m_tasks, task, &Task::id);
    const Task now{task, title, fraction, cancellable};
    if (known == m_tasks.end())
        m_tasks.push_back(now);
    else
        *known = now;
    if (isVisible())
        refresh();
    else if (!m_delay.isActive())
        m_delay.start();
}

void TaskIndicator::removeTask(quint64 task)
{
    std::erase_if(m_tasks, [task](const Task &each) { return each.id == task; });
    if (isVisible() || m_tasks.empty())
        refresh();
}

void TaskIndicator::show(const Task &task)
{
    m_title->setText(task.title);
    setAccessibleName(task.title);
    // A maximum of 0 is Qt's way to say that the end is not known.
    m_progress->setMaximum(task.fraction < 0 ? 0 : 1000);
    m_progress->setValue(task.fraction < 0 ? 0 : int(task.fraction * 1000));
    m_cancel->setVisible(task.cancellable);
}

void TaskIndicator::refresh()
{
    if (m_tasks.empty()) {
        m_delay.stop();
        hide();
        return;
    }
    show(m_tasks.back());
    const int others = taskCount() - 1;
    m_more->setText(tr("+%n more", nullptr, others));
    m_more->setVisible(others > 0);
    QStringList titles;
    for (const Task &task : m_tasks)
        titles.prepend(task.title);
    setToolTip(titles.join(u'\n'));
    QWidget::show();
}

} // namespace plumb::ui
