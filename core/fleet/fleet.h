// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/build/desiredstate.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plumb::fleet {

/// What shows that a folder is where a cluster starts.
enum class EntryKind : std::uint8_t {
    BootstrapSync,  ///< "flux bootstrap" wrote gotk-sync.yaml.
    FluxInstance,   ///< A FluxInstance, or the values of the release that makes one, syncs it.
    SelfReference,  ///< A Kustomization in the folder builds the folder.
    ClustersFolder, ///< A folder below clusters/ that nothing else in the tree builds.
    KustomizeRoot, ///< A kustomization.yaml that nothing includes and that leads to Kustomizations.
};

/// "gotk-sync", "FluxInstance" …
std::string_view toString(EntryKind kind);

/// One cluster: an entry point from which Flux builds everything else.
struct Cluster
{
    std::string path;        ///< Identifies it: "clusters/production".
    std::string name;        ///< Short and unique: "production".
    std::string environment; ///< Environment::name.
    EntryKind entry = EntryKind::ClustersFolder;
    std::string declaredIn = {}; ///< The file that says so; empty when the layout does.

    bool operator==(const Cluster &) const = default;
};

/// A column of the matrix, first to last in the direction of promotion.
struct Environment
{
    std::string name;
    std::vector<std::string> clusters = {}; ///< Cluster::path, in the order of the fleet.

    bool operator==(const Environment &) const = default;
};

enum class VersionKind : std::uint8_t {
    None,     ///< Nothing in git names a version.
    Chart,    ///< The version of a Helm chart, possibly a range.
    OciTag,   ///< The tag, digest or range of an OCIRepository.
    ImageTag, ///< The tag or digest of a container image.
    GitRef,   ///< The branch, tag, commit or range of a second GitRepository.
    Revision, ///< Nothing but the repository's own revision tells versions apart.
};

/// Which version of an app git asks for, and where a person would change it.
struct Version
{
    VersionKind kind = VersionKind::None;
    std::string text = {};     ///< "6.7.1", ">=1.0.0", "sha256:…"; empty for None.
    bool isRange = false;      ///< The registry decides which version it is.
    std::string variable = {}; ///< The substitution variable that carries it; mostly empty.
    SourcePosition where = {}; ///< The file and line to edit; the path is empty when unknown.

    bool operator==(const Version &) const = default;
};

/// An app as it is in one cluster.
struct Instance
{
    build::UnitId unit; ///< The Kustomization that builds it.
    ResourceId object;  ///< The HelmRelease, workload or Kustomization it is matched by.
    Version version = {};
    bool isSuspended = false;
    bool isFailed = false;    ///< Its unit cannot be built.
    bool isExternal = false;  ///< Its unit's source is not here, so what it builds is not known.
    std::string problem = {}; ///< The first line of why.
    std::size_t objects = 0;  ///< How many objects belong to it.
};

/// An app in one environment; no instance when the environment does not have it.
struct Cell
{
    std::vector<Instance> instances = {}; ///< One for each cluster of the environment that has it.

    bool empty() const { return instances.empty(); }
    /// The version all instances agree on, else every different one joined by ", ".
    std::string versionText() const;
    bool isMixed() const;
};

/// A row of the matrix: what is built under one identity in several environments.
struct App
{
    std::string name;          ///< "podinfo"
    std::string kind;          ///< "HelmRelease", "Kustomization", "Deployment" …
    std::string namespaceName; ///< Empty when it differs between environments.
    std::string group;         ///< "apps", "infrastructure": the folder or namespace it belongs to.
    std::vector<Cell> cells;   ///< One for each of Fleet::environments.

    /// "apps/HelmRelease/podinfo": the same in every snapshot.
    std::string key() const;
};

/// One Flux object of one cluster, with its edges as positions in Fleet::fluxObjects.
struct FluxNode
{
    std::string cluster; ///< Cluster::path
    Object object;       ///< As it is built; an entry point that is in no file is made up.
    std::optional<build::UnitId> unit = {}; ///< The Kustomization that builds it.
    std::optional<std::size_t> parent = {}; ///< That Kustomization's own node.
    std::vector<std::size_t> children = {};
    std::optional<std::size_t> source = {}; ///< sourceRef or chartRef; none when it is not in git.
    std::vector<std::size_t> dependsOn = {};
    std::string sourceName = {}; ///< "GitRepository/flux-system/apps", found or not.
    bool isSuspended = false;
};

/// What a repository holds: clusters, environments, apps, and the Flux objects that tie them.
struct Fleet
{
    std::vector<Cluster> clusters = {};
    std::vector<Environment> environments = {}; ///< In the order of promotion.
    std::vector<App> apps = {};                 ///< By group, then name.
    std::vector<FluxNode> fluxObjects = {};     ///< By cluster, parents before children.
    std::vector<Diagnostic> diagnostics = {};

    const Cluster *cluster(std::string_view path) const;
    /// The position in environments; nothing when there is none of that name.
    std::optional<std::size_t> environment(std::string_view name) const;
    /// The same of a name that somebody has given: NotFound says which there are.
    Result<std::size_t> namedEnvironment(std::string_view name) const;
};

} // namespace plumb::fleet
