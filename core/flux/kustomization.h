// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/reference.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumb::flux {

/// Names a ConfigMap or Secret whose data are substitution variables.
struct SubstituteReference
{
    std::string kind;
    std::string name;
    bool optional = false;

    bool operator==(const SubstituteReference &) const = default;
};

/// spec.postBuild: what is filled in for ${…} after the build.
struct PostBuild
{
    /// Variables in the order written; the values keep where they were written.
    std::vector<std::pair<std::string, yaml::Value>> substitute = {};
    std::vector<SubstituteReference> substituteFrom = {};
    bool always = false; ///< substituteStrategy Always: substitute even without any variable.
};

/// Flux's Kustomization of any served version: which folder of which source is applied, and how.
///
/// Reading is lenient, as objects may still hold unresolved variables: a field of the wrong
/// type counts as absent. object() keeps all fields, the unknown ones too.
class Kustomization
{
public:
    Kustomization() = default;
    static Result<Kustomization> from(Object object);
    static bool matches(const Object &object);

    const Object &object() const { return m_object; }
    const yaml::Value &spec() const { return m_spec; }
    std::string_view name() const { return m_object.name(); }
    std::string_view namespaceName() const { return m_object.namespaceName(); }

    /// As written: "./apps/production"; empty means the root of the source.
    std::string_view path() const { return text("path"); }
    /// With the Kustomization's own namespace filled in.
    ObjectReference source() const;
    std::vector<Dependency> dependsOn() const { return readDependencies(m_spec.find("dependsOn")); }
    std::optional<PostBuild> postBuild() const;
    std::string_view targetNamespace() const { return text("targetNamespace"); }
    std::string_view interval() const { return text("interval"); }
    std::string_view serviceAccountName() const { return text("serviceAccountName"); }
    std::string_view deletionPolicy() const { return text("deletionPolicy"); }
    bool isPruning() const { return flag("prune"); }
    bool isSuspended() const { return flag("suspend"); }
    bool isWaiting() const { return flag("wait"); }
    bool isForced() const { return flag("force"); }
    /// Whether SOPS documents are decrypted in the cluster.
    bool hasDecryption() const { return m_spec.find("decryption") != nullptr; }
    /// Whether another cluster than its own is written to.
    bool isRemote() const { return m_spec.find("kubeConfig") != nullptr; }

private:
    std::string_view text(std::string_view field) const { return m_spec.textAt({field}); }
    bool flag(std::string_view field) const;

    Object m_object;
    yaml::Value m_spec;
};

} // namespace plumb::flux
