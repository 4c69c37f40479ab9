// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/promotion/commit.h"
#include "core/promotion/difference.h"
#include "core/promotion/plan.h"
#include "ui/session/session.h"

#include <QObject>
#include <QSet>

#include <memory>
#include <optional>

namespace plumb::ui {

/// Carrying changes from one environment to another, or taking a commit back: what differs, what is
/// selected, what that would write, and the commit. Nothing is written before commit().
class Promotion final : public QObject
{
    Q_OBJECT

public:
    using DifferencesPointer = std::shared_ptr<const promotion::Differences>;
    using PlanPointer = std::shared_ptr<const promotion::PromotionPlan>;

    explicit Promotion(Session *session, QObject *parent = nullptr);

    /// What is carried where; empty until something was chosen. The app is of no matter here.
    const PromotionRequest &request() const { return m_request; }
    const QString &from() const { return m_request.from; }
    const QString &to() const { return m_request.to; }
    bool remembersChoices() const { return m_remembersChoices; }
    /// Null until the environments were compared.
    const DifferencesPointer &differences() const { return m_differences; }
    /// The keys of the differences that are carried over.
    const QSet<QString> &selected() const { return m_selected; }
    /// What the selection would do; null while it is worked out, or when nothing is selected.
    const PlanPointer &plan() const { return m_plan; }
    const std::optional<Error> &error() const { return m_error; }
    bool isRunning() const { return m_differencesJob.isRunning() || m_planJob.isRunning(); }

    void choose(const PromotionRequest &request);
    /// Selects or leaves out one difference, and remembers it where it is not what is suggested.
    void setSelected(const QString &key, bool isSelected);
    /// Whether the plan also writes choices that are not as suggested into the workspace file.
    void setRemembersChoices(bool remembers);
    /// Commits the plan to a branch, the current one when it is empty.
    void commit(const QString &message, const QString &branch);

Q_SIGNALS:
    void differencesChanged();
    void selectionChanged();
    void planChanged();
    void committed(const QString &commit, const QString &branch, bool isNewBranch);
    void commitFailed(const plumb::Error &error);

private:
    void readDifferences();
    void selectSuggested();
    void makePlan();
    QString overridesKey() const;
    QStringList overrides() const;

    Session *m_session;
    PromotionRequest m_request;
    bool m_remembersChoices = false;
    SnapshotPointer m_snapshot; ///< What the differences were read from.
    DifferencesPointer m_differences;
    QSet<QString> m_selected;
    PlanPointer m_plan;
    std::optional<Error> m_error;
    TaskJob<DifferencesPointer> m_differencesJob;
    TaskJob<PlanPointer> m_planJob;
    TaskJob<git::WrittenCommit> m_commitJob;
};

} // namespace plumb::ui
