// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/strategicmerge.h"

#include "core/kustomize/associativemerge.h"
#include "core/kustomize/patchdirective.h"
#include "core/kustomize/scalarfield.h"
#include "core/kustomize/settled.h"

#include <algorithm>
#include <string>

namespace plumb::kustomize {

using yaml::Entry;
using yaml::Value;

namespace {

enum class Shape : std::uint8_t { Null, Scalar, Sequence, Mapping };

Shape shapeOf(const Value &value)
{
    if (value.isNull())
        return Shape::Null;
    if (value.isMapping())
        return Shape::Mapping;
    return value.isSequence() ? Shape::Sequence : Shape::Scalar;
}

std::string_view nameOf(Shape shape)
{
    switch (shape) {
    case Shape::Mapping: return "a mapping";
    case Shape::Sequence: return "a list";
    default: return "a single value";
    }
}

std::vector<const Entry *> sortedEntries(const Value &mapping)
{
    std::vector<const Entry *> sorted;
    sorted.reserve(mapping.size());
    for (const Entry &entry : mapping.entries())
        sorted.push_back(&entry);
    std::ranges::sort(sorted, {}, [](const Entry *entry) { return entry->key.view(); });
    return sorted;
}

} // namespace

Result<Remains> StrategicMerge::apply(Value &target, const Value &patch)
{
    m_context.schema.noteUse();
    const Value *directive = patch.find(patchDirectiveKey);
    if (directive && directive->text() == "replace") {
        // kustomize walks the replacing object and then puts it nowhere: the target stays what it
        // is.
        Value walked = patch;
        PLUMB_TRY(absorbFields(walked, schemaFor(m_context.schema.get(), {}, &target, &patch)));
        return Remains::Something;
    }
    const Remains remains = PLUMB_TRY(merge(target, patch, {}));
    if (remains == Remains::Something)
        m_bonds.spread(target);
    return remains;
}

Result<Remains> StrategicMerge::merge(Value &target, const Value &patch, SchemaNode schema)
{
    schema = schemaFor(m_context.schema.get(), schema, &target, &patch);
    const Shape shape = shapeOf(target);
    const Shape patchShape = shapeOf(patch);
    if (shape == Shape::Null) {
        Value added = patch;
        if (PLUMB_TRY(add(added, schema)) == Remains::Nothing)
            return Remains::Nothing;
        overwrite(target, std::move(added));
        return Remains::Something;
    }
    if (patchShape == Shape::Null)
        return Remains::Nothing;
    if (shape != patchShape) {
        return std::unexpected(
            m_context.invalid(patch, "the patch has " + std::string(nameOf(patchShape))
                                         + " where its target has " + std::string(nameOf(shape))));
    }
    if (shape == Shape::Mapping)
        return mergeMapping(target, patch, schema);
    if (shape == Shape::Sequence && schema.mergesItems())
        return mergeSequence(target, patch, schema);
    overwrite(target, patch);
    return Remains::Something;
}

Result<Remains> StrategicMerge::mergeMapping(Value &target, const Value &patch, SchemaNode schema)
{
    switch (PLUMB_TRY(directiveOfMapping(patch, m_context))) {
    case PatchDirective::Delete: return Remains::Nothing;
    case PatchDirective::Replace: {
        Value replacement = patch;
        replacement.remove(patchDirectiveKey);
        PLUMB_TRY(absorbFields(replacement, schema));
        overwrite(target, std::move(replacement));
        return Remains::Something;
    }
    case PatchDirective::Merge: break;
    }
    std::vector<Field> untouched;
    for (const Entry &entry : std::as_const(target).entries()) {
        if (!patch.find(entry.key) && (!entry.value.isScalar() || isLeftEmpty(entry.value)))
            untouched.push_back(fieldOf(entry, schema));
    }
    for (const Entry *entry : sortedEntries(patch)) {
        if (entry->key != patchDirectiveKey)
            PLUMB_TRY(mergeField(target, *entry, schema));
    }
    for (const auto &[key, known] : untouched) {
        if (isSettled(*std::as_const(target).find(key), known, m_context))
            continue;
        if (PLUMB_TRY(settle(*target.findMutable(key), known)) == Remains::Nothing)
            target.remove(key);
    }
    return Remains::Something;
}

Result<> StrategicMerge::mergeField(Value &target, const Entry &patch, SchemaNode parent)
{
    if (const Entry *const present = std::as_const(target).findEntry(patch.key)) {
        // A comment at the target's field goes before one at the patch's.
        const SchemaNode schema =
            m_context.schemaOf(present->comment != 0 ? *present : patch, parent);
        if (PLUMB_TRY(merge(*target.findMutable(patch.key), patch.value, schema))
            == Remains::Nothing)
            target.remove(patch.key);
        return {};
    }
    const SchemaNode schema = m_context.schemaOf(patch, parent);
    Value added = patch.value;
    if (PLUMB_TRY(add(added, schema)) == Remains::Nothing)
        return {};
    markAdded(added);
    target.appendEntry({.key = patch.key,
                        .keyLine = patch.keyLine,
                        .keyKind = patch.keyKind,
                        .keyStyle = patch.keyStyle,
                        .value = std::move(added)});
    return {};
}

Result<Remains> StrategicMerge::mergeSequence(Value &target, const Value &patch, SchemaNode schema)
{
    Value items = patch;
    switch (PLUMB_TRY(takeDirectiveOfSequence(items, m_context))) {
    case PatchDirective::Delete: return Remains::Nothing;
    case PatchDirective::Replace:
        PLUMB_TRY(AssociativeMerge(*this, schema).absorb(items));
        overwrite(target, std::move(items));
        return Remains::Something;
    case PatchDirective::Merge: break;
    }
    PLUMB_TRY(AssociativeMerge(*this, schema).merge(target, std::move(items)));
    return Remains::Something;
}

Result<Remains> StrategicMerge::add(Value &added, SchemaNode schema)
{
    schema = schemaFor(m_context.schema.get(), schema, &added);
    if (added.isNull())
        return Remains::Nothing;
    if (added.isMapping()) {
        // An unknown directive is not an error here: it stays as a field like any other.
        const Result<PatchDirective> directive = directiveOfMapping(added, m_context);
        if (directive)
            added.remove(patchDirectiveKey);
        if (directive && *directive == PatchDirective::Delete)
            return Remains::Nothing;
        PLUMB_TRY(absorbFields(added, schema));
    } else if (added.isSequence() && schema.mergesItems()) {
        PLUMB_TRY(AssociativeMerge(*this, schema).absorb(added));
    }
    return Remains::Something;
}

Result<Remains> StrategicMerge::absorb(Value &node, SchemaNode schema)
{
    schema = schemaFor(m_context.schema.get(), schema, &node);
    if (node.isNull())
        return Remains::Nothing;
    if (node.isMapping()) {
        const PatchDirective directive = PLUMB_TRY(directiveOfMapping(node, m_context));
        if (std::as_const(node).find(patchDirectiveKey))
            node.remove(patchDirectiveKey);
        if (directive == PatchDirective::Delete)
            return Remains::Nothing;
        PLUMB_TRY(absorbFields(node, schema));
    } else if (node.isSequence() && schema.mergesItems()) {
        if (PLUMB_TRY(takeDirectiveOfSequence(node, m_context)) == PatchDirective::Delete)
            return Remains::Nothing;
        PLUMB_TRY(AssociativeMerge(*this, schema).absorb(node));
    }
    return Remains::Something;
}

Result<> StrategicMerge::absorbFields(Value &mapping, SchemaNode schema)
{
    std::vector<Field> fields;
    for (const Entry &entry : std::as_const(mapping).entries()) {
        if (!entry.value.isScalar() || entry.value.isNull())
            fields.push_back(fieldOf(entry, schema));
    }
    for (const auto &[key, known] : fields) {
        if (PLUMB_TRY(absorb(*mapping.findMutable(key), known)) == Remains::Nothing)
            mapping.remove(key);
    }
    return {};
}

Result<Remains> StrategicMerge::settle(Value &node, SchemaNode schema)
{
    schema = schemaFor(m_context.schema.get(), schema, &node);
    if (node.isNull())
        return isLeftEmpty(node) ? Remains::Nothing : Remains::Something;
    if (node.isSequence() && schema.mergesItems())
        PLUMB_TRY(AssociativeMerge(*this, schema).settle(node));
    if (!node.isMapping())
        return Remains::Something;
    std::vector<Field> fields;
    for (const Entry &entry : std::as_const(node).entries()) {
        if (!isSettled(entry.value, m_context.schemaOf(entry, schema), m_context))
            fields.push_back(fieldOf(entry, schema));
    }
    for (const auto &[key, known] : fields) {
        if (PLUMB_TRY(settle(*node.findMutable(key), known)) == Remains::Nothing)
            node.remove(key);
    }
    return Remains::Something;
}

Result<Value *> StrategicMerge::walkItem(Value *target, Value *patch, SchemaNode schema)
{
    const auto left = [](Value *node, Remains remains) {
        return remains == Remains::Something ? node : nullptr;
    };
    if (target == patch)
        return target ? left(target, PLUMB_TRY(absorb(*target, schema))) : nullptr;
    if (!patch)
        return left(target, PLUMB_TRY(settle(*target, schema)));
    if (!target || target->isNull())
        return left(patch, PLUMB_TRY(add(*patch, schema)));
    if (patch->isNull())
        return nullptr;
    if (!target->isMapping() && shapeOf(*target) == shapeOf(*patch))
        return patch;
    if (patch->isMapping()
        && PLUMB_TRY(directiveOfMapping(*patch, m_context)) == PatchDirective::Replace) {
        patch->remove(patchDirectiveKey);
        PLUMB_TRY(absorbFields(*patch, schema));
        return patch;
    }
    return left(target, PLUMB_TRY(merge(*target, *patch, schema)));
}

StrategicMerge::Field StrategicMerge::fieldOf(const Entry &entry, SchemaNode parent) const
{
    return {std::string(entry.key), m_context.schemaOf(entry, parent)};
}

void StrategicMerge::overwrite(Value &target, Value value)
{
    const yaml::Origin under = target.origin();
    const std::uint32_t bond = target.bond();
    if (target.isScalar() && value.isScalar())
        takeStyle(value, target.style());
    markItems(value);
    value.setOrigin(m_context.stack(value.origin(), yaml::LayerKind::Patch, under), value.column());
    value.setBond(bond);
    m_bonds.changed(value);
    target = std::move(value);
}

void StrategicMerge::markAdded(Value &value) const
{
    if (!m_context.sources)
        return;
    value.setOrigin(m_context.stack(value.origin(), yaml::LayerKind::Patch, {}), value.column());
    markItems(value);
}

void StrategicMerge::markItems(Value &value) const
{
    if (!m_context.sources)
        return;
    if (value.isMapping()) {
        for (std::size_t position = 0; position < value.size(); ++position)
            markAdded(value.mutableValue(position));
    } else if (value.isSequence()) {
        for (Value &item : value.mutableItems())
            markAdded(item);
    }
}

} // namespace plumb::kustomize
