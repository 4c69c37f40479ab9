// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ssa/fieldset.h"

#include "core/yaml/json.h"

namespace plumb::ssa {

using yaml::Value;

namespace {

constexpr std::string_view fieldPrefix = "f:";
constexpr std::string_view keyPrefix = "k:";
constexpr std::string_view valuePrefix = "v:";

std::string compact(const Value &value)
{
    return yaml::toJson(value, yaml::HtmlEscaping::Off);
}

/// The key as this program writes it; the server may escape other characters.
std::string canonicalKey(std::string_view key)
{
    if (!key.starts_with(keyPrefix) && !key.starts_with(valuePrefix))
        return std::string(key);
    const auto named = yaml::parseJson(key.substr(2), std::string("managedFields"));
    return named ? std::string(key.substr(0, 2)) + compact(*named) : std::string(key);
}

/// The one default of a key field that the built-in kinds have.
bool isProtocol(std::string_view key)
{
    return key == "protocol";
}

/// The step that a key stands for; an index for what no server writes.
FieldStep stepOf(std::string_view key)
{
    if (key.starts_with(fieldPrefix))
        return FieldStep::key(key.substr(2));
    const auto named = yaml::parseJson(key.substr(2), std::string("managedFields"));
    if (!named)
        return FieldStep::position(0);
    if (key.starts_with(valuePrefix))
        return FieldStep::member(named->text());
    std::vector<std::pair<std::string, std::string>> match;
    for (const yaml::Entry &entry : named->entries())
        match.emplace_back(std::string(entry.key.view()), std::string(entry.value.text()));
    return FieldStep::item(std::move(match));
}

} // namespace

std::string itemKey(const Value &item, const SchemaNode &list)
{
    if (list.listType() == ListType::Set)
        return std::string(valuePrefix) + compact(item);
    Value keys = Value::mapping();
    for (const std::string_view key : list.mergeKeys()) {
        if (const Value *value = item.find(key))
            keys.set(key, *value);
        else if (const Value *filledIn = list.items().field(key).defaultValue())
            keys.set(key, *filledIn);
        else if (isProtocol(key))
            keys.set(key, Value::string("TCP"));
    }
    return std::string(keyPrefix) + compact(keys);
}

// The depth is that of the document that was read, which is bounded; so it is below.
FieldSet FieldSet::fromFields(const Value &fields)
{
    FieldSet set;
    for (const yaml::Entry &entry : fields.entries()) {
        const std::string_view key = entry.key.view();
        if (key == ".") {
            set.m_isMember = true;
            continue;
        }
        FieldSet child = fromFields(entry.value);
        if (entry.value.size() == 0)
            child.m_isMember = true;
        set.m_children.insert_or_assign(canonicalKey(key), std::move(child));
    }
    return set;
}

FieldSet FieldSet::of(const Value &value, const SchemaNode &node)
{
    FieldSet set;
    set.collect(value, node);
    return set;
}

void FieldSet::collect(const Value &value, const SchemaNode &node)
{
    if (value.isSequence()) {
        if (node.listType() == ListType::Atomic)
            m_isMember = true;
        else
            collectItems(value, node);
        return;
    }
    if (!value.isMapping() || node.isAtomicMapping()) {
        m_isMember = true;
        return;
    }
    for (const yaml::Entry &entry : value.entries()) {
        FieldSet child = of(entry.value, node.field(entry.key.view()));
        const bool isBare =
            entry.value.isNull() || (entry.value.isMapping() && entry.value.size() == 0);
        if (isBare || !node.declares(entry.key.view()))
            child.m_isMember = true;
        keep(std::string(fieldPrefix) + std::string(entry.key.view()), std::move(child));
    }
}

void FieldSet::collectItems(const Value &list, const SchemaNode &node)
{
    for (const Value &item : list.items()) {
        const std::string key = itemKey(item, node);
        const bool isRepeated = m_children.contains(key);
        // Items that cannot be told apart are owned as one.
        FieldSet child = isRepeated ? FieldSet() : of(item, node.items());
        child.m_isMember = true;
        m_children.insert_or_assign(key, std::move(child));
    }
}

void FieldSet::keep(const std::string &key, FieldSet child)
{
    if (!child.isEmpty())
        m_children.insert_or_assign(key, std::move(child));
}

const FieldSet *FieldSet::child(std::string_view key) const
{
    const auto found = m_children.find(key);
    return found == m_children.end() ? nullptr : &found->second;
}

FieldSet FieldSet::united(const FieldSet &other) const
{
    FieldSet result = *this;
    result.m_isMember = m_isMember || other.m_isMember;
    for (const auto &[key, theirs] : other.m_children) {
        const FieldSet *own = child(key);
        result.m_children.insert_or_assign(key, own ? own->united(theirs) : theirs);
    }
    return result;
}

FieldSet FieldSet::without(const FieldSet &other) const
{
    FieldSet result;
    result.m_isMember = m_isMember && !other.m_isMember;
    for (const auto &[key, own] : m_children) {
        const FieldSet *theirs = other.child(key);
        result.keep(key, theirs ? own.without(*theirs) : own);
    }
    return result;
}

FieldSet FieldSet::common(const FieldSet &other) const
{
    FieldSet result;
    result.m_isMember = m_isMember && other.m_isMember;
    for (const auto &[key, own] : m_children) {
        if (const FieldSet *theirs = other.child(key))
            result.keep(key, own.common(*theirs));
    }
    return result;
}

FieldSet FieldSet::withStructure(const SchemaNode &node) const
{
    FieldSet result;
    result.m_isMember = m_isMember;
    for (const auto &[key, own] : m_children) {
        const bool isField = key.starts_with(fieldPrefix);
        const std::string_view name = std::string_view(key).substr(isField ? 2 : 0);
        FieldSet child = own.withStructure(isField ? node.field(name) : node.items());
        if (isField && !own.m_children.empty() && node.declares(name))
            child.m_isMember = true;
        result.m_children.emplace(key, std::move(child));
    }
    return result;
}

std::vector<FieldPath> FieldSet::paths() const
{
    std::vector<FieldPath> result;
    FieldPath place;
    appendPaths(place, result);
    return result;
}

void FieldSet::appendPaths(FieldPath &place, std::vector<FieldPath> &paths) const
{
    if (m_isMember && !place.isRoot())
        paths.push_back(place);
    for (const auto &[key, child] : m_children) {
        place.append(stepOf(key));
        child.appendPaths(place, paths);
        place.removeLast();
    }
}

std::vector<FieldPath> FieldSet::leaves() const
{
    std::vector<FieldPath> result;
    FieldPath place;
    appendLeaves(place, result);
    return result;
}

void FieldSet::appendLeaves(FieldPath &place, std::vector<FieldPath> &leaves) const
{
    const bool isItem =
        !place.isRoot() && place.steps().back().kind != FieldStep::Kind::Key && m_isMember;
    if (isItem || (m_isMember && m_children.empty())) {
        leaves.push_back(place);
        return;
    }
    for (const auto &[key, child] : m_children) {
        place.append(stepOf(key));
        child.appendLeaves(place, leaves);
        place.removeLast();
    }
}

} // namespace plumb::ssa
