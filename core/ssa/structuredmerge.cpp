// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ssa/structuredmerge.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumb::ssa {

using yaml::Value;

namespace {

/// The items of a list by their keys.
class KeyedItems
{
public:
    KeyedItems(const Value &list, const SchemaNode &node)
        : m_list(list)
    {
        m_keys.reserve(list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            m_keys.push_back(itemKey(list.items()[i], node));
            const auto [found, isNew] = m_positions.try_emplace(m_keys.back(), i);
            if (!isNew)
                found->second.reset(); // which of them is meant cannot be told
        }
    }

    std::size_t size() const { return m_keys.size(); }
    const std::string &key(std::size_t position) const { return m_keys[position]; }
    bool has(const std::string &key) const { return m_positions.contains(key); }
    /// The item; null for none and for keys that several have.
    const Value *find(const std::string &key) const
    {
        const auto found = m_positions.find(key);
        return found == m_positions.end() || !found->second ? nullptr
                                                            : &m_list.items()[*found->second];
    }

private:
    const Value &m_list;
    std::vector<std::string> m_keys;
    std::map<std::string, std::optional<std::size_t>> m_positions;
};

/// Puts the items of two lists in one order (structured-merge-diff, typed/merge.go visitListItems):
/// common items in the order of what is applied, the others next to their neighbours.
class ListMerge
{
public:
    ListMerge(const Value &live, const Value &applied, const SchemaNode &node)
        : m_live(live)
        , m_node(node)
        , m_left(live, node)
        , m_right(applied, node)
    {
        for (std::size_t i = 0; i < m_right.size(); ++i) {
            if (m_left.has(m_right.key(i)))
                m_shared.push_back(m_right.key(i));
        }
    }

    std::vector<Value> run()
    {
        while (m_l < m_left.size() || m_r < m_right.size()) {
            if (!takeCommon() && !takeLive() && m_r < m_right.size())
                takeApplied();
        }
        return std::move(m_items);
    }

private:
    /// The shared item whose turn it is; null after the last one.
    const std::string *next() const
    {
        return m_nextShared < m_shared.size() ? &m_shared[m_nextShared] : nullptr;
    }

    void append(const std::string &key)
    {
        const Value *left = m_left.find(key);
        const Value *right = m_right.find(key);
        if (right)
            m_items.push_back(left ? mergedWith(*left, *right, m_node.items()) : *right);
    }

    bool takeCommon()
    {
        if (m_l >= m_left.size() || m_r >= m_right.size())
            return false;
        const std::string &key = m_left.key(m_l);
        if (key == m_right.key(m_r)) {
            m_done.insert_or_assign(key, true);
            append(key);
            ++m_l;
            ++m_r;
            ++m_nextShared;
            return true;
        }
        if (m_right.has(key) && next() && *next() != key) {
            ++m_l; // comes later
            return true;
        }
        return false;
    }

    bool takeLive()
    {
        if (m_l >= m_left.size())
            return false;
        const std::string &key = m_left.key(m_l);
        if (!m_right.has(key)) {
            m_items.push_back(m_live.items()[m_l++]);
            return true;
        }
        if (m_done.contains(key))
            ++m_l;
        return false;
    }

    void takeApplied()
    {
        const std::string &key = m_right.key(m_r++);
        m_done.insert_or_assign(key, true);
        append(key);
        if (next() && *next() == key)
            ++m_nextShared;
    }

    const Value &m_live;
    const SchemaNode &m_node;
    KeyedItems m_left;
    KeyedItems m_right;
    std::vector<std::string> m_shared;
    std::size_t m_nextShared = 0;
    std::map<std::string, bool> m_done;
    std::size_t m_l = 0;
    std::size_t m_r = 0;
    std::vector<Value> m_items;
};

Value mergedMapping(const Value &live, const Value &applied, const SchemaNode &node)
{
    Value result = live;
    for (const yaml::Entry &entry : applied.entries()) {
        const Value *old = live.find(entry.key.view());
        result.set(entry.key,
                   old ? mergedWith(*old, entry.value, node.field(entry.key.view())) : entry.value);
    }
    return result;
}

} // namespace

// The depth is that of the documents that were read, which is bounded; so it is below.
Value mergedWith(const Value &live, const Value &applied, const SchemaNode &node)
{
    if (live.isMapping() && applied.isMapping() && !node.isAtomicMapping())
        return mergedMapping(live, applied, node);
    const bool isList = live.isSequence() && applied.isSequence();
    if (isList && node.listType() != ListType::Atomic)
        return Value::sequence(ListMerge(live, applied, node).run(), applied.style());
    return applied;
}

Value withoutFields(const Value &value, const FieldSet &fields, const SchemaNode &node)
{
    if (value.isMapping()) {
        std::vector<yaml::Entry> entries;
        for (const yaml::Entry &entry : value.entries()) {
            const FieldSet *child = fields.child("f:" + std::string(entry.key.view()));
            if (child && child->isMember())
                continue;
            entries.push_back(entry);
            if (child) {
                entries.back().value =
                    withoutFields(entry.value, *child, node.field(entry.key.view()));
            }
        }
        Value result = Value::mapping(value.style());
        result.setEntries(std::move(entries));
        return result;
    }
    if (!value.isSequence() || node.listType() == ListType::Atomic)
        return value;
    std::vector<Value> items;
    for (const Value &item : value.items()) {
        const FieldSet *child = fields.child(itemKey(item, node));
        if (child && child->isMember())
            continue;
        items.push_back(item);
        if (!child)
            continue;
        items.back() = withoutFields(item, *child, node.items());
        // What tells an item apart stays with it.
        for (const std::string_view key : node.mergeKeys()) {
            if (const Value *value = item.find(key); value && items.back().isMapping())
                items.back().set(key, *value);
        }
    }
    return Value::sequence(std::move(items), value.style());
}

FieldSet prunedFields(const Value &merged, const FieldSet &last, const FieldSet &owned,
                      const SchemaNode &node)
{
    // As structured-merge-diff's Updater::prune: remove what was applied, add back what somebody
    // owns, then add back what was only carried away with something above it.
    const FieldSet all = FieldSet::of(merged, node).withStructure(node);
    const FieldSet applied = last.withStructure(node);
    const Value first = withoutFields(merged, applied, node);
    const FieldSet kept =
        FieldSet::of(first, node).withStructure(node).united(owned.withStructure(node));
    const Value second = withoutFields(merged, all.without(kept), node);
    const FieldSet left = FieldSet::of(second, node).withStructure(node);
    return all.without(left).common(applied);
}

} // namespace plumb::ssa
