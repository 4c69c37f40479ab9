// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ssa/localdryrun.h"

#include "core/object/servermetadata.h"
#include "core/ssa/defaults.h"
#include "core/ssa/structuredmerge.h"

#include <algorithm>

namespace plumb::ssa {

using yaml::Value;

namespace {

/// What is applied: without nulls, which say nothing to built-in kinds, and the status, which an
/// apply of the object itself does not touch.
Value applicable(const Object &desired)
{
    Value fields = desired.fields();
    fields.remove("status");
    if (!std::as_const(fields).find("metadata"))
        return fields;
    Value &metadata = *fields.findMutable("metadata");
    for (const std::string_view field : serverMetadata)
        metadata.remove(field);
    return fields;
}

// The depth is that of the document that was read, which is bounded.
Value withoutNulls(const Value &value)
{
    if (value.isSequence()) {
        std::vector<Value> items;
        items.reserve(value.size());
        for (const Value &item : value.items())
            items.push_back(withoutNulls(item));
        return Value::sequence(std::move(items), value.style())
            .setOrigin(value.origin(), value.column());
    }
    if (!value.isMapping())
        return value;
    std::vector<yaml::Entry> entries;
    entries.reserve(value.size());
    for (const yaml::Entry &entry : value.entries()) {
        if (entry.value.isNull())
            continue;
        entries.push_back(entry);
        entries.back().value = withoutNulls(entry.value);
    }
    Value result = Value::mapping(value.style());
    result.setOrigin(value.origin(), value.column()).setEntries(std::move(entries));
    return result;
}

bool isApplier(const FieldManager &manager, const DryRunOptions &options)
{
    const bool isOwn = manager.name == options.fieldManager && manager.operation == Operation::Apply
                       && manager.subresource.empty();
    return isOwn || (options.takesOver && options.takesOver(manager));
}

std::vector<TakenField> takenFields(const Value &applied, const Object &live,
                                    const ManagedFields &managed, const FieldSet &set,
                                    const DryRunOptions &options)
{
    std::vector<TakenField> taken;
    for (FieldPath &path : set.paths()) {
        const Value *wanted = path.find(applied);
        const Value *present = path.find(live.fields());
        const bool isWhole = wanted && (wanted->isScalar() || wanted->size() == 0);
        if (!wanted || !present || wanted->sameData(*present) || (!isWhole && wanted->isMapping()))
            continue;
        for (const Owner &owner : managed.ownersOf(path)) {
            if (owner.extent == Extent::Whole && !isApplier(owner.manager, options))
                taken.push_back({.path = path, .from = owner.manager});
        }
    }
    return taken;
}

std::vector<FieldPath> fieldsToChoose(const Object &object)
{
    std::vector<FieldPath> result;
    for (const std::string_view text : chosenFields(object.gvk())) {
        auto path = FieldPath::parse(text);
        if (path && !path->find(object.fields()))
            result.push_back(*std::move(path));
    }
    return result;
}

} // namespace

SchemaNode describedKind(const Schema &schema, const GroupVersionKind &gvk)
{
    if (const SchemaNode node = schema.find(gvk.apiVersion(), gvk.kind))
        return node;
    // All kinds have the same metadata; besides it, a ConfigMap says next to nothing.
    return Schema::current().find("v1", "ConfigMap");
}

DryRun dryRunLocally(const Object &desired, const Object *live, const DryRunOptions &options)
{
    const SchemaNode node = describedKind(*options.schema, desired.gvk());
    const Value applied = withoutNulls(applicable(desired));
    DryRun result = {.object = {}, .isCreated = live == nullptr};
    if (!live) {
        Value fields = applied;
        fillDefaults(fields, desired.gvk(), node);
        fillNew(fields, desired.gvk());
        result.object = Object::accepting(std::move(fields));
        result.unknown = fieldsToChoose(result.object);
        return result;
    }

    Value present = live->fields();
    if (std::as_const(present).find("metadata"))
        present.findMutable("metadata")->remove("managedFields");
    const auto managed = ManagedFields::from(*live).value_or(ManagedFields());
    const FieldSet set = FieldSet::of(applied, node);
    const FieldSet last = managed.setOf(
        [&options](const FieldManager &manager) { return isApplier(manager, options); });
    const FieldSet others = managed.setOf(
        [&options](const FieldManager &manager) { return !isApplier(manager, options); });

    Value fields = mergedWith(present, applied, node);
    if (!last.isEmpty()) {
        const FieldSet pruned = prunedFields(fields, last, others.united(set), node);
        if (!pruned.isEmpty()) {
            result.removed = pruned.leaves();
            fields = withoutFields(fields, pruned, node);
        }
    }
    fillDefaults(fields, desired.gvk(), node);
    countTemplate(fields, present, desired.gvk());
    result.object = Object::accepting(std::move(fields));
    result.taken = takenFields(applied, *live, managed, set, options);
    return result;
}

} // namespace plumb::ssa
