// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/fleet/filefacts.h"

#include <vector>

namespace plumb::fleet {

/// An object as it is written in a file, before anything is built.
struct WrittenObject
{
    Object object;
    files::TreePath file;
};

/// What of a repository's files matters to find its clusters.
struct WrittenObjects
{
    std::vector<WrittenObject> kustomizations = {}; ///< Flux's.
    std::vector<WrittenObject> instances = {};      ///< FluxInstances, and releases that make one.
    std::vector<WrittenObject> sources = {};        ///< GitRepositories in gotk-sync.yaml files.
    std::vector<files::TreePath> syncFiles = {};    ///< Every gotk-sync.yaml, empty ones too.
};

/// Puts together what the files say.
WrittenObjects collectWrittenObjects(const std::vector<FactsMemo::Facts> &facts);

} // namespace plumb::fleet
