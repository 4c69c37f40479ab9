// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/buildpath.h"

#include <string>
#include <vector>

namespace plumb::ctl {

/// What `plumblinectl build` was asked for: one path, or (parts of) a fleet.
struct BuildArguments
{
    std::string repository = ".";
    std::vector<std::string> variableFiles = {};
    bool isOffline = false;

    std::string path = {};
    std::string kustomizationFile = {};
    build::Order order = build::Order::AsBuilt;
    bool skipsSubstitution = false;

    std::string revision = {};
    bool workingTree = false;
    std::string cluster = {};
    std::string kustomization = {}; ///< "namespace/name"
    bool rendersReleases = false;
    std::vector<std::string> standIns = {}; ///< "KIND/NAMESPACE/NAME=FOLDER"
    std::string output = "yaml";
};

} // namespace plumb::ctl
