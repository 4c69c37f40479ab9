// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/build/buildcache.h"
#include "core/build/entrypoint.h"
#include "core/fleet/fleet.h"
#include "core/source/artifact.h"

#include <string>
#include <vector>

namespace plumb::fleet {

/// A place where a cluster starts, and what shows it.
struct Discovered
{
    EntryKind kind = EntryKind::ClustersFolder;
    build::EntryPoint entry = {};
    std::string declaredIn = {}; ///< The file that says so; empty when the layout does.
};

/// Finds where the clusters of a repository start, ordered by path.
///
/// What bootstrap or an operator wrote is believed first; where there is none of that, a
/// Kustomization that builds the folder it is in; where there is none of that either, folders that
/// lead to Kustomizations and that nothing in the repository builds. Files that cannot be read are
/// passed over: whoever builds them says so.
Result<std::vector<Discovered>> discoverClusters(const source::Artifact &artifact,
                                                 build::BuildCache &cache, const Run &run);

} // namespace plumb::fleet
