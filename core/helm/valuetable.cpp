// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/valuetable.h"

#include <algorithm>
#include <string>

namespace plumb::helm {

ValueSlot ValueTable::slotOf(yaml::Text key, const yaml::Value &value)
{
    if (value.isMapping())
        return {.key = std::move(key), .table = from(value)};
    return {.key = std::move(key), .value = value};
}

TableRef ValueTable::from(const yaml::Value &mapping)
{
    auto table = std::make_shared<ValueTable>();
    table->m_slots.reserve(mapping.size());
    for (const yaml::Entry &entry : mapping.entries())
        table->m_slots.push_back(slotOf(entry.key, entry.value));
    std::ranges::sort(table->m_slots, {}, [](const ValueSlot &slot) { return slot.key.view(); });
    return table;
}

std::vector<ValueSlot>::iterator ValueTable::lowerBound(std::string_view key)
{
    return std::ranges::lower_bound(m_slots, key, {},
                                    [](const ValueSlot &slot) { return slot.key.view(); });
}

const ValueSlot *ValueTable::find(std::string_view key) const
{
    const auto at = std::ranges::lower_bound(m_slots, key, {},
                                             [](const ValueSlot &slot) { return slot.key.view(); });
    return at != m_slots.end() && at->key == key ? &*at : nullptr;
}

TableRef ValueTable::tableAt(std::string_view key) const
{
    const ValueSlot *const slot = find(key);
    return slot ? slot->table : nullptr;
}

TableRef ValueTable::tableAtPath(std::string_view path) const
{
    const std::size_t dot = path.find('.');
    TableRef next = tableAt(path.substr(0, dot));
    if (!next || dot == std::string_view::npos)
        return next;
    return next->tableAtPath(path.substr(dot + 1));
}

void ValueTable::set(ValueSlot slot)
{
    const auto at = lowerBound(slot.key);
    if (at != m_slots.end() && at->key == slot.key)
        *at = std::move(slot);
    else
        m_slots.insert(at, std::move(slot));
}

void ValueTable::remove(std::string_view key)
{
    const auto at = lowerBound(key);
    if (at != m_slots.end() && at->key == key)
        m_slots.erase(at);
}

TableRef ValueTable::copy() const
{
    return std::make_shared<ValueTable>(*this);
}

TableRef ValueTable::deepCopy() const
{
    TableRef result = copy();
    for (ValueSlot &slot : result->m_slots) {
        if (slot.table)
            slot.table = slot.table->deepCopy();
    }
    return result;
}

yaml::Value ValueTable::toYaml() const
{
    yaml::Value result = yaml::Value::mapping();
    for (const ValueSlot &slot : m_slots) {
        result.appendEntry(
            {.key = slot.key, .value = slot.table ? slot.table->toYaml() : slot.value});
    }
    return result;
}

// The style tells the two kinds apart: no file has a number that is a block of text.
yaml::Value typedInteger(std::int64_t value)
{
    return yaml::Value::scalar(yaml::Kind::Integer, std::to_string(value), yaml::Style::Literal);
}

bool isTypedInteger(const yaml::Value &value)
{
    return value.kind() == yaml::Kind::Integer && value.style() == yaml::Style::Literal;
}

} // namespace plumb::helm
