// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/typedobject.h"

#include <optional>

namespace plumb::flux {

/// spec.sync of a FluxInstance: the source and Kustomization that the operator makes.
struct InstanceSync
{
    /// Kind, namespace and name of the source; the Kustomization has the same namespace and name.
    ObjectReference source = {};
    std::string url = {};
    std::string ref = {};  ///< "refs/heads/main", an OCI tag, or a bucket's name.
    std::string path = {}; ///< As written.
};

/// A FluxInstance: Flux itself and where its cluster starts, as flux-operator installs it. The
/// HelmRelease of the chart "flux-instance" holds the same under spec.values.instance.
class FluxInstance
{
public:
    static constexpr std::string_view kind = "FluxInstance";

    /// Whether it is a FluxInstance or a HelmRelease with the values of one.
    static bool matches(const Object &object);
    static Result<FluxInstance> from(Object object);

    const Object &object() const { return m_object; }
    /// Nothing when the instance syncs nothing.
    std::optional<InstanceSync> sync() const;
    /// Of all that the operator makes; null when there are none.
    const yaml::Value *patches() const { return find({"kustomize", "patches"}); }
    /// "2.x"
    std::string_view fluxVersion() const;

private:
    const yaml::Value *find(std::initializer_list<std::string_view> path) const
    {
        return m_spec.find(path);
    }

    Object m_object;
    yaml::Value m_spec;
};

} // namespace plumb::flux
