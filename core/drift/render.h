// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/changeset.h"

#include <string>

namespace plumb::drift {

/// What happened to an object, in the words that fit the comparison: "created", "configured",
/// "deleted" between two states; "missing", "drifted", "extra" against a cluster.
std::string_view describe(const ObjectDiff &object, Comparison comparison);

/// A value on one line: strings as they are when they are plain, everything else as JSON.
std::string toInlineText(const yaml::Value &value);

/// "spec.replicas: 2 → 3". Between two states from the older to the newer one, against a cluster
/// from what git says to what is there. Long values are cut short.
std::string toText(const FieldChange &change, Comparison comparison);

/// "9 controller-owned, 2 ignore rule"; empty when nothing is explained.
std::string toText(const std::map<CauseKind, std::size_t> &explained);

/// A block an object, its changes indented below, each with its cause; nothing for a set without
/// differences.
std::string toText(const ChangeSet &set);

/// The whole set, for programs; ends with a line feed.
std::string toJson(const ChangeSet &set);

/// The form that toJson() writes.
yaml::Value toValue(const ChangeSet &set);
/// Kinds of causes and how often they are there, by the names that toValue() gives to causes.
yaml::Value toValue(const std::map<CauseKind, std::size_t> &explained);

} // namespace plumb::drift
