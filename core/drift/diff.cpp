// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/diff.h"

#include "core/drift/fielddiff.h"
#include "core/drift/leftovers.h"
#include "core/drift/normalize.h"
#include "core/drift/pairing.h"

#include <algorithm>

namespace plumb::drift {

using yaml::Value;

namespace {

const Mask &maskOf(const DiffOptions &options)
{
    static const Mask lengthsOnly;
    return options.mask ? *options.mask : lengthsOnly;
}

/// Replaces the values of a change that must not be shown.
void hide(FieldChange &change, const Value &object, const Mask &mask)
{
    if (!Mask::hides(object, change.path))
        return;
    change.isMasked = true;
    const bool isEncoded = change.path.steps().front().text == "data";
    const bool isChanged = change.kind == FieldChange::Kind::Changed;
    if (change.desired)
        change.desired = mask.maskedValue(*change.desired, isEncoded, isChanged ? "changed" : "");
    if (change.live)
        change.live = mask.maskedValue(*change.live, isEncoded, isChanged ? "changed" : "");
}

/// Adds what Flux removes though git does not set it, and what of the live side it is.
void addLeftovers(std::vector<FieldChange> &changes, Value &aligned,
                  const std::vector<FieldPath> &fields, const Value &present)
{
    for (const FieldPath &field : fields) {
        const bool isKnown = std::ranges::any_of(
            changes, [&field](const FieldChange &change) { return field.isWithin(change.path); });
        if (isKnown)
            continue;
        addField(aligned, field, present);
        changes.push_back(
            {.path = field, .kind = FieldChange::Kind::Removed, .live = *field.find(present)});
    }
}

/// What is compared of the desired side; against a cluster, as Flux applies it.
Value wantedForm(const Object &desired, Comparison comparison)
{
    if (comparison == Comparison::States)
        return normalized(desired, comparison);
    return normalized(Object::accepting(withoutUnknownFields(desired)), comparison);
}

ObjectDiff oneSided(const Object &object, Action action, const DiffOptions &options)
{
    ObjectDiff diff = {.id = object.id(), .action = action, .gvk = object.gvk()};
    Value fields = maskOf(options).masked(normalized(object, options.comparison));
    (action == Action::Created ? diff.desired : diff.live) = std::move(fields);
    return diff;
}

std::string nameSeenFrom(const ResourceId &id, const ResourceId &other)
{
    if (id.namespaceName == other.namespaceName)
        return other.name;
    return other.namespaceName + '/' + other.name;
}

} // namespace

ObjectDiff diffObject(const Object &desired, const Object &live, const Schema &schema,
                      const DiffOptions &options)
{
    ObjectDiff diff = {.id = desired.id(), .gvk = desired.gvk()};
    // Only whoever holds the key can compare what SOPS encrypted with what it became in a cluster.
    if (options.comparison == Comparison::Live && isSopsDocument(desired.fields()))
        return diff;

    const Value wanted = wantedForm(desired, options.comparison);
    Value present = normalized(live, options.comparison);
    if (desired.id() != live.id()) {
        diff.renamedFrom = nameSeenFrom(desired.id(), live.id());
        for (const std::string_view field : {"name", "namespace"}) {
            if (const Value *own = wanted.find({"metadata", field}))
                present.ensureMapping("metadata").set(field, *own);
        }
    }
    const KindRules rules = {.isBuiltin = isBuiltinKind(desired.gvk()),
                             .isSecret = desired.kind() == "Secret" && desired.gvk().group.empty()};
    FieldDiff fields(options.comparison, rules);
    const SchemaNode node = schema.find(desired.gvk().apiVersion(), desired.kind());
    Value aligned = fields.compare(node, wanted, present);
    diff.changes = fields.takeChanges();
    if (options.comparison == Comparison::Live) {
        addLeftovers(diff.changes, aligned, leftovers(desired, live, present, schema, options),
                     present);
    }
    if (diff.changes.empty() && diff.renamedFrom.empty())
        return diff;

    diff.action = Action::Configured;
    for (FieldChange &change : diff.changes)
        hide(change, change.desired ? wanted : present, maskOf(options));
    diff.desired = maskOf(options).masked(wanted);
    diff.live = maskOf(options).masked(aligned);
    return diff;
}

Result<ChangeSet> diffObjects(const ObjectSet &desired, const ObjectSet &live, const Schema &schema,
                              const DiffOptions &options, const Run &run)
{
    ChangeSet set = {.comparison = options.comparison};
    const auto pairs = pairObjects(desired, live, options.pairsRenames);
    for (int done = 0; const ObjectPair &pair : pairs) {
        const Object &object = pair.desired ? *pair.desired : *pair.live;
        PLUMB_TRY(run.checkpoint({.stage = Stage::DetectingDrift,
                                  .done = done++,
                                  .total = static_cast<int>(pairs.size()),
                                  .subject = object.displayName()}));
        ObjectDiff diff;
        if (!pair.live)
            diff = oneSided(*pair.desired, Action::Created, options);
        else if (!pair.desired)
            diff = oneSided(*pair.live, Action::Deleted, options);
        else
            diff = diffObject(*pair.desired, *pair.live, schema, options);
        if (diff.action == Action::Unchanged)
            ++set.unchanged;
        else
            set.objects.push_back(std::move(diff));
    }
    return set;
}

} // namespace plumb::drift
