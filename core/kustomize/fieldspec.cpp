// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/fieldspec.h"

#include "core/kustomize/bonds.h"
#include "core/kustomize/buildid.h"

#include <algorithm>
#include <charconv>

namespace plumb::kustomize {

using yaml::Value;

namespace {

/// Names that kyaml takes for a place in a list, which no mapping has.
bool isListPlace(std::string_view name)
{
    if (name == "-" || name == "*" || (name.starts_with('[') && name.ends_with(']')))
        return true;
    long number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    return error == std::errc() && end == name.data() + name.size();
}

} // namespace

FieldSpec FieldSpec::from(const Value &value)
{
    const auto text = [&value](std::string_view key) { return std::string(value.textAt({key})); };
    const Value *create = value.find("create");
    return {.gvk = {.group = text("group"), .version = text("version"), .kind = text("kind")},
            .path = text("path"),
            .create = create && create->asBool().value_or(false)};
}

FieldSpecs fieldSpecsFrom(const Value *list)
{
    FieldSpecs specs;
    if (!list)
        return specs;
    for (const Value &item : list->items())
        specs.push_back(FieldSpec::from(item));
    return specs;
}

Result<> mergeFieldSpec(FieldSpecs &into, FieldSpec added)
{
    const auto same = std::ranges::find_if(into, [&added](const FieldSpec &present) {
        return present.path == added.path && selects(added.gvk, present.gvk);
    });
    if (same == into.end()) {
        into.push_back(std::move(added));
        return {};
    }
    if (same->create != added.create) {
        return std::unexpected(
            Error(ErrorCode::Conflict, "conflicting field specs: '" + added.path
                                           + "' is created by one and not by the other"));
    }
    return {};
}

Result<> mergeFieldSpecs(FieldSpecs &into, const FieldSpecs &added)
{
    for (const FieldSpec &spec : added)
        PLUMB_TRY(mergeFieldSpec(into, spec));
    return {};
}

std::vector<std::string> splitFieldPath(std::string_view path, char delimiter)
{
    if (path.size() > 1 && path.front() == delimiter)
        path.remove_prefix(1);
    std::vector<std::string> parts(1);
    for (const char letter : path) {
        if (letter != delimiter)
            parts.back() += letter;
        else if (parts.back().ends_with('\\'))
            parts.back().back() = delimiter;
        else
            parts.emplace_back();
    }
    return parts;
}

FieldWalk::FieldWalk(FieldSpec spec, Create create)
    : m_spec(std::move(spec))
    , m_create(m_spec.create ? create : Create::Nothing)
{
    for (std::string &name : splitFieldPath(m_spec.path)) {
        const bool isSequence = name.ends_with("[]");
        if (isSequence)
            name.resize(name.size() - 2);
        m_steps.push_back({std::move(name), isSequence});
    }
}

bool FieldWalk::appliesTo(const GroupVersionKind &gvk) const
{
    return selects(m_spec.gvk, gvk);
}

Result<> FieldWalk::visit(Value &object, const Visit &visit) const
{
    Bonds bonds;
    const Visit visitBonded = [&](Value &node) -> Result<> {
        const std::uint32_t bond = node.bond();
        PLUMB_TRY(visit(node));
        if (bond != 0)
            bonds.changed(node.setBond(bond));
        return {};
    };
    Result<> result = follow(object, 0, visitBonded);
    if (!result)
        return within("at field '" + m_spec.path + "'", std::move(result));
    bonds.spread(object);
    return {};
}

Result<> FieldWalk::follow(Value &node, std::size_t depth, const Visit &visit) const
{
    if (depth == m_steps.size())
        return visit(node);
    if (node.isNull())
        return {};
    if (node.isMapping())
        return followMapping(node, depth, visit);
    if (!node.isSequence()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "expected a mapping or a list that has '"
                                               + m_steps[depth].name + "', found a single value"));
    }
    for (Value &item : node.mutableItems())
        PLUMB_TRY(follow(item, depth, visit));
    return {};
}

Result<> FieldWalk::followMapping(Value &mapping, std::size_t depth, const Visit &visit) const
{
    const std::string &name = m_steps[depth].name;
    if (name.empty())
        return std::unexpected(Error(ErrorCode::InvalidInput, "the path has an empty field name"));
    if (isListPlace(name)) {
        return std::unexpected(Error(ErrorCode::InvalidInput, "expected a list where the path has '"
                                                                  + name + "', found a mapping"));
    }
    Value *field = enter(mapping, depth);
    return field ? follow(*field, depth + 1, visit) : Result<>();
}

bool FieldWalk::concerns(const Value &object,
                         const std::function<bool(const Value &)> &matters) const
{
    return leadsTo(object, 0, matters);
}

bool FieldWalk::leadsTo(const Value &node, std::size_t depth,
                        const std::function<bool(const Value &)> &matters) const
{
    if (depth == m_steps.size())
        return matters(node);
    if (node.isNull())
        return false;
    if (node.isSequence()) {
        return std::ranges::any_of(
            node.items(), [&](const Value &item) { return leadsTo(item, depth, matters); });
    }
    const Step &step = m_steps[depth];
    if (!node.isMapping() || step.name.empty() || isListPlace(step.name))
        return true;
    const Value *field = node.find(step.name);
    return field && ((field->isNull() && step.isSequence) || leadsTo(*field, depth + 1, matters));
}

Value *FieldWalk::enter(Value &mapping, std::size_t depth) const
{
    const Step &step = m_steps[depth];
    const bool creates = m_create != Create::Nothing && !step.isSequence;
    const bool isLast = depth + 1 == m_steps.size();
    const bool wantsMapping = creates && (!isLast || m_create == Create::Mapping);
    if (!std::as_const(mapping).find(step.name)) {
        if (!creates)
            return nullptr;
        return &mapping.set(step.name, wantsMapping ? Value::mapping() : Value::string(""));
    }
    Value *field = mapping.findMutable(step.name);
    if (field->isNull() && wantsMapping)
        *field = Value::mapping();
    else if (field->isNull() && step.isSequence)
        *field = Value::sequence({}, yaml::Style::Flow);
    return field;
}

std::vector<FieldWalk> makeFieldWalks(const FieldSpecs &specs, Create create)
{
    std::vector<FieldWalk> walks;
    walks.reserve(specs.size());
    for (const FieldSpec &spec : specs)
        walks.emplace_back(spec, create);
    return walks;
}

} // namespace plumb::kustomize
