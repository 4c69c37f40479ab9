// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/reference.h"

#include <algorithm>
#include <array>

namespace plumb::flux {

ObjectReference ObjectReference::in(std::string_view defaultNamespace) const
{
    ObjectReference reference = *this;
    if (reference.namespaceName.empty())
        reference.namespaceName = defaultNamespace;
    return reference;
}

std::string ObjectReference::toString() const
{
    return namespaceName.empty() ? kind + '/' + name : kind + '/' + namespaceName + '/' + name;
}

ObjectReference ObjectReference::from(const yaml::Value *value)
{
    if (!value)
        return {};
    return {.kind = std::string(value->textAt({"kind"})),
            .namespaceName = std::string(value->textAt({"namespace"})),
            .name = std::string(value->textAt({"name"}))};
}

std::vector<Dependency> readDependencies(const yaml::Value *value)
{
    std::vector<Dependency> dependencies;
    if (!value)
        return dependencies;
    for (const yaml::Value &item : value->items()) {
        Dependency dependency{.namespaceName = std::string(item.textAt({"namespace"})),
                              .name = std::string(item.textAt({"name"})),
                              .readyExpression = std::string(item.textAt({"readyExpr"}))};
        if (!dependency.name.empty())
            dependencies.push_back(std::move(dependency));
    }
    return dependencies;
}

bool isFluxObject(const Object &object)
{
    static constexpr std::array groups{kustomizeGroup,        helmGroup,  sourceGroup,
                                       sourceExtensionsGroup, imageGroup, notificationGroup,
                                       operatorGroup};
    return std::ranges::find(groups, object.gvk().group) != groups.end();
}

bool isKind(const Object &object, std::string_view group, std::string_view kind)
{
    return object.gvk().group == group && object.gvk().kind == kind;
}

} // namespace plumb::flux
