// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/coalesce.h"

#include "core/helm/values.h"

#include <algorithm>
#include <set>

namespace plumb::helm {

namespace {

constexpr std::string_view global = "global";

void removeNulls(ValueTable &table)
{
    std::vector<yaml::Text> nulls;
    for (const ValueSlot &slot : table.slots()) {
        if (slot.table)
            removeNulls(*slot.table);
        else if (slot.isNull())
            nulls.push_back(slot.key);
    }
    for (const yaml::Text &key : nulls)
        table.remove(key);
}

// The table of globals at @p slot; a new one when there is none, null when it is no table.
TableRef globalsIn(const ValueTable &table)
{
    const ValueSlot *const slot = table.find(global);
    return slot ? slot->table : std::make_shared<ValueTable>();
}

// Gives a subchart the globals of its parent. The tables below a global table are shared by both.
void passGlobals(ValueTable &child, const ValueTable &parent)
{
    const TableRef childGlobals = globalsIn(child);
    const TableRef parentGlobals = globalsIn(parent);
    if (!childGlobals || !parentGlobals)
        return;
    for (const ValueSlot &slot : parentGlobals->slots()) {
        const ValueSlot *const old = childGlobals->find(slot.key);
        if (!slot.table) {
            if (!old || !old->isTable())
                childGlobals->set(slot);
            continue;
        }
        if (old && !old->isTable())
            continue;
        const TableRef copy = slot.table->copy();
        if (old)
            coalesceTables(copy, old->table, Nulls::Keep);
        childGlobals->set({.key = slot.key, .table = copy});
    }
    child.set({.key = global, .table = childGlobals});
}

// What Go prints for a value with the verb for booleans.
std::string printedAsFlag(const yaml::Value &value)
{
    switch (value.kind()) {
    case yaml::Kind::Null: return "%!t(<nil>)";
    case yaml::Kind::Bool: return goText(value);
    case yaml::Kind::String: return "%!t(string=" + goText(value) + ')';
    case yaml::Kind::Integer:
        return (isTypedInteger(value) ? "%!t(int64=" : "%!t(float64=") + goText(value) + ')';
    case yaml::Kind::Float: return "%!t(float64=" + goText(value) + ')';
    default: break;
    }
    std::string text = "[";
    for (const yaml::Value &item : value.items())
        text += (text.size() > 1 ? " " : "") + printedAsFlag(item);
    return text + ']';
}

bool isSubchart(const Chart &chart, std::string_view name)
{
    return std::ranges::any_of(chart.dependencies,
                               [&](const Chart *child) { return child->name() == name; });
}

// Adds the chart's own defaults.
void addDefaults(const Chart &chart, ValueTable &values, Nulls nulls)
{
    if (!chart.values)
        return;
    const TableRef defaults = chart.values->deepCopy();
    for (const ValueSlot &slot : defaults->slots()) {
        const ValueSlot *const set = values.find(slot.key);
        if (!set) {
            if (nulls == Nulls::Remove) {
                if (slot.isNull())
                    continue;
                if (slot.table)
                    removeNulls(*slot.table);
            }
            values.set(slot);
        } else if (set->isNull() && nulls == Nulls::Remove) {
            values.remove(slot.key);
        } else if (set->table && slot.table) {
            // The nulls for a subchart are left to its own defaults.
            const Nulls below = isSubchart(chart, slot.key) ? Nulls::Keep : nulls;
            if (below == Nulls::Remove)
                removeNulls(*slot.table);
            coalesceTables(set->table, slot.table, below);
        }
    }
}

Result<> coalesceInto(const Chart &chart, ValueTable &values, Nulls nulls)
{
    addDefaults(chart, values, nulls);
    for (const Chart *const child : chart.dependencies) {
        const ValueSlot *slot = values.find(child->name());
        if (slot && !slot->isTable()) {
            return std::unexpected(
                Error(ErrorCode::InvalidInput,
                      "type mismatch on " + child->name() + ": " + printedAsFlag(slot->value)));
        }
        const TableRef own = slot ? slot->table : std::make_shared<ValueTable>();
        if (!slot)
            values.set({.key = child->name(), .table = own});
        passGlobals(*own, values);
        PLUMB_TRY(coalesceInto(*child, *own, nulls));
    }
    return {};
}

} // namespace

TableRef coalesceTables(const TableRef &over, const TableRef &under, Nulls nulls)
{
    if (!under)
        return over;
    if (!over)
        return under;
    std::set<std::string_view> isSet;
    for (const ValueSlot &slot : under->slots()) {
        if (!slot.isNull())
            isSet.insert(slot.key);
    }
    std::vector<yaml::Text> removed;
    for (const ValueSlot &slot : over->slots()) {
        if (slot.isNull())
            removed.push_back(slot.key);
    }
    // A null over a table hides the table, also from who else has the table beneath.
    const std::vector<ValueSlot> slots = under->slots();
    for (const yaml::Text &key : removed)
        under->setNull(key);
    for (const ValueSlot &slot : slots) {
        const ValueSlot *const old = over->find(slot.key);
        if (!old)
            over->set(slot);
        else if (old->isNull()) {
            if (nulls == Nulls::Remove && isSet.contains(slot.key))
                over->remove(slot.key);
        } else if (old->table && slot.table) {
            coalesceTables(old->table, slot.table, nulls);
        }
    }
    return over;
}

Result<TableRef> coalesce(const Chart &chart, const TableRef &values, Nulls nulls)
{
    const TableRef result = values ? values->deepCopy() : std::make_shared<ValueTable>();
    PLUMB_TRY(coalesceInto(chart, *result, nulls));
    return result;
}

} // namespace plumb::helm
