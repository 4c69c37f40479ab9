// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/object.h"

#include <string>
#include <vector>

namespace plumb::flux {

inline constexpr std::string_view kustomizeGroup = "kustomize.toolkit.fluxcd.io";
inline constexpr std::string_view helmGroup = "helm.toolkit.fluxcd.io";
inline constexpr std::string_view sourceGroup = "source.toolkit.fluxcd.io";
inline constexpr std::string_view sourceExtensionsGroup = "source.extensions.fluxcd.io";
inline constexpr std::string_view imageGroup = "image.toolkit.fluxcd.io";
inline constexpr std::string_view notificationGroup = "notification.toolkit.fluxcd.io";
inline constexpr std::string_view operatorGroup = "fluxcd.controlplane.io";

/// Names another object of the same cluster; an empty namespace means the referrer's own.
struct ObjectReference
{
    std::string kind;
    std::string namespaceName;
    std::string name;

    bool operator==(const ObjectReference &) const = default;

    bool empty() const { return kind.empty() && name.empty(); }
    /// The same reference with the referrer's namespace filled in where none was written.
    ObjectReference in(std::string_view defaultNamespace) const;
    /// "GitRepository/flux-system/apps"; without a namespace, "GitRepository/apps".
    std::string toString() const;

    /// Reads {kind, name, namespace}; anything else gives an empty reference.
    static ObjectReference from(const yaml::Value *value);
};

/// One entry of dependsOn.
struct Dependency
{
    std::string namespaceName; ///< Empty means the namespace of the object that depends.
    std::string name;
    std::string readyExpression;

    bool operator==(const Dependency &) const = default;
};

/// Reads a list of {name, namespace, readyExpr}.
std::vector<Dependency> readDependencies(const yaml::Value *value);

/// Whether the object is of one of Flux's kinds, the operator's and the extensions' among them.
bool isFluxObject(const Object &object);

/// Whether the object is of that kind in that group, in any version.
bool isKind(const Object &object, std::string_view group, std::string_view kind);

} // namespace plumb::flux
