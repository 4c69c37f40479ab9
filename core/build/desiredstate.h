// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/build/release.h"
#include "core/build/unitid.h"
#include "core/files/treepath.h"
#include "core/flux/kustomization.h"
#include "core/object/objectset.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumb::build {

/// How it became known that a Kustomization exists.
enum class Reached : std::uint8_t {
    Entry,  ///< It is where a cluster starts: bootstrap or an operator made it.
    Built,  ///< Its parent builds it, so it is exactly what the cluster gets.
    Walked, ///< Its parent cannot be built here; it was found by reading the parent's files, and
            ///< what the parent would have patched into it is missing.
};

/// One Kustomization of one cluster, and what it builds.
struct Unit
{
    UnitId id;
    flux::Kustomization kustomization; ///< As its parent's build leaves it.
    std::optional<UnitId> parent = {}; ///< The Kustomization that builds it.
    std::vector<UnitId> children = {}; ///< The Kustomizations it builds, itself excluded.
    int depth = 0;                     ///< 0 for entry points.
    Reached reached = Reached::Built;
    /// The folder it builds. Nothing when its source is not this tree: another repository, an OCI
    /// artifact, a bucket; it then builds nothing here.
    std::optional<files::TreePath> directory = {};
    /// What the cluster gets from it, in the order of the build; or why it cannot be built.
    Result<ObjectSet> objects = {};
    /// What flux-operator makes of the ResourceSets among the objects; it, not the Kustomization,
    /// owns them.
    ObjectSet expanded = {};
    /// When the build failed: what its files hold as they are written, before any patch.
    ObjectSet scanned = {};
    /// Variables that are used, have no default, and whose value only the cluster knows; each
    /// place keeps its ${NAME}.
    std::vector<std::string> unknownVariables = {};
    /// Objects that are SOPS documents: their values are shown encrypted.
    std::vector<ResourceId> encrypted = {};
    std::vector<files::TreePath> filesRead = {}; ///< Sorted; every file the build looked at.
    std::vector<Diagnostic> diagnostics = {};

    bool isExternal() const { return !directory; }
    /// The objects that were built, or were found by scanning when the build failed.
    const ObjectSet &known() const { return objects ? *objects : scanned; }
    /// The known objects and those that ResourceSets among them make.
    std::vector<const Object *> everything() const;
};

/// What one cluster should be.
struct ClusterState
{
    std::string cluster; ///< The path of its entry point, as in UnitId.
    /// Parents before their children, siblings in the order they are built.
    std::vector<std::shared_ptr<const Unit>> units = {};
    /// The HelmReleases that the units build, in that order; none when they are not rendered.
    std::vector<std::shared_ptr<const Release>> releases = {};
};

/// What git says about every cluster of a fleet. One failed unit hides no other.
struct DesiredState
{
    std::vector<ClusterState> clusters = {};
    std::vector<Diagnostic> diagnostics = {};

    /// Null when there is no such unit.
    const Unit *find(const UnitId &id) const;
    const Release *findRelease(const UnitId &id) const;
    const ClusterState *cluster(std::string_view path) const;
};

/// The labels by which kustomize-controller marks what it applied; they are no part of
/// Unit::objects, since a server that knows no Flux is compared without them.
Object withOwnerLabels(Object object, const flux::Kustomization &owner);

} // namespace plumb::build
