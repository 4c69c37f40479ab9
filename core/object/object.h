// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/object/groupversionkind.h"
#include "core/object/resourceid.h"
#include "core/yaml/value.h"

#include <string_view>

namespace plumb {

/// One Kubernetes object: its fields, and who it is, read once when it is made.
class Object
{
public:
    Object() = default;

    /// Reads kind, apiVersion, name and namespace from the fields; InvalidInput when the value is
    /// no mapping, or has no kind, apiVersion or name.
    static Result<Object> from(yaml::Value fields);

    /// Takes any mapping, and what of an identity is there: for what a program has accepted though
    /// an API server would not.
    static Object accepting(yaml::Value fields);

    const GroupVersionKind &gvk() const { return m_gvk; }
    const ResourceId &id() const { return m_id; }
    std::string_view kind() const { return m_gvk.kind; }
    std::string_view name() const { return m_id.name; }
    std::string_view namespaceName() const { return m_id.namespaceName; }
    const yaml::Value &fields() const { return m_fields; }
    /// A label's value; "" when it is not set.
    std::string_view label(std::string_view key) const;
    std::string_view annotation(std::string_view key) const;

    /// "Deployment/apps/web", "Namespace/apps": how Flux names objects in messages.
    std::string displayName() const;

private:
    yaml::Value m_fields;
    GroupVersionKind m_gvk;
    ResourceId m_id;
};

} // namespace plumb
