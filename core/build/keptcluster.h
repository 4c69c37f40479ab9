// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/builder.h"
#include "core/build/footprint.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace plumb::build {

/// A finished cluster, and what all of its units were made of: while nothing of that changes, a
/// look costs no more than to see so.
struct KeptCluster
{
    std::string key = {}; ///< What decides it apart from the files.
    ClusterState state = {};
    std::vector<Diagnostic> diagnostics = {};
    std::vector<std::shared_ptr<Footprint>> units = {};
    Footprint own = {};                      ///< Of finding the units' folders.
    std::set<files::TreePath> searched = {}; ///< Folders below which every file was looked at.
    std::uint64_t heldFor = 0;               ///< Artifact::serial()
    flux::ObjectReference rootSource = {};   ///< The source of the entry point …
    files::TreePath sourceRoot = {};         ///< … and where its root is in the tree.

    bool holds(const source::Artifact &artifact);
};

/// The text of what decides a cluster apart from the files.
std::string clusterKey(const FleetRequest &request, const EntryPoint &entry);

} // namespace plumb::build
