// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/repository.h"

#include <QAbstractListModel>

#include <map>
#include <vector>

namespace plumb::ui {

/// The commits of a history, as far as they have been read.
class LogModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole, SearchRole };

    using QAbstractListModel::QAbstractListModel;

    /// Which branches and tags are at which commit, for their names beside it.
    void setReferences(const std::vector<git::Reference> &references);
    void setCommits(std::vector<git::Commit> commits);
    void append(const std::vector<git::Commit> &commits);
    /// Whether older commits can be asked for.
    void setComplete(bool isComplete) { m_isComplete = isComplete; }

    const git::Commit *commit(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// Older commits are wanted: a view was scrolled to the end.
    void moreRequested();

private:
    QString namesOf(const git::Commit &commit) const;

    std::vector<git::Commit> m_commits;
    std::map<git::Oid, QStringList> m_names;
    bool m_isComplete = true;
};

} // namespace plumb::ui
