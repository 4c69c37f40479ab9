// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/fielddiff.h"

#include "core/drift/atomicmapping.h"

#include <algorithm>
#include <map>
#include <set>

namespace plumb::drift {

using yaml::Value;

namespace {

Value keptList(std::vector<Value> items, const Value &like)
{
    return Value::sequence(std::move(items), like.style()).setOrigin(like.origin(), like.column());
}

} // namespace

Value FieldDiff::compare(const SchemaNode &node, const Value &desired, const Value &live)
{
    if (desired.isMapping() && live.isMapping())
        return compareMappings(node, desired, live);
    if (desired.isSequence() && live.isSequence())
        return compareSequences(node, desired, live);
    if (isNothing(desired) && isNothing(live))
        return desired;
    if (desired.isScalar() && live.isScalar() && sameScalars(desired, live))
        return desired;
    const bool setsNothing = desired.isNull() || (isNothing(desired) && isAllocated(m_path));
    if (m_comparison == Comparison::Live && setsNothing)
        return desired;
    if (desired.isNull())
        record(FieldChange::Kind::Removed, nullptr, &live);
    else if (live.isNull())
        record(FieldChange::Kind::Added, &desired, nullptr);
    else
        record(FieldChange::Kind::Changed, &desired, &live);
    return live;
}

Value FieldDiff::compareMappings(const SchemaNode &node, const Value &desired, const Value &live)
{
    const std::size_t before = m_changes.size();
    Value aligned = desired;
    std::vector<std::string_view> missing;
    for (std::size_t i = 0; i < desired.size(); ++i) {
        const yaml::Entry &entry = desired.entries()[i];
        const Value *other = live.find(entry.key);
        if (!other) {
            if (isNothing(entry.value))
                continue;
            recordStep(FieldStep::key(entry.key), FieldChange::Kind::Added, &entry.value, nullptr);
            missing.push_back(entry.key);
            continue;
        }
        const std::size_t known = m_changes.size();
        Value result =
            compareStep(FieldStep::key(entry.key), node.field(entry.key), entry.value, *other);
        if (m_changes.size() != known)
            aligned.mutableValue(i) = std::move(result);
    }
    for (const std::string_view key : missing)
        aligned.remove(key);
    if (comparesAll())
        addLiveEntries(desired, live, aligned);
    return m_changes.size() == before ? desired : aligned;
}

void FieldDiff::addLiveEntries(const Value &desired, const Value &live, Value &aligned)
{
    for (const yaml::Entry &entry : live.entries()) {
        if (desired.find(entry.key) || isNothing(entry.value))
            continue;
        recordStep(FieldStep::key(entry.key), FieldChange::Kind::Removed, nullptr, &entry.value);
        aligned.set(entry.key, entry.value);
    }
}

Value FieldDiff::compareSequences(const SchemaNode &node, const Value &desired, const Value &live)
{
    const ListRule rule = listRule(node, desired, live);
    switch (rule.kind) {
    case ListRule::Kind::Set: return compareSets(desired, live);
    case ListRule::Kind::Keyed: return compareKeyed(node.items(), desired, live, rule);
    case ListRule::Kind::Positions: return comparePositions(node.items(), desired, live);
    case ListRule::Kind::Scalars: break;
    }
    const bool same =
        std::ranges::equal(desired.items(), live.items(),
                           [this](const Value &a, const Value &b) { return sameScalars(a, b); });
    if (same)
        return desired;
    record(FieldChange::Kind::Changed, &desired, &live);
    return live;
}

Value FieldDiff::compareSets(const Value &desired, const Value &live)
{
    std::set<std::string_view> wanted;
    std::set<std::string_view> present;
    for (const Value &item : desired.items())
        wanted.insert(item.text());
    for (const Value &item : live.items())
        present.insert(item.text());

    const std::size_t before = m_changes.size();
    std::vector<Value> aligned;
    for (const Value &item : desired.items()) {
        if (present.contains(item.text()))
            aligned.push_back(item);
        else
            recordStep(FieldStep::member(item.text()), FieldChange::Kind::Added, &item, nullptr);
    }
    for (const Value &item : live.items()) {
        if (!comparesAll() || wanted.contains(item.text()))
            continue;
        recordStep(FieldStep::member(item.text()), FieldChange::Kind::Removed, nullptr, &item);
        aligned.push_back(item);
    }
    return m_changes.size() == before ? desired : keptList(std::move(aligned), desired);
}

/// Which item of a live list belongs to which item of the desired one.
struct FieldDiff::Pairing
{
    /// Desired items that are live, and where; in the order of the desired list.
    std::vector<std::pair<FieldStep, std::size_t>> common = {};

