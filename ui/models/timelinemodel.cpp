// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/timelinemodel.h"

#include "ui/roles/status.h"
#include "ui/roles/text.h"

#include <QDateTime>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

// "staging", "staging, qa", "4 environments"
QString environmentsText(const history::TimelineEntry &entry)
{
    constexpr std::size_t few = 2;
    QStringList names;
    for (const std::string &name : entry.environments)
        names << toQt(name);
    return entry.environments.size() <= few
               ? names.join(u", "_s)
               : TimelineModel::tr("%1 environments").arg(names.size());
}

// "1a2b3c4 · Ada Lovelace · 2026-11-25 10:14 · apps/staging"
QString whoWhenWhere(const history::TimelineEntry &entry)
{
    QStringList parts = {
        toQt(entry.commit.id.shortText()), toQt(entry.commit.author.name),
        QDateTime::fromSecsSinceEpoch(entry.commit.author.time).toString(u"yyyy-MM-dd HH:mm"_s)};
    if (const files::TreePath folder = entry.folder(); !folder.isRoot())
        parts << toQt(folder.text());
    return parts.join(u" · "_s);
}

} // namespace

void TimelineModel::setEntries(std::vector<history::TimelineEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

void TimelineModel::append(const std::vector<history::TimelineEntry> &entries)
{
    if (entries.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(entries.size()) - 1);
    m_entries.insert(m_entries.end(), entries.begin(), entries.end());
    endInsertRows();
}

const history::TimelineEntry *TimelineModel::entry(const QModelIndex &index) const
{
    return index.isValid() ? &m_entries[static_cast<std::size_t>(index.row())] : nullptr;
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const history::TimelineEntry &shown = *entry(index);
    switch (role) {
    case Qt::DisplayRole: return toQt(shown.commit.summary());
    case TitleSuffixRole: return toQt(shown.mergeRequest);
    case SubtitleRole: return whoWhenWhere(shown);
    case ChipTextRole: return environmentsText(shown);
    case ChipToneRole: return static_cast<int>(Tone::Neutral);
    case Qt::ToolTipRole: return toQt(shown.commit.message).trimmed();
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3")
            .arg(toQt(shown.commit.summary()), whoWhenWhere(shown), environmentsText(shown));
    case IdRole: return toQt(shown.commit.id.text());
    default: return {};
    }
}

bool TimelineModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isComplete;
}

void TimelineModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        Q_EMIT moreRequested();
}

} // namespace plumb::ui
