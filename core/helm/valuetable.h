// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <memory>
#include <string_view>
#include <vector>

namespace plumb::helm {

class ValueTable;
/// A table that several places may hold: who changes one changes what all of them see, as with the
/// maps of the program whose results are to be met.
using TableRef = std::shared_ptr<ValueTable>;

/// One key of a table, with a table or any other value.
struct ValueSlot
{
    yaml::Text key = {};
    yaml::Value value = {}; ///< Null where there is a table.
    TableRef table = {};

    bool isTable() const { return table != nullptr; }
    bool isNull() const { return !table && value.isNull(); }
};

/// A mapping of values, its keys in byte order.
class ValueTable
{
public:
    /// The tables of a mapping; an empty table for anything else.
    static TableRef from(const yaml::Value &mapping);
    static ValueSlot slotOf(yaml::Text key, const yaml::Value &value);

    bool empty() const { return m_slots.empty(); }
    const std::vector<ValueSlot> &slots() const { return m_slots; }

    const ValueSlot *find(std::string_view key) const;
    /// The table at @p key; null when there is none.
    TableRef tableAt(std::string_view key) const;
    /// Follows keys that are separated by dots.
    TableRef tableAtPath(std::string_view path) const;
    void set(ValueSlot slot);
    void setNull(const yaml::Text &key) { set({.key = key}); }
    void remove(std::string_view key);

    /// A table of its own that shares the tables in it.
    TableRef copy() const;
    /// A table that shares nothing.
    TableRef deepCopy() const;
    yaml::Value toYaml() const;

private:
    std::vector<ValueSlot>::iterator lowerBound(std::string_view key);

    std::vector<ValueSlot> m_slots;
};

/// A whole number that is an int64 for templates; those of files and JSON are float64.
yaml::Value typedInteger(std::int64_t value);
bool isTypedInteger(const yaml::Value &value);

} // namespace plumb::helm
