// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/envsubst.h"
#include "core/object/object.h"
#include "core/yaml/sourcetable.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::flux {

/// One variable of postBuild and where it is defined.
struct Variable
{
    std::string value = {};
    bool isHidden = false; ///< It exists, but only the cluster knows its value (SOPS).
    yaml::Origin origin = {};

    bool operator==(const Variable &) const = default;
};

/// The variables of one Kustomization. What is set later wins.
class Variables
{
public:
    /// Line ends are taken out of the value, as kustomize-controller does.
    void set(std::string_view name, std::string_view value, yaml::Origin origin = {});
    void hide(std::string_view name, yaml::Origin origin = {});

    bool empty() const { return m_variables.empty(); }
    const Variable *find(std::string_view name) const;
    const std::map<std::string, Variable, std::less<>> &all() const { return m_variables; }

    /// InvalidInput when a name is not one that kustomize-controller accepts.
    Result<> check() const;

private:
    std::map<std::string, Variable, std::less<>> m_variables;
};

struct SubstitutionOptions
{
    UnknownVariable unknown = UnknownVariable::Refuse;
    bool always = false;                  ///< Even when there is no variable at all.
    yaml::SourceTable *sources = nullptr; ///< Null when nobody asks for provenance.
};

struct Substituted
{
    Object object;
    std::vector<std::string> unknown; ///< Variables whose ${NAME} is still there, or was blanked.
};

/// Fills in ${…} in one built object as kustomize-controller does: in its YAML text, which is read
/// again, so that "${PORT}" becomes a number when the value is one. Objects with the label or
/// annotation kustomize.toolkit.fluxcd.io/substitute: disabled stay as they are.
Result<Substituted> substitute(const Object &object, const Variables &variables,
                               const SubstitutionOptions &options);

} // namespace plumb::flux
