// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reconcile/comparison.h"
#include "ui/session/session.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace plumb::ui {

/// What differs between two states of git, and the states themselves.
struct ComparisonResult
{
    ComparisonSides sides = {};
    SnapshotPointer before = {};
    SnapshotPointer after = {};
    std::shared_ptr<const std::vector<reconcile::ClusterChanges>> changes = {};
};

/// Compares two states of the open fleet in the background; the newest question wins.
class Comparison final : public QObject
{
    Q_OBJECT

public:
    explicit Comparison(Session *session, QObject *parent = nullptr);

    const std::optional<ComparisonSides> &sides() const { return m_sides; }
    /// Null while nothing was compared yet.
    const std::shared_ptr<const ComparisonResult> &result() const { return m_result; }
    const std::optional<Error> &error() const { return m_error; }
    bool isRunning() const { return m_job.isRunning(); }

    void start(const ComparisonSides &sides);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void compareAgain();

    Session *m_session;
    std::optional<ComparisonSides> m_sides;
    std::shared_ptr<const ComparisonResult> m_result;
    std::optional<Error> m_error;
    TaskJob<std::shared_ptr<const ComparisonResult>> m_job;
};

} // namespace plumb::ui
