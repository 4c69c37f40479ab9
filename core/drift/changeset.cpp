// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/changeset.h"

#include <algorithm>

namespace plumb::drift {

namespace {

bool sameData(const std::optional<yaml::Value> &a, const std::optional<yaml::Value> &b)
{
    return a.has_value() == b.has_value() && (!a || a->sameData(*b));
}

} // namespace

bool FieldChange::operator==(const FieldChange &other) const
{
    return path == other.path && kind == other.kind && isMasked == other.isMasked
           && isConfirmed == other.isConfirmed && sameData(desired, other.desired)
           && sameData(live, other.live) && cause == other.cause;
}

bool ObjectDiff::isExplained() const
{
    if (cause)
        return !cause->needsPerson;
    return action == Action::Configured && renamedFrom.empty() && !changes.empty()
           && std::ranges::all_of(changes, &FieldChange::isExplained);
}

std::string ObjectDiff::displayName() const
{
    std::string text = id.kind + '/';
    if (!id.namespaceName.empty())
        text += id.namespaceName + '/';
    return text + id.name;
}

bool ObjectDiff::needsAttention() const
{
    return action != Action::Unchanged && action != Action::Skipped && !isExplained();
}

bool ChangeSet::hasDifferences() const
{
    return std::ranges::any_of(objects, &ObjectDiff::needsAttention);
}

std::map<CauseKind, std::size_t> ChangeSet::explained() const
{
    std::map<CauseKind, std::size_t> counts;
    for (const ObjectDiff &object : objects) {
        if (object.cause && object.isExplained())
            ++counts[object.cause->kind];
        for (const FieldChange &change : object.changes) {
            if (change.isExplained())
                ++counts[change.cause->kind];
        }
    }
    return counts;
}

ChangeSet ChangeSet::withoutExplained() const
{
    ChangeSet rest = *this;
    std::erase_if(rest.objects, &ObjectDiff::isExplained);
    for (ObjectDiff &object : rest.objects)
        std::erase_if(object.changes, &FieldChange::isExplained);
    return rest;
}

std::size_t ChangeSet::count(Action action) const
{
    if (action == Action::Unchanged)
        return unchanged;
    return static_cast<std::size_t>(std::ranges::count(objects, action, &ObjectDiff::action));
}

const ObjectDiff *ChangeSet::find(const ResourceId &id) const
{
    const auto found = std::ranges::lower_bound(objects, id, {}, &ObjectDiff::id);
    return found != objects.end() && found->id == id ? &*found : nullptr;
}

std::string_view toString(ServerVerdict verdict)
{
    switch (verdict) {
    case ServerVerdict::NotAsked: break;
    case ServerVerdict::Confirmed: return "confirmed";
    case ServerVerdict::Unchanged: return "unchanged";
    case ServerVerdict::Refused: return "refused";
    case ServerVerdict::NotAllowed: return "not-allowed";
    }
    return {};
}

std::string_view toString(Action action)
{
    switch (action) {
    case Action::Created: return "created";
    case Action::Configured: return "configured";
    case Action::Unchanged: return "unchanged";
    case Action::Deleted: return "deleted";
    case Action::Skipped: return "skipped";
    }
    return {};
}

std::string_view toString(FieldChange::Kind kind)
{
    switch (kind) {
    case FieldChange::Kind::Added: return "added";
    case FieldChange::Kind::Removed: return "removed";
    case FieldChange::Kind::Changed: return "changed";
    case FieldChange::Kind::Reordered: return "reordered";
    }
    return {};
}

} // namespace plumb::drift
