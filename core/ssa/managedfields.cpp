// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ssa/managedfields.h"

#include "core/yaml/json.h"

#include <algorithm>
#include <optional>

namespace plumb::ssa {

namespace {

using yaml::Value;

/// The API server fills this in for ports that do not say, and writes it into the keys of items.
constexpr std::string_view defaultProtocol = "TCP";

Error malformed(const Object &object, std::string_view what)
{
    return {ErrorCode::InvalidInput,
            "metadata.managedFields of " + object.displayName() + ": " + std::string(what)};
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
const Value *itemNode(const Value &node, const Value &item)
{
    for (const yaml::Entry &entry : node.entries()) {
        const std::string_view key = entry.key.view();
        const bool isKeyed = key.starts_with("k:");
        if (!isKeyed && !key.starts_with("v:"))
            continue;
        const auto named = yaml::parseJson(key.substr(2), std::string("managedFields"));
        if (named && (isKeyed ? itemHasKeys(item, *named) : item.sameData(*named)))
            return &entry.value;
    }
    return nullptr;
}

const Value *childNode(const Value &node, const FieldStep &step, const Value *item)
{
    if (step.kind == FieldStep::Kind::Key)
        return node.find("f:" + step.text);
    if (item) {
        if (const Value *found = itemNode(node, *item))
            return found;
    }
    if (step.kind == FieldStep::Kind::Index)
        return node.find("i:" + std::to_string(step.index));
    return nullptr;
}

std::optional<Extent> extentIn(const Value &fields, const FieldPath &field, const Value &live)
{
    const Value *node = &fields;
    FieldPath place;
    for (const FieldStep &step : field.steps()) {
        place.append(step);
        const Value *item = step.kind == FieldStep::Kind::Key ? nullptr : place.find(live);
        const Value *child = childNode(*node, step, item);
        if (!child) {
            // An owned node without children is owned with everything in it; the root is nobody's.
            const bool isAtomic = node != &fields && node->size() == 0;
            return isAtomic ? std::optional(Extent::Within) : std::nullopt;
        }
        node = child;
    }
    return node->size() == 0 || node->find(".") ? Extent::Whole : Extent::Parts;
}

/// The step that a key of fieldsV1 stands for; nothing for "." and what no server writes.
std::optional<FieldStep> stepOf(std::string_view key)
{
    if (key.starts_with("f:"))
        return FieldStep::key(key.substr(2));
    const bool isKeyed = key.starts_with("k:");
    if (!isKeyed && !key.starts_with("v:"))
        return std::nullopt;
    const auto named = yaml::parseJson(key.substr(2), std::string("managedFields"));
    if (!named)
        return std::nullopt;
    if (!isKeyed)
        return FieldStep::member(named->text());
    std::vector<std::pair<std::string, std::string>> match;
    for (const yaml::Entry &entry : named->entries())
        match.emplace_back(std::string(entry.key.view()), std::string(entry.value.text()));
    return FieldStep::item(std::move(match));
}

// The depth is that of the JSON that was read, which is bounded.
void collectFields(const Value &node, FieldPath &place, std::vector<FieldPath> &fields)
{
    for (const yaml::Entry &entry : node.entries()) {
        auto step = stepOf(entry.key.view());
        if (!step)
            continue;
        const bool isItem = step->kind != FieldStep::Kind::Key;
        place.append(*std::move(step));
        const std::size_t marks = entry.value.find(".") ? 1 : 0;
        if (entry.value.size() == marks || (isItem && marks > 0))
            fields.push_back(place);
        collectFields(entry.value, place, fields);
        place.removeLast();
    }
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
        if (const auto extent = extentIn(entry.fields, field, m_live))
            owners.push_back({.manager = entry.manager, .extent = *extent});
    }
    std::ranges::stable_sort(owners, [](const Owner &left, const Owner &right) {
        if (left.extent != right.extent)
            return left.extent < right.extent;
        return left.manager.time > right.manager.time; // RFC 3339 in UTC sorts as text
    });
    return owners;
}

std::vector<FieldPath>
ManagedFields::fieldsOf(const std::function<bool(const FieldManager &)> &counts) const
{
    std::vector<FieldPath> fields;
    FieldPath place;
    for (const Entry &entry : m_entries) {
        if (counts(entry.manager))
            collectFields(entry.fields, place, fields);
    }
    return fields;
}

const FieldManager *ManagedFields::lastWriter() const
{
    const auto last =
        std::ranges::max_element(m_entries, {}, [](const Entry &entry) -> const std::string & {
            return entry.manager.time;
        });
    return last == m_entries.end() ? nullptr : &last->manager;
}

} // namespace plumb::ssa
