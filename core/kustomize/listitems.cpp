// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/listitems.h"

namespace plumb::kustomize::listitems {

using yaml::Value;

namespace {

Error wrongItem(std::string_view expected)
{
    return Error(ErrorCode::InvalidInput,
                 "a list to merge has items that are not " + std::string(expected));
}

/// Whether an item has the field, and with that text unless it is empty.
Result<bool> hasField(const Value &item, const std::string &key, const std::string &text)
{
    if (key.empty()) {
        if (!item.isScalar())
            return std::unexpected(wrongItem("single values"));
        return item.text() == text;
    }
    if (!item.isMapping())
        return std::unexpected(wrongItem("mappings"));
    const Value *field = item.find(key);
    return field && (text.empty() || field->text() == text);
}

Result<bool> matches(const Value &item, const Texts &keys, const Texts &values)
{
    bool found = false;
    for (std::size_t position = 0; position < keys.size(); ++position) {
        if (position < values.size())
            found = PLUMB_TRY(hasField(item, keys[position], values[position]));
        if (!found)
            return false;
    }
    return found;
}

} // namespace

bool isEmpty(const Value &item)
{
    return item.isNull() || (item.isMapping() && item.size() == 0);
}

Value *find(const Nodes &items, const Texts &keys, const Texts &values)
{
    const auto hasAll = [&](const Value &item) {
        for (std::size_t position = 0; position < keys.size(); ++position) {
            const Value *field = item.find(keys[position]);
            if (!field || position >= values.size() || field->text() != values[position])
                return false;
        }
        return true;
    };
    for (Value *item : items) {
        if (keys.empty() || keys[0].empty()) {
            if (item->text() == (values.empty() ? std::string_view() : std::string_view(values[0])))
                return item;
        } else if (item->isMapping() && hasAll(*item)) {
            return item;
        }
    }
    return nullptr;
}

Result<> put(Nodes &items, Value *element, const Texts &keys, const Texts &values)
{
    const bool seeksMapping =
        !keys.empty() && !keys[0].empty() && !values.empty() && !values[0].empty();
    Nodes kept;
    bool isPlaced = false;
    for (Value *item : items) {
        if (isEmpty(*item))
            continue;
        if (!item->isMapping() && seeksMapping) {
            kept.push_back(item);
            continue;
        }
        if (!PLUMB_TRY(matches(*item, keys, values))) {
            if (!values.empty())
                kept.push_back(item);
            continue;
        }
        isPlaced = true;
        if (element)
            kept.push_back(element);
    }
    items = std::move(kept);
    if (element && !element->isNull() && !isPlaced)
        items.push_back(element);
    return {};
}

} // namespace plumb::kustomize::listitems
