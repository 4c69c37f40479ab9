// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/ignorerules.h"

#include "core/yaml/jsonpointer.h"

#include <algorithm>

namespace plumb::drift {

using yaml::Value;

namespace {

/// A field as the tokens of a JSON pointer; nothing when an item of a list on the way is not in @p
/// root.
std::optional<std::vector<std::string>> tokensOf(const FieldPath &field, const Value &root)
{
    std::vector<std::string> tokens;
    FieldPath place;
    const Value *node = &root;
    for (const FieldStep &step : field.steps()) {
        place.append(step);
        const Value *child = place.find(root);
        switch (step.kind) {
        case FieldStep::Kind::Key: tokens.push_back(step.text); break;
        case FieldStep::Kind::Index: tokens.push_back(std::to_string(step.index)); break;
        case FieldStep::Kind::Item:
        case FieldStep::Kind::Member:
            if (!node || !child)
                return std::nullopt;
            tokens.push_back(std::to_string(child - node->items().data()));
            break;
        }
        node = child;
    }
    return tokens;
}

std::string_view textOf(const Object &object, std::string_view field)
{
    if (field == "group")
        return object.gvk().group;
    if (field == "version")
        return object.gvk().version;
    if (field == "kind")
        return object.kind();
    return field == "name" ? object.name() : object.namespaceName();
}

Result<std::optional<kustomize::LabelSelector>> selectorAt(const Value &target,
                                                           std::string_view field)
{
    const std::string_view text = target.textAt({field});
    if (text.empty())
        return std::nullopt;
    return PLUMB_TRY(within("reading " + std::string(field) + " of spec.ignore",
                            kustomize::LabelSelector::parse(text)));
}

} // namespace

Result<IgnoreRules> IgnoreRules::from(const flux::Kustomization &kustomization)
{
    return from(kustomization.spec().find("ignore"));
}

Result<IgnoreRules> IgnoreRules::from(const Value *list)
{
    IgnoreRules rules;
    if (!list)
        return rules;
    for (const Value &item : list->items()) {
        Rule rule = PLUMB_TRY(readRule(item));
        if (!rule.hasTarget)
            std::erase_if(rules.m_rules, [](const Rule &known) { return !known.hasTarget; });
        rules.m_rules.push_back(std::move(rule));
    }
    return rules;
}

Result<IgnoreRules::Rule> IgnoreRules::readRule(const Value &value)
{
    Rule rule;
    if (const Value *paths = value.find("paths")) {
        for (const Value &path : paths->items())
            // Flux finds nothing at what is no pointer.
            rule.pointers.push_back(
                yaml::JsonPointer::parse(path.text()).value_or(yaml::JsonPointer()).tokens());
    }
    const Value *target = value.find("target");
    if (!target || target->isNull())
        return rule;
    rule.hasTarget = true;
    for (const std::string field : {"group", "version", "kind", "name", "namespace"}) {
        const std::string pattern(target->textAt({field}));
        if (pattern.empty())
            continue;
        rule.patterns.push_back({field, kustomize::Regex("^(?:" + pattern + ")$")});
        if (!rule.patterns.back().regex.isValid()) {
            return std::unexpected(
                Error(ErrorCode::InvalidInput, "spec.ignore: target." + field
                                                   + " is no expression: '" + pattern
                                                   + "': " + rule.patterns.back().regex.problem()));
        }
    }
    rule.labels = PLUMB_TRY(selectorAt(*target, "labelSelector"));
    rule.annotations = PLUMB_TRY(selectorAt(*target, "annotationSelector"));
    return rule;
}

bool IgnoreRules::Rule::selects(const Object &object) const
{
    const Value &fields = object.fields();
    return std::ranges::all_of(patterns,
                               [&object](const Pattern &pattern) {
                                   return pattern.regex.matches(textOf(object, pattern.field));
                               })
           && (!labels || labels->matches(fields.find({"metadata", "labels"})))
           && (!annotations || annotations->matches(fields.find({"metadata", "annotations"})));
}

bool IgnoreRules::covers(const FieldPath &field, const Object &desired, const Object &live) const
{
    if (m_rules.empty())
        return false;
    auto tokens = tokensOf(field, live.fields());
    if (!tokens)
        tokens = tokensOf(field, desired.fields());
    if (!tokens)
        return false;
    const auto isAbove = [&tokens](const Pointer &pointer) {
        return !pointer.empty() && pointer.size() <= tokens->size()
               && std::ranges::equal(pointer, std::span(*tokens).first(pointer.size()));
    };
    return std::ranges::any_of(m_rules, [&](const Rule &rule) {
        return rule.selects(desired) && std::ranges::any_of(rule.pointers, isAbove);
    });
}

} // namespace plumb::drift
