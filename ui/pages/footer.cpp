// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/footer.h"

#include "ui/pages/age.h"
#include "ui/roles/text.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/taskindicator.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Footer::Footer(Session *session, RepositoryState *repository, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_repository(repository)
    , m_clusters(new QHBoxLayout)
    , m_message(new ThemedLabel({}, ThemedLabel::Look::Small))
    , m_tasks(new TaskIndicator)
    , m_counts(new ThemedLabel({}, ThemedLabel::Look::Small))
    , m_commit(new ThemedLabel({}, ThemedLabel::Look::Small))
{
    setObjectName("footer"_L1);
    setAccessibleName(tr("Status"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 3, 12, 3);
    row->setSpacing(16);
    m_clusters->setSpacing(14);
    row->addLayout(m_clusters);
    row->addWidget(m_message);
    row->addStretch(1);
    row->addWidget(m_tasks);
    row->addWidget(m_counts);
    row->addWidget(m_commit);
    setMinimumHeight(26);

    m_forget.setSingleShot(true);
    m_forget.setInterval(8s);
    m_clock.start(1s);
    connect(&m_clock, &QTimer::timeout, this, &Footer::showCommit);
    connect(&m_forget, &QTimer::timeout, m_message, &QLabel::clear);
    connect(session, &Session::said, this, &Footer::say);
    connect(session->tasks(), &Tasks::changed, this, &Footer::showTasks);
    connect(m_tasks, &TaskIndicator::cancelRequested, session->tasks(), &Tasks::cancel);
    connect(session, &Session::snapshotChanged, this, &Footer::showCounts);
    connect(session, &Session::stateChanged, this, &Footer::showCounts);
    connect(repository, &RepositoryState::changed, this, &Footer::showCommit);
}

void Footer::say(const QString &message)
{
    m_message->setText(message);
    m_forget.start();
}

void Footer::setClusters(const std::vector<ClusterNote> &clusters)
{
    if (clusters == m_notes)
        return;
    m_notes = clusters;
    // Labels stay where they are while their texts count down.
    const auto count = static_cast<int>(clusters.size());
    while (m_clusters->count() > count) {
        QLayoutItem *item = m_clusters->takeAt(count);
        delete item->widget();
        delete item;
    }
    while (m_clusters->count() < count) {
        auto *label = new QLabel;
        label->setFont(themeFont(Theme::Font::Small));
        m_clusters->addWidget(label);
    }
    for (int i = 0; i < count; ++i) {
        const ClusterNote &note = clusters[static_cast<std::size_t>(i)];
        auto *label = qobject_cast<QLabel *>(m_clusters->itemAt(i)->widget());
        label->setText(u"● "_s + note.text);
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, Theme::current().toneText(note.tone));
        label->setPalette(palette);
        label->setToolTip(note.toolTip);
        label->setAccessibleName(note.text);
    }
}

void Footer::setLiveText(const QString &text)
{
    if (text == m_liveText)
        return;
    m_liveText = text;
    showCounts();
}

void Footer::showTasks()
{
    std::vector<quint64> running;
    for (const Task &task : m_session->tasks()->running()) {
        const double fraction = task.isMeasured()
                                    ? static_cast<double>(task.progress.done) / task.progress.total
                                    : -1.0;
        m_tasks->setTask(task.id, task.title, fraction);
        running.push_back(task.id);
    }
    for (const quint64 task : m_shownTasks) {
        if (!std::ranges::contains(running, task))
            m_tasks->removeTask(task);
    }
    m_shownTasks = std::move(running);
}

void Footer::showCounts()
{
    const SnapshotPointer snapshot = m_session->snapshot();
    if (!snapshot) {
        m_counts->clear();
        return;
    }
    qsizetype desired = 0;
    for (const build::ClusterState &cluster : snapshot->desired->clusters) {
        for (const auto &unit : cluster.units)
            desired += static_cast<qsizetype>(unit->known().size());
    }
    const QString text = counted(desired, tr("object in git"), tr("objects in git"));
    m_counts->setText(m_liveText.isEmpty() ? text : tr("%1 · %2").arg(text, m_liveText));
}

void Footer::showCommit()
{
    const RepositoryFacts &facts = m_repository->facts();
    if (facts.commit.isEmpty()) {
        const SnapshotPointer &snapshot = m_session->snapshot();
        m_commit->setText(!snapshot           ? QString()
                          : snapshot->isInGit ? tr("no commit yet")
                                              : tr("not a git repository"));
        return;
    }
    const QDateTime now = QDateTime::currentDateTime();
    QString text = tr("%1 @ %2").arg(facts.branch.isEmpty() ? tr("detached") : facts.branch,
                                     facts.shortCommit());
    if (facts.fetchedAt.isValid())
        text += tr(" · fetched %1").arg(ageText(facts.fetchedAt, now));
    if (facts.changedFiles > 0)
        text += tr(" · %1 changed").arg(counted(facts.changedFiles, tr("file"), tr("files")));
    m_commit->setText(text);
    m_commit->setToolTip(
        tr("%1\n%2, %3").arg(facts.commit, facts.commitSummary, ageText(facts.commitTime, now)));
}

void Footer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColor(Theme::Color::Panel));
    painter.fillRect(QRect(0, 0, width(), 1), themeColor(Theme::Color::Border));
}

} // namespace plumb::ui
