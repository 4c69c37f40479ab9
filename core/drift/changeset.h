// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/drift/cause.h"
#include "core/object/fieldpath.h"
#include "core/object/groupversionkind.h"
#include "core/object/resourceid.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::drift {

/// What is compared with the desired state.
enum class Comparison : std::uint8_t {
    States, ///< Another state built from git (an older revision, another environment): every field.
    /// A cluster: the fields that git sets, and those that Flux removes though git does not set
    /// them; status and the server's bookkeeping never.
    Live,
};

/// What applying the desired state does to one object; Flux's own words.
enum class Action : std::uint8_t {
    Created,    ///< Only in the desired state: new, or missing in the cluster.
    Configured, ///< In both, with differences.
    Unchanged,
    Deleted, ///< Only on the other side: removed from git, or extra in the cluster.
    Skipped, ///< Not compared, on purpose or for want of permission; the reason says why.
};

/// What the API server said about a difference, when it was asked.
enum class ServerVerdict : std::uint8_t {
    NotAsked,
    Confirmed,  ///< Applying changes the object.
    Unchanged,  ///< Applying leaves it as it is.
    Refused,    ///< It cannot be applied.
    NotAllowed, ///< The user may not ask.
};

struct ServerAnswer
{
    ServerVerdict verdict = ServerVerdict::NotAsked;
    std::string message = {}; ///< Why it was refused or could not be asked.

    bool operator==(const ServerAnswer &) const = default;
};

/// One field that differs. Values of Secrets are masked here already.
struct FieldChange
{
    enum class Kind : std::uint8_t {
        Added,     ///< Only the desired state has the field.
        Removed,   ///< Only the other side has it.
        Changed,   ///< Both have it.
        Reordered, ///< The same list items in another order; the values list their keys.
    };

    FieldPath path;
    Kind kind = Kind::Changed;
    std::optional<yaml::Value> desired = {}; ///< Its origin says which line set it.
    std::optional<yaml::Value> live = {};    ///< The other side's value.
    bool isMasked = false;
    bool isConfirmed = false;        ///< The API server was asked, and applying changes it.
    std::optional<Cause> cause = {}; ///< Why it is so; compared with a cluster alone.

    /// Whether the cause says that nobody needs to do anything.
    bool isExplained() const { return cause && !cause->needsPerson; }
    bool operator==(const FieldChange &other) const;
};

/// How one object differs. Comparing two states of git, the older one stands in for live.
struct ObjectDiff
{
    ResourceId id;
    Action action = Action::Unchanged;
    GroupVersionKind gvk = {};
    std::vector<FieldChange> changes = {}; ///< In the order of the desired object's fields.
    std::string reason = {};               ///< Why it was skipped; empty otherwise.
    /// The live object's name when it is paired with a generated name of another hash suffix.
    std::string renamedFrom = {};
    /// The Kustomization or HelmRelease it belongs to, "namespace/name"; empty when not known.
    std::string owner = {};
    std::optional<Cause> cause = {}; ///< Why a whole object is missing or extra in a cluster.
    ServerAnswer server = {};

    /// The whole object for reading side by side, masked; null when there is none.
    yaml::Value desired = {};
    /// The other side laid out like desired (same order of keys and items, same spelling of equal
    /// values), so that a line diff shows the changes and nothing else. Against a cluster it holds
    /// only what is compared.
    yaml::Value live = {};

    /// "Deployment/apps/web", "Namespace/apps".
    std::string displayName() const;
    /// Whether all of it is explained, so that nobody needs to do anything.
    bool isExplained() const;
    /// Whether Flux or a person has something to resolve; what was skipped does not count.
    bool needsAttention() const;
};

/// Everything one comparison found, in the order of the ids.
struct ChangeSet
{
    Comparison comparison = Comparison::States;
    std::vector<ObjectDiff> objects = {};     ///< All that are not unchanged.
    std::size_t unchanged = 0;                ///< How many were compared and found equal.
    std::vector<Diagnostic> diagnostics = {}; ///< What could not be compared, and why.

    /// Whether anything differs that Flux or a person has to resolve; what was skipped does not
    /// count, nor what is explained.
    bool hasDifferences() const;
    /// How many fields and whole objects are explained, by their cause.
    std::map<CauseKind, std::size_t> explained() const;
    /// Without what is explained; objects of which nothing is left are gone.
    ChangeSet withoutExplained() const;
    std::size_t count(Action action) const;
    /// The diff of one object; null when it is unchanged or not part of this.
    const ObjectDiff *find(const ResourceId &id) const;
};

/// "confirmed", "unchanged", "refused" or "not-allowed"; "" when it was not asked.
std::string_view toString(ServerVerdict verdict);
/// "created", "configured", "unchanged", "deleted" or "skipped".
std::string_view toString(Action action);
/// "added", "removed", "changed" or "reordered".
std::string_view toString(FieldChange::Kind kind);

} // namespace plumb::drift
