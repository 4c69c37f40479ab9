// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/generatedmerge.h"

#include "core/kustomize/scalarfield.h"

#include <algorithm>
#include <string>
#include <vector>

namespace plumb::kustomize {

namespace {

// The entries of both, the newer ones winning, in the order of their keys; all as strings.
yaml::Value mergedStrings(const yaml::Value *older, const yaml::Value *newer)
{
    std::map<std::string_view, const yaml::Value *> entries;
    for (const yaml::Value *const side : {older, newer}) {
        if (!side)
            continue;
        for (const yaml::Entry &entry : side->entries())
            entries[entry.key] = &entry.value;
    }
    yaml::Value merged = yaml::Value::mapping();
    for (const auto &[key, value] : entries) {
        yaml::Value text = stringScalar(value->text());
        text.setOrigin(value->origin(), value->column());
        merged.appendEntry(plainEntry(key, std::move(text)));
    }
    return merged;
}

void mergeField(yaml::Value &parent, std::string_view key, const yaml::Value *older)
{
    yaml::Value merged = mergedStrings(older, parent.find(key));
    parent.remove(key);
    if (merged.size() != 0)
        parent.set(key, std::move(merged));
}

// A null value counts as "" in data maps.
void mergeData(Resource &generated, const Resource &old, std::string_view field,
               const BuildContext &context)
{
    const yaml::Value *const before = old.fields().find(field);
    const yaml::Value *const now = generated.fields().find(field);
    std::map<std::string_view, std::pair<std::string_view, yaml::Origin>> entries;
    if (before) {
        for (const yaml::Entry &entry : before->entries()) {
            entries[entry.key] = {entry.value.isNull() ? std::string_view() : entry.value.text(),
                                  entry.value.origin()};
        }
    }
    if (now) {
        for (const yaml::Entry &entry : now->entries()) {
            auto &place = entries[entry.key];
            const yaml::Origin under = place.second;
            place = {entry.value.text(), entry.value.origin()};
            if (under != yaml::Origin())
                place.second =
                    context.stack(entry.value.origin(), yaml::LayerKind::Generator, under);
        }
    }
    yaml::Value merged = yaml::Value::mapping();
    for (const auto &[key, entry] : entries) {
        yaml::Value text = stringScalar(entry.first);
        text.setOrigin(entry.second);
        merged.appendEntry(plainEntry(key, std::move(text)));
    }
    generated.mutableFields().remove(field);
    if (merged.size() != 0)
        generated.mutableFields().set(field, std::move(merged));
}

} // namespace

void replaceGenerated(Resource &generated, const Resource &old)
{
    yaml::Value &metadata = generated.mutableFields().ensureMapping("metadata");
    mergeField(metadata, "labels", old.fields().find({"metadata", "labels"}));
    mergeField(metadata, "annotations", old.fields().find({"metadata", "annotations"}));
    generated.takeHistoryFrom(old);
    generated.setName(old.name());
    generated.setNamespace(old.namespaceName());
}

void mergeGenerated(Resource &generated, const Resource &old, const BuildContext &context)
{
    const std::optional<ResourceOrigin> origin = old.origin;
    replaceGenerated(generated, old);
    mergeData(generated, old, "data", context);
    mergeData(generated, old, "binaryData", context);
    if (origin)
        generated.origin = origin;
}

} // namespace plumb::kustomize
