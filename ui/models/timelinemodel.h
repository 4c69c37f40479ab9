// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/timeline.h"

#include <QAbstractListModel>

#include <vector>

namespace plumb::ui {

/// The commits of a fleet with what they touch, as far as they have been read.
class TimelineModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<history::TimelineEntry> entries);
    void append(const std::vector<history::TimelineEntry> &entries);
    /// Whether older commits can be asked for.
    void setComplete(bool isComplete) { m_isComplete = isComplete; }

    const history::TimelineEntry *entry(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// Older commits are wanted: a view was scrolled to the end.
    void moreRequested();

private:
    std::vector<history::TimelineEntry> m_entries;
    bool m_isComplete = true;
};

} // namespace plumb::ui
