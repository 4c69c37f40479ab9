// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/flux/helmrelease.h"
#include "core/yaml/sourcetable.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumb::build {

/// An entry of valuesFrom, and the ConfigMap or Secret that it names, where git has it.
struct ReferencedValues
{
    flux::ValuesReference reference;
    std::optional<Object> object = {};
};

/// The values that a HelmRelease gives to its chart.
struct ComposedValues
{
    yaml::Value values = yaml::Value::mapping(); ///< Each with the line that set it as its origin.
    /// Whether something of it is known to the cluster alone: it is in no file, or encrypted.
    bool isIncomplete = false;
    /// Where values of Secrets went: keys, one below the other, or a list as a whole.
    std::set<std::vector<std::string>> secrets = {};
    std::vector<Diagnostic> diagnostics = {};
};

/// Lays valuesFrom, in its order, and values over one another as helm-controller does, its sharing
/// of maps included: whether a targetPath or spec.values wins depends on which of the maps on the
/// way were merged before (flux-semantics §5.3).
///
/// Fails where the controller would for certain: a key that is not in the ConfigMap, a text that is
/// no YAML, a path that cannot be set. Secret values are in no message.
Result<ComposedValues> composeValues(const flux::HelmRelease &release,
                                     const std::vector<ReferencedValues> &references,
                                     yaml::SourceTable *sources);

} // namespace plumb::build
