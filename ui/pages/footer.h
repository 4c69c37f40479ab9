// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/pages/clusternote.h"
#include "ui/session/repositorystate.h"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;

namespace plumb::ui {

class TaskIndicator;
class ThemedLabel;

/// The status bar: clusters at the left, then what was just done, running tasks, counts, and which
/// commit is shown.
class Footer final : public QWidget
{
    Q_OBJECT

public:
    Footer(Session *session, RepositoryState *repository, QWidget *parent = nullptr);

    void setClusters(const std::vector<ClusterNote> &clusters);
    /// "7 drifted"; shown after the count of desired objects.
    void setLiveText(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showTasks();
    void showCounts();
    void showCommit();
    void say(const QString &message);

    Session *m_session;
    RepositoryState *m_repository;
    QHBoxLayout *m_clusters;
    ThemedLabel *m_message;
    TaskIndicator *m_tasks;
    ThemedLabel *m_counts;
    ThemedLabel *m_commit;
    std::vector<ClusterNote> m_notes;
    QString m_liveText;
    std::vector<quint64> m_shownTasks;
    QTimer m_clock;
    QTimer m_forget;
};

} // namespace plumb::ui
