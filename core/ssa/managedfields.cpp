// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ssa/managedfields.h"

#include "core/yaml/json.h"

#include <algorithm>
#include <optional>

namespace plumb::ssa {

namespace {

using yaml::Value;
using ItemKeys = std::map<std::string, Value, std::less<>>;

/// The API server fills this in for ports that do not say, and writes it into the keys of items.
constexpr std::string_view defaultProtocol = "TCP";

Error malformed(const Object &object, std::string_view what)
{
    return {ErrorCode::InvalidInput,
            "metadata.managedFields of " + object.displayName() + ": " + std::string(what)};
}

// The depth is that of the JSON that was read, which is bounded.
void readItemKeys(const Value &node, ItemKeys &keys)
{
    for (const yaml::Entry &entry : node.entries()) {
        const std::string_view key = entry.key.view();
        if ((key.starts_with("k:") || key.starts_with("v:")) && !keys.contains(key)) {
            if (auto named = yaml::parseJson(key.substr(2), std::string("managedFields")))
                keys.emplace(key, *std::move(named));
        }
        readItemKeys(entry.value, keys);
    }
}

/// Whether the item has the value at every key that the "k:" key names.
bool itemHasKeys(const Value &item, const Value &keys)
{
    return std::ranges::all_of(keys.entries(), [&](const yaml::Entry &wanted) {
        const Value *value = item.find(wanted.key.view());
        if (!value)
            return wanted.key.view() == "protocol" && wanted.value.text() == defaultProtocol;
        return value->sameData(wanted.value);
    });
}

/// The node of a list item among the children of its list's node; null when nobody lists it.
const Value *itemNode(const Value &node, const Value &item, const ItemKeys &keys)
{
    for (const yaml::Entry &entry : node.entries()) {
        const std::string_view key = entry.key.view();
        const auto named = keys.find(key);
        if (named == keys.end())
            continue;
        const bool isKeyed = key.starts_with("k:");
        if (isKeyed ? itemHasKeys(item, named->second) : item.sameData(named->second))
            return &entry.value;
    }
    return nullptr;
}

const Value *childNode(const Value &node, const FieldStep &step, const Value *item,
                       const ItemKeys &keys)
{
    if (step.kind == FieldStep::Kind::Key)
        return node.find("f:" + step.text);
    if (item) {
        if (const Value *found = itemNode(node, *item, keys))
            return found;
    }
    if (step.kind == FieldStep::Kind::Index)
        return node.find("i:" + std::to_string(step.index));
    return nullptr;
}

std::optional<Extent> extentIn(const Value &fields, const FieldPath &field, const Value &live,
                               const ItemKeys &keys)
{
    const Value *node = &fields;
    FieldPath place;
    for (const FieldStep &step : field.steps()) {
        place.append(step);
        const Value *item = step.kind == FieldStep::Kind::Key ? nullptr : place.find(live);
        const Value *child = childNode(*node, step, item, keys);
        if (!child) {
            // An owned node without children is owned with everything in it; the root is nobody's.
            const bool isAtomic = node != &fields && node->size() == 0;
            return isAtomic ? std::optional(Extent::Within) : std::nullopt;
        }
        node = child;
    }
    return node->size() == 0 || node->find(".") ? Extent::Whole : Extent::Parts;
}

Result<FieldManager> managerOf(const Value &entry, const Object &object)
{
    FieldManager manager = {.name = std::string(entry.textAt({"manager"})),
                            .operation = Operation::Update,
                            .apiVersion = std::string(entry.textAt({"apiVersion"})),
                            .subresource = std::string(entry.textAt({"subresource"})),
                            .time = std::string(entry.textAt({"time"}))};
    const std::string_view operation = entry.textAt({"operation"});
    if (operation == "Apply")
        manager.operation = Operation::Apply;
    else if (operation != "Update")
        return std::unexpected(malformed(object, "an operation is neither Apply nor Update"));
    return manager;
}

} // namespace

Result<ManagedFields> ManagedFields::from(const Object &object)
{
    ManagedFields result;
    result.m_live = object.fields();
    const Value *list = object.fields().find({"metadata", "managedFields"});
    if (!list || list->isNull())
        return result;
    if (!list->isSequence())
        return std::unexpected(malformed(object, "it is no list"));
    result.m_entries.reserve(list->size());
    for (const Value &item : list->items()) {
        const Value *fields = item.find("fieldsV1");
        if (fields && !fields->isMapping())
            return std::unexpected(malformed(object, "a fieldsV1 is no mapping"));
        result.m_entries.push_back({.manager = PLUMB_TRY(managerOf(item, object)),
                                    .fields = fields ? *fields : Value::mapping()});
        readItemKeys(result.m_entries.back().fields, result.m_itemKeys);
    }
    return result;
}

std::vector<FieldManager> ManagedFields::managers() const
{
    std::vector<FieldManager> result;
    result.reserve(m_entries.size());
    for (const Entry &entry : m_entries)
        result.push_back(entry.manager);
    return result;
}

std::vector<Owner> ManagedFields::ownersOf(const FieldPath &field) const
{
    std::vector<Owner> owners;
    for (const Entry &entry : m_entries) {
        if (const auto extent = extentIn(entry.fields, field, m_live, m_itemKeys))
            owners.push_back({.manager = entry.manager, .extent = *extent});
    }
    std::ranges::stable_sort(owners, [](const Owner &left, const Owner &right) {
        if (left.extent != right.extent)
            return left.extent < right.extent;
        return left.manager.time > right.manager.time; // RFC 3339 in UTC sorts as text
    });
    return owners;
}

FieldSet ManagedFields::setOf(const std::function<bool(const FieldManager &)> &counts) const
{
    FieldSet set;
    for (const Entry &entry : m_entries) {
        if (counts(entry.manager))
            set = set.united(FieldSet::fromFields(entry.fields));
    }
    return set;
}

const FieldManager *ManagedFields::lastWriter() const
{
    const FieldManager *last = nullptr;
    for (const Entry &entry : m_entries) {
        if (entry.manager.subresource != "status" && (!last || entry.manager.time >= last->time))
            last = &entry.manager;
    }
    return last;
}

std::string_view nameOf(Operation operation)
{
    return operation == Operation::Apply ? "Apply" : "Update";
}

} // namespace plumb::ssa
