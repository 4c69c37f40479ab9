// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/changelist.h"

#include "ui/roles/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace plumb::ui {

namespace {

bool sameEffect(const drift::ObjectDiff &a, const drift::ObjectDiff &b)
{
    if (a.action != b.action || a.changes.size() != b.changes.size())
        return false;
    if (a.action == drift::Action::Configured)
        return a.changes == b.changes;
    return a.desired.sameData(b.desired) && a.live.sameData(b.live);
}

} // namespace

QString ChangeRow::key() const
{
    QString key = toQt(diff->id.toInventory());
    for (const std::string &cluster : clusters)
        key += u'\n' + toQt(cluster);
    return key;
}

std::shared_ptr<const ChangeList> ChangeList::of(ClusterChangeSets changes)
{
    auto list = std::make_shared<ChangeList>();
    std::map<ResourceId, std::vector<std::size_t>> rowsOfObject;
    for (const reconcile::ClusterChanges &cluster : *changes) {
        for (const drift::ObjectDiff &diff : cluster.changes.objects) {
            std::vector<std::size_t> &known = rowsOfObject[diff.id];
            const auto same = std::ranges::find_if(
                known, [&](std::size_t row) { return sameEffect(*list->rows[row].diff, diff); });
            if (same != known.end()) {
                list->rows[*same].clusters.push_back(cluster.cluster);
                continue;
            }
            known.push_back(list->rows.size());
            list->rows.push_back({.diff = &diff, .clusters = {cluster.cluster}});
        }
    }
    list->changes = std::move(changes);
    return list;
}

std::size_t ChangeList::count(drift::Action action) const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        rows, [action](const ChangeRow &row) { return row.diff->action == action; }));
}

Status changeStatus(drift::Action action)
{
    switch (action) {
    case drift::Action::Created: return Status::Created;
    case drift::Action::Configured: return Status::Configured;
    case drift::Action::Unchanged: return Status::Unchanged;
    case drift::Action::Deleted: return Status::Pruned;
    case drift::Action::Skipped: return Status::Unknown;
    }
    return Status::Unknown;
}

Status driftStatus(drift::Action action)
{
    switch (action) {
    case drift::Action::Created: return Status::Missing;
    case drift::Action::Configured: return Status::Drifted;
    case drift::Action::Unchanged: return Status::InSync;
    case drift::Action::Deleted: return Status::Extra;
    case drift::Action::Skipped: return Status::Unknown;
    }
    return Status::Unknown;
}

QString changedFields(const drift::ObjectDiff &diff)
{
    if (diff.changes.empty())
        return {};
    QString first = toQt(diff.changes.front().path.toString());
    const int more = static_cast<int>(diff.changes.size()) - 1;
    if (more == 0)
        return first;
    return QCoreApplication::translate("plumb::ui::ChangeList", "%1 and %n more", nullptr, more)
        .arg(first);
}

} // namespace plumb::ui
