// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/variable.h"

#include <algorithm>

namespace plumb::kustomize {

Variable Variable::from(const yaml::Value &value)
{
    Variable variable;
    variable.name = value.textAt({"name"});
    variable.definition = value;
    const auto text = [&value](std::string_view key) {
        return std::string(value.textAt({"objref", key}));
    };
    variable.object = {.gvk = {text("group"), text("version"), text("kind")},
                       .name = text("name"),
                       .namespaceName = text("namespace")};
    if (const std::string apiVersion = text("apiVersion"); !apiVersion.empty()) {
        const auto slashes = std::ranges::count(apiVersion, '/');
        const GroupVersionKind given = GroupVersionKind::from(apiVersion, {});
        if (slashes == 1)
            variable.object.gvk.group = given.group;
        if (slashes <= 1)
            variable.object.gvk.version = given.version;
    }
    variable.fieldPath = value.textAt({"fieldref", "fieldPath"});
    if (variable.fieldPath.empty())
        variable.fieldPath = "metadata.name";
    return variable;
}

Result<> VariableSet::add(std::span<const yaml::Value> definitions, ResourceMap &resources,
                          const BuildContext &context)
{
    for (const yaml::Value &definition : definitions) {
        const Variable variable = Variable::from(definition);
        std::vector<std::size_t> meant;
        for (const std::size_t position : resources.withAnyName(variable.object.name)) {
            // Without a namespace, one of any namespace is meant.
            const Resource &resource = resources.at(position);
            const bool fits = variable.object.namespaceName.empty()
                                  ? resource.hasOrHadKindAndName(variable.object)
                                  : resource.hasOrHad(variable.object);
            if (fits)
                meant.push_back(position);
        }
        if (meant.size() > 1) {
            return std::unexpected(
                context.at(definition, Error(ErrorCode::Conflict,
                                             "the var '" + variable.name + "' could mean "
                                                 + resources.at(meant[0]).id().toString() + " or "
                                                 + resources.at(meant[1]).id().toString()
                                                 + "; give 'objref.namespace'")));
        }
        if (meant.size() == 1)
            resources.change(meant.front()).variables.push_back(variable.name);
    }
    for (const yaml::Value &definition : definitions)
        PLUMB_TRY(addOne(Variable::from(definition), context));
    return {};
}

Result<> VariableSet::addAll(const VariableSet &other, const BuildContext &context)
{
    for (const auto &[name, variable] : other.m_variables)
        PLUMB_TRY(addOne(variable, context));
    return {};
}

Result<> VariableSet::addOne(const Variable &variable, const BuildContext &context)
{
    if (m_variables.try_emplace(variable.name, variable).second)
        return {};
    return std::unexpected(
        context.at(variable.definition,
                   Error(ErrorCode::Conflict, "the var '" + variable.name + "' is defined twice")));
}

} // namespace plumb::kustomize
