// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/remedy/ignorefield.h"

#include "core/flux/reference.h"
#include "core/remedy/builtobject.h"
#include "core/remedy/writtenvalue.h"
#include "core/yaml/jsonpointer.h"

#include <algorithm>

namespace plumb::remedy {

namespace {

using yaml::Value;

/// The Flux object that gets the rule, as git builds it and as it is written.
struct RuleKeeper
{
    ResourceId id;
    yaml::NodePath rules; ///< Where it keeps its rules.
    Manifest manifest;
};

ResourceId keeperId(const BuiltObject &built)
{
    return {.group = std::string(built.isFromRelease ? flux::helmGroup : flux::kustomizeGroup),
            .kind = built.isFromRelease ? "HelmRelease" : "Kustomization",
            .namespaceName = built.owner.namespaceName,
            .name = built.owner.name};
}

std::string nameOf(const ResourceId &id)
{
    return id.kind + " '" + id.namespaceName + '/' + id.name + '\'';
}

// A selector's name is a regular expression that has to match as a whole.
std::string literally(std::string_view name)
{
    std::string pattern;
    for (const char letter : name)
        pattern += letter == '.' ? std::string("\\.") : std::string(1, letter);
    return pattern;
}

Value targetOf(const ResourceId &object)
{
    Value target = Value::mapping();
    if (!object.group.empty())
        target.set("group", Value::string(object.group));
    target.set("kind", Value::string(object.kind));
    target.set("name", Value::string(literally(object.name)));
    if (!object.namespaceName.empty())
        target.set("namespace", Value::string(object.namespaceName));
    return target;
}

std::size_t positionOf(const Value &list, const FieldPath &item)
{
    // The item is found through the list alone.
    FieldPath last;
    last.append(item.steps().back());
    const Value *const found = last.find(list);
    for (std::size_t i = 0; i < list.items().size(); ++i) {
        if (&list.items()[i] == found)
            return i;
    }
    return list.items().size();
}

/// Rules have positions where we have the items' keys.
Result<std::string> pointerOf(const FieldPath &path, const Object &object)
{
    std::vector<std::string> tokens;
    FieldPath here;
    for (const FieldStep &step : path.steps()) {
        if (step.kind == FieldStep::Kind::Key) {
            tokens.push_back(step.text);
            here.append(step);
            continue;
        }
        const Value *const list = here.find(object.fields());
        here.append(step);
        const std::size_t position =
            list && list->isSequence() ? positionOf(*list, here) : std::size_t(-1);
        if (!list || position >= list->items().size()) {
            return std::unexpected(
                Error(ErrorCode::Unsupported,
                      "git does not set the item of " + path.toString()
                          + ", and Flux can only ignore items by their position; ignore the "
                            "whole list by hand"));
        }
        tokens.push_back(std::to_string(position));
    }
    return yaml::JsonPointer(std::move(tokens)).toString();
}

bool hasTarget(const Value &rule, const Value &target)
{
    const Value *const own = rule.find("target");
    return own && own->sameData(target);
}

Result<std::string> withRule(const RuleKeeper &keeper, const Value *rules,
                             const std::string &pointer, const Value &target)
{
    const yaml::EditTarget where{.file = keeper.manifest.file.text(),
                                 .document = keeper.manifest.document,
                                 .path = keeper.rules};
    const Value path = Value::string(pointer);
    Value rule = Value::mapping();
    rule.set("paths", Value::sequence({path}));
    rule.set("target", target);
    if (!rules || !rules->isSequence())
        return yaml::setValue(keeper.manifest.text, where, Value::sequence({rule}));
    for (std::size_t i = 0; i < rules->items().size(); ++i) {
        const Value *const paths = rules->items()[i].find("paths");
        if (!paths || !paths->isSequence() || !hasTarget(rules->items()[i], target))
            continue;
        yaml::EditTarget list = where;
        list.path = where.path.child(yaml::Step::toIndex(i)).child(yaml::Step::toKey("paths"));
        return yaml::insertItem(keeper.manifest.text, list, paths->items().size(), path);
    }
    return yaml::insertItem(keeper.manifest.text, where, rules->items().size(), rule);
}

bool ignores(const Value *rules, const std::string &pointer, const Value &target)
{
    return rules && std::ranges::any_of(rules->items(), [&](const Value &rule) {
               const Value *const paths = rule.find("paths");
               return paths && hasTarget(rule, target)
                      && std::ranges::any_of(paths->items(), [&pointer](const Value &path) {
                             return path.text() == pointer;
                         });
           });
}

Result<RuleKeeper> keeperOf(const reconcile::TrialGround &ground, const DriftedField &field,
                            const BuiltObject &built)
{
    RuleKeeper keeper{.id = keeperId(built), .rules = {}, .manifest = {}};
    keeper.rules = PLUMB_TRY(
        yaml::NodePath::parse(built.isFromRelease ? "spec.driftDetection.ignore" : "spec.ignore"));
    const auto object = findBuilt(ground.snapshot, field.cluster, keeper.id);
    if (!object) {
        return std::unexpected(
            Error(ErrorCode::Unsupported, nameOf(keeper.id)
                                              + " is not written in this repository; add "
                                                "the rule to the object itself"));
    }
    keeper.manifest = PLUMB_TRY(manifestOf(ground.snapshot, *object->object));
    return keeper;
}

bool isIgnored(const reconcile::Snapshot &snapshot, const DriftedField &field,
               const RuleKeeper &keeper, const std::string &pointer, const Value &target)
{
    const auto object = findBuilt(snapshot, field.cluster, keeper.id);
    return object && ignores(keeper.rules.find(object->object->fields()), pointer, target);
}

} // namespace

Result<Proposal> ignoreField(const reconcile::TrialGround &ground, const DriftedField &field,
                             const Run &run)
{
    const auto built = findBuilt(ground.snapshot, field.cluster, field.object);
    if (!built)
        return std::unexpected(notBuilt(field.object));
    const std::string pointer = PLUMB_TRY(pointerOf(field.change.path, *built->object));
    const Value target = targetOf(field.object);
    const RuleKeeper keeper = PLUMB_TRY(keeperOf(ground, field, *built));
    if (isIgnored(ground.snapshot, field, keeper, pointer, target)) {
        return std::unexpected(
            Error(ErrorCode::Conflict,
                  nameOf(keeper.id) + " ignores the field already; the rule is not applied yet"));
    }
    const std::string text =
        PLUMB_TRY(withRule(keeper, keeper.rules.find(keeper.manifest.content), pointer, target));
    TriedProposal trial = PLUMB_TRY(tryText(ground, keeper.manifest.file, text, run));
    if (!isIgnored(*trial.after, field, keeper, pointer, target)) {
        return std::unexpected(Error(ErrorCode::Unsupported,
                                     "something else sets the rules of " + nameOf(keeper.id)
                                         + " as well; add the rule by hand",
                                     SourcePosition{keeper.manifest.file.text(), 0, 0}));
    }
    trial.proposal.title = "Ignore " + field.change.path.toString() + " of " + field.object.kind
                           + '/' + field.object.name;
    return std::move(trial.proposal);
}

} // namespace plumb::remedy
