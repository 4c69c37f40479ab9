// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/leftovers.h"

#include "core/drift/atomicmapping.h"
#include "core/drift/fluxmarks.h"
#include "core/drift/knownmanagers.h"
#include "core/ssa/managedfields.h"

#include <algorithm>

namespace plumb::drift {

using yaml::Value;

namespace {

bool isEmpty(const Value &value)
{
    if (value.isNull())
        return true;
    return value.isScalar() ? value.text().empty() : value.size() == 0;
}

/// What is sent though git does not set it. Flux sends the protocol of a port that says none, as it
/// is a part of the list's key, and some structures of the API empty ("strategy: {}"), which the
/// API server then fills: who sent an empty mapping does not own what is in it.
bool isFilledIn(const FieldPath &field, const Value &value)
{
    const FieldStep &last = field.steps().back();
    if (last.kind == FieldStep::Kind::Key && value.isMapping())
        return !isAtomicMapping(last.text);
    return last.kind == FieldStep::Kind::Key && last.text == "protocol" && value.text() == "TCP";
}

/// The item of @p list that @p step leads to, by its position; its size for none.
std::size_t positionOf(const Value &list, const FieldStep &step)
{
    const Value *item = FieldPath({step}).find(list);
    return item ? static_cast<std::size_t>(item - list.items().data()) : list.size();
}

} // namespace

std::vector<FieldPath> leftovers(const Object &live, const Value &desired, const Value &present,
                                 bool countsApplied)
{
    const auto managed = ssa::ManagedFields::from(live);
    if (!managed || managed->empty())
        return {}; // an object that says nothing about its owners
    const bool takesOver = !isMarked(live, "ssa", "Merge");
    const auto isRemoved = [takesOver, countsApplied](const ssa::FieldManager &manager) {
        if (takesOver && isTakenOver(manager))
            return true;
        return countsApplied && manager.name == "kustomize-controller"
               && manager.operation == ssa::Operation::Apply && manager.subresource.empty();
    };

    std::vector<FieldPath> result;
    for (FieldPath &field : managed->fieldsOf(isRemoved)) {
        const Value *value = field.find(present);
        if (!value || isEmpty(*value) || isFilledIn(field, *value) || field.find(desired))
            continue;
        const bool isKnown = std::ranges::any_of(
            result, [&field](const FieldPath &known) { return field.isWithin(known); });
        if (isKnown)
            continue;
        const bool isShared =
            std::ranges::any_of(managed->ownersOf(field), [&isRemoved](const ssa::Owner &owner) {
                return !isRemoved(owner.manager);
            });
        if (!isShared)
            result.push_back(std::move(field));
    }
    return result;
}

void addField(Value &value, const FieldPath &field, const Value &present)
{
    Value *node = &value;
    FieldPath place;
    for (const FieldStep &step : field.steps()) {
        place.append(step);
        const Value *source = place.find(present);
        if (!source)
            return;
        const bool isLast = place.steps().size() == field.steps().size();
        if (step.kind == FieldStep::Kind::Key) {
            if (!node->isMapping())
                return;
            if (isLast) {
                node->set(step.text, *source);
                return;
            }
            if (!std::as_const(*node).find(step.text)) // without what others own in it
                node->set(step.text, source->isSequence() ? Value::sequence({}, source->style())
                                                          : Value::mapping(source->style()));
            node = node->findMutable(step.text);
            continue;
        }
        if (!node->isSequence())
            return;
        const std::size_t position = positionOf(*node, step);
        if (position == node->size()) {
            node->append(*source);
            return;
        }
        node = &node->mutableItems()[position];
    }
}

} // namespace plumb::drift
