// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/logmodel.h"

#include "ui/roles/status.h"
#include "ui/roles/text.h"

#include <QDateTime>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QString whoAndWhen(const git::Commit &commit)
{
    return u"%1 · %2 · %3"_s.arg(
        toQt(commit.id.shortText()), toQt(commit.author.name),
        QDateTime::fromSecsSinceEpoch(commit.author.time).toString(u"yyyy-MM-dd HH:mm"_s));
}

} // namespace

void LogModel::setReferences(const std::vector<git::Reference> &references)
{
    m_names.clear();
    for (const git::Reference &reference : references)
        m_names[reference.commit] << toQt(reference.shortName);
    if (!m_commits.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void LogModel::setCommits(std::vector<git::Commit> commits)
{
    beginResetModel();
    m_commits = std::move(commits);
    endResetModel();
}

void LogModel::append(const std::vector<git::Commit> &commits)
{
    if (commits.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(commits.size()) - 1);
    m_commits.insert(m_commits.end(), commits.begin(), commits.end());
    endInsertRows();
}

const git::Commit *LogModel::commit(const QModelIndex &index) const
{
    return index.isValid() ? &m_commits[static_cast<std::size_t>(index.row())] : nullptr;
}

QString LogModel::namesOf(const git::Commit &commit) const
{
    const auto names = m_names.find(commit.id);
    return names == m_names.end() ? QString() : names->second.join(u", "_s);
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_commits.size());
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const git::Commit &shown = *commit(index);
    switch (role) {
    case Qt::DisplayRole: return toQt(shown.summary());
    case TitleSuffixRole: return namesOf(shown);
    case SubtitleRole: return whoAndWhen(shown);
    case Qt::ToolTipRole: return toQt(shown.message).trimmed();
    case Qt::AccessibleTextRole: return tr("%1, %2").arg(toQt(shown.summary()), whoAndWhen(shown));
    case IdRole: return toQt(shown.id.text());
    case SearchRole:
        return QStringList{toQt(shown.id.text()), toQt(shown.author.name), namesOf(shown),
                           toQt(shown.message)}
            .join(u'\n');
    default: return {};
    }
}

bool LogModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isComplete;
}

void LogModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        Q_EMIT moreRequested();
}

} // namespace plumb::ui