    bool isInOrder() const
    {
        return std::ranges::is_sorted(common, {}, [](const auto &p) { return p.second; });
    }
};

Value FieldDiff::compareKeyed(const SchemaNode &node, const Value &desired, const Value &live,
                              const ListRule &rule)
{
    std::map<FieldStep, std::size_t> unpaired;
    for (std::size_t i = 0; i < live.size(); ++i)
        unpaired.emplace(keyedStep(live.items()[i], rule), i);

    const std::size_t before = m_changes.size();
    Pairing pairing;
    std::vector<std::pair<std::size_t, Value>> aligned; // by their position in live
    for (const Value &item : desired.items()) {
        FieldStep step = keyedStep(item, rule);
        const auto found = unpaired.find(step);
        if (found == unpaired.end()) {
            recordStep(std::move(step), FieldChange::Kind::Added, &item, nullptr);
            continue;
        }
        pairing.common.emplace_back(step, found->second);
        aligned.emplace_back(found->second,
                             compareStep(std::move(step), node, item, live.items()[found->second]));
        unpaired.erase(found);
    }
    if (comparesAll() || !rule.isMerged) {
        std::map<std::size_t, FieldStep> extra;
        for (const auto &[step, position] : unpaired)
            extra.emplace(position, step);
        for (const auto &[position, step] : extra) {
            const Value &item = live.items()[position];
            recordStep(step, FieldChange::Kind::Removed, nullptr, &item);
            aligned.emplace_back(position, item);
        }
    }
    const bool moved = recordOrder(live, pairing);
    if (m_changes.size() == before)
        return desired;
    if (moved)
        std::ranges::stable_sort(aligned, {}, &std::pair<std::size_t, Value>::first);
    std::vector<Value> items;
    items.reserve(aligned.size());
    for (auto &[position, item] : aligned)
        items.push_back(std::move(item));
    return keptList(std::move(items), desired);
}

bool FieldDiff::recordOrder(const Value &live, const Pairing &pairing)
{
    if (pairing.isInOrder())
        return false;
    const auto names = [&live](const auto &pairs) {
        Value list = Value::sequence({}, live.style());
        for (const auto &[step, position] : pairs)
            list.append(Value::string(keyText(step)));
        return list;
    };
    auto byPosition = pairing.common;
    std::ranges::sort(byPosition, {}, [](const auto &pair) { return pair.second; });
    const Value wanted = names(pairing.common);
    const Value present = names(byPosition);
    record(FieldChange::Kind::Reordered, &wanted, &present);
    return true;
}

Value FieldDiff::comparePositions(const SchemaNode &node, const Value &desired, const Value &live)
{
    const auto wanted = desired.items();
    const auto present = live.items();
    std::size_t head = 0;
    std::size_t tail = 0;
    if (wanted.size() != present.size()) {
        // Items were inserted or removed: those before and after stay paired.
        const std::size_t shorter = std::min(wanted.size(), present.size());
        while (head < shorter && isSame(node, wanted[head], present[head]))
            ++head;
        while (
            tail < shorter - head
            && isSame(node, wanted[wanted.size() - 1 - tail], present[present.size() - 1 - tail]))
            ++tail;
    }

    const std::size_t before = m_changes.size();
    const std::size_t wantedEnd = wanted.size() - tail;
    const std::size_t presentEnd = present.size() - tail;
    std::vector<Value> aligned(wanted.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(head));
    for (std::size_t i = head; i < std::max(wantedEnd, presentEnd); ++i) {
        if (i >= wantedEnd) {
            recordStep(FieldStep::position(i), FieldChange::Kind::Removed, nullptr, &present[i]);
            aligned.push_back(present[i]);
        } else if (i >= presentEnd) {
            recordStep(FieldStep::position(i), FieldChange::Kind::Added, &wanted[i], nullptr);
        } else {
            aligned.push_back(compareStep(FieldStep::position(i), node, wanted[i], present[i]));
        }
    }
    if (m_changes.size() == before)
        return desired;
    aligned.insert(aligned.end(), wanted.begin() + static_cast<std::ptrdiff_t>(wantedEnd),
                   wanted.end());
    return keptList(std::move(aligned), desired);
}

Value FieldDiff::compareStep(FieldStep step, const SchemaNode &node, const Value &desired,
                             const Value &live)
{
    m_path.append(std::move(step));
    Value aligned = compare(node, desired, live);
    m_path.removeLast();
    return aligned;
}

bool FieldDiff::isSame(const SchemaNode &node, const Value &desired, const Value &live) const
{
    FieldDiff trial(m_comparison, m_rules);
    trial.m_path = m_path;
    trial.compare(node, desired, live);
    return trial.m_changes.empty();
}

bool FieldDiff::sameScalars(const Value &desired, const Value &live) const
{
    return scalarsAreEqual(desired, live, m_path, m_rules);
}

bool FieldDiff::isNothing(const Value &value) const
{
    if (value.isNull() || (!value.isScalar() && value.size() == 0))
        return true;
    // The API server leaves fields of its own kinds out when they are at their zero value.
    if (m_comparison != Comparison::Live || !m_rules.isBuiltin)
        return false;
    if (value.isString())
        return value.text().empty();
    return value.asBool() == false || value.asInteger() == 0;
}

bool FieldDiff::comparesAll() const
{
    if (m_comparison == Comparison::States)
        return true;
    return m_rules.isBuiltin && std::ranges::any_of(m_path.steps(), [](const FieldStep &step) {
               return step.kind == FieldStep::Kind::Key && isAtomicMapping(step.text);
           });
}

void FieldDiff::record(FieldChange::Kind kind, const Value *desired, const Value *live)
{
    FieldChange change = {.path = m_path, .kind = kind};
    if (desired)
        change.desired = *desired;
    if (live)
        change.live = *live;
    m_changes.push_back(std::move(change));
}

void FieldDiff::recordStep(FieldStep step, FieldChange::Kind kind, const Value *desired,
                           const Value *live)
{
    m_path.append(std::move(step));
    record(kind, desired, live);
    m_path.removeLast();
}

} // namespace plumb::drift
