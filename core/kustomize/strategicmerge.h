// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/bonds.h"
#include "core/kustomize/buildcontext.h"
#include "core/object/schema.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <string>
#include <utility>

namespace plumb::kustomize {

/// What is left of a node after a merge.
enum class Remains : std::uint8_t { Nothing, Something };

/// Merges strategic merge patches into objects the way kyaml's merge2 does it.
///
/// Two sides meet: the object's node ("target") and the patch's node. Where the patch says nothing
/// the target is still walked, because kustomize tidies up as it goes: it drops fields whose value
/// is left empty, and its list merging has effects on lists with odd items.
class StrategicMerge
{
public:
    explicit StrategicMerge(const BuildContext &context)
        : m_context(context)
    {
    }

    /// Changes @p target; Nothing when the patch deletes it. On failure it is half merged.
    Result<Remains> apply(yaml::Value &target, const yaml::Value &patch);

private:
    friend class AssociativeMerge;

    using Field = std::pair<std::string, SchemaNode>;

    /// Merges a patch's node into the target's.
    Result<Remains> merge(yaml::Value &target, const yaml::Value &patch, SchemaNode schema);
    Result<Remains> mergeMapping(yaml::Value &target, const yaml::Value &patch, SchemaNode schema);
    Result<Remains> mergeSequence(yaml::Value &target, const yaml::Value &patch, SchemaNode schema);
    Result<> mergeField(yaml::Value &target, const yaml::Entry &patch, SchemaNode parent);
    /// Makes a new node of the target out of a patch's node that has no counterpart.
    Result<Remains> add(yaml::Value &added, SchemaNode schema);
    /// Carries out the directives in a patch's node that becomes a node of the target.
    Result<Remains> absorb(yaml::Value &node, SchemaNode schema);
    Result<> absorbFields(yaml::Value &mapping, SchemaNode schema);
    /// Merges items of a list, either of which may be null; both are one node when a list of the
    /// patch is absorbed. Returns the node that is the result, or null.
    Result<yaml::Value *> walkItem(yaml::Value *target, yaml::Value *patch, SchemaNode schema);
    /// Walks a node of the target that the patch leaves alone.
    Result<Remains> settle(yaml::Value &node, SchemaNode schema);

    Field fieldOf(const yaml::Entry &entry, SchemaNode parent) const;
    void overwrite(yaml::Value &target, yaml::Value value);
    void markAdded(yaml::Value &value) const;
    void markItems(yaml::Value &value) const;

    const BuildContext &m_context;
    Bonds m_bonds;
};

} // namespace plumb::kustomize
