// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/commonmetadata.h"

namespace plumb::build {

namespace {

using yaml::Value;

void set(Value &fields, std::string_view map, const Value &metadata, yaml::SourceTable *sources)
{
    const Value *wanted = metadata.find(map);
    if (!wanted || wanted->size() == 0)
        return;
    Value &target = fields.ensureMapping("metadata").ensureMapping(map);
    for (const yaml::Entry &entry : wanted->entries()) {
        const Value *before = target.find(entry.key.view());
        Value value = entry.value;
        if (sources)
            value.setOrigin(sources->stack(value.origin(), yaml::LayerKind::Flux,
                                           before ? before->origin() : yaml::Origin()));
        target.set(entry.key, std::move(value));
    }
}

} // namespace

Result<Object> withCommonMetadata(Object object, const Value *metadata, yaml::SourceTable *sources)
{
    if (!metadata)
        return object;
    Value fields = object.fields();
    set(fields, "labels", *metadata, sources);
    set(fields, "annotations", *metadata, sources);
    return Object::from(std::move(fields));
}

} // namespace plumb::build
