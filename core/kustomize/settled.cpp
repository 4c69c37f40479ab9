// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/settled.h"

#include <algorithm>
#include <string>

namespace plumb::kustomize {

using yaml::Entry;
using yaml::Value;
using Keys = std::vector<std::string_view>;

namespace {

constexpr std::size_t comparedPairwise = 24;

bool isWord(const Value *value)
{
    return value && value->isScalar() && !value->isNull() && !value->text().empty();
}

bool hasKeys(const Value &item, const Keys &keys)
{
    if (keys.empty())
        return isWord(&item);
    return item.isMapping() && std::ranges::all_of(keys, [&item](std::string_view key) {
               return isWord(item.find(key));
           });
}

bool haveSameKeys(const Value &a, const Value &b, const Keys &keys)
{
    if (keys.empty())
        return a.text() == b.text();
    return std::ranges::all_of(
        keys, [&](std::string_view key) { return a.find(key)->text() == b.find(key)->text(); });
}

} // namespace

bool isLeftEmpty(const Value &value)
{
    return value.isNull() && value.text().empty();
}

SchemaNode schemaFor(const Schema &schema, SchemaNode known, const Value *target,
                     const Value *patch)
{
    if (known)
        return known;
    for (const Value *node : {target, patch}) {
        if (!node || !node->isMapping())
            continue;
        const std::string_view kind = node->textAt({"kind"});
        const std::string_view apiVersion = kind.empty() ? kind : node->textAt({"apiVersion"});
        if (apiVersion.empty())
            continue;
        if (const SchemaNode found = schema.find(apiVersion, kind))
            return found;
    }
    return {};
}

bool isSettled(const Value &node, SchemaNode known, const BuildContext &context)
{
    if (node.isScalar())
        return !isLeftEmpty(node);
    known = schemaFor(context.schema.get(), known, &node);
    if (node.isMapping()) {
        return std::ranges::all_of(node.entries(), [&](const Entry &entry) {
            if (entry.value.isScalar())
                return !isLeftEmpty(entry.value);
            return isSettled(entry.value, context.schemaOf(entry, known), context);
        });
    }
    if (!known.mergesItems())
        return true;
    const SchemaNode itemSchema = known.items();
    return areItemsKeyed(node.items(), known.mergeKeys())
           && std::ranges::all_of(node.items(), [&](const Value &item) {
                  return isSettled(item, itemSchema, context);
              });
}

bool areItemsKeyed(std::span<const Value> items, const Keys &keys)
{
    if (!std::ranges::all_of(items, [&keys](const Value &item) { return hasKeys(item, keys); }))
        return false;
    if (items.size() <= comparedPairwise) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (haveSameKeys(items[i], items[j], keys))
                    return false;
            }
        }
        return true;
    }
    std::vector<std::string> all;
    all.reserve(items.size());
    for (const Value &item : items)
        all.push_back(keyOf(item, keys));
    std::ranges::sort(all);
    return std::ranges::adjacent_find(all) == all.end();
}

std::string keyOf(const Value &item, const Keys &keys)
{
    if (keys.empty())
        return std::string(item.text());
    std::string joined;
    for (const std::string_view key : keys) {
        joined += item.textAt({key});
        joined += '\0';
    }
    return joined;
}

} // namespace plumb::kustomize
