// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/buildid.h"
#include "core/kustomize/resourcemap.h"
#include "core/yaml/value.h"

#include <map>
#include <span>
#include <string>

namespace plumb::kustomize {

/// An entry of a kustomization's vars: a name that stands for a field of a resource.
struct Variable
{
    std::string name;
    BuildId object;
    std::string fieldPath;
    yaml::Value definition; ///< The entry, for messages.

    /// Reads an entry checked against its shape.
    static Variable from(const yaml::Value &value);
};

/// The vars of a kustomization and of all that it includes, no two of one name.
class VariableSet
{
public:
    /// Adds the vars of a kustomization and notes with the resources that they mean that they are
    /// meant, before later steps change their ids. Conflict when one could mean several.
    Result<> add(std::span<const yaml::Value> definitions, ResourceMap &resources,
                 const BuildContext &context);
    /// Adds the vars of an included kustomization.
    Result<> addAll(const VariableSet &other, const BuildContext &context);

    bool empty() const { return m_variables.empty(); }
    auto begin() const { return m_variables.begin(); }
    auto end() const { return m_variables.end(); }

private:
    Result<> addOne(const Variable &variable, const BuildContext &context);

    std::map<std::string, Variable> m_variables;
};

} // namespace plumb::kustomize
