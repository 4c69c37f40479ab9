// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/build/buildcache.h"
#include "core/object/object.h"
#include "core/source/artifact.h"

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

/// Reads the files whose text mentions what is looked for.
Result<WrittenObjects> readWrittenObjects(const source::Artifact &artifact,
                                          build::BuildCache &cache, const Run &run);

} // namespace plumb::fleet
