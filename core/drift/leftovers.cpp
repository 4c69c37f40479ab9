// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/leftovers.h"

#include "core/drift/atomicmapping.h"
#include "core/drift/fluxmarks.h"
#include "core/drift/knownmanagers.h"
#include "core/ssa/localdryrun.h"

#include <algorithm>

namespace plumb::drift {

using yaml::Value;

namespace {

constexpr std::string_view kustomizeController = "kustomize-controller";

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

std::vector<FieldPath> leftovers(const Object &desired, const Object &live, const Value &present,
                                 const Schema &schema, const DiffOptions &options)
{
    const auto managed = ssa::ManagedFields::from(live);
    if (!managed || managed->empty())
        return {}; // an object that says nothing about its owners
    ssa::DryRunOptions apply = {.schema = &schema, .fieldManager = {}};
    if (options.takesOver && !isMarked(live, "ssa", "Merge"))
        apply.takesOver = isTakenOver;
    if (options.countsApplied)
        apply.fieldManager = kustomizeController;
    const bool removesAny =
        std::ranges::any_of(managed->managers(), [&apply](const ssa::FieldManager &manager) {
            return manager.name == apply.fieldManager
                   || (apply.takesOver && apply.takesOver(manager));
        });
    if (!removesAny)
        return {};

    std::vector<FieldPath> result;
    for (FieldPath &field : ssa::dryRunLocally(desired, &live, apply).removed) {
        const Value *value = field.find(present);
        if (value && !isEmpty(*value) && !isFilledIn(field, *value))
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
