// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/unitcache.h"
#include "core/flux/kustomization.h"
#include "core/flux/substitution.h"
#include "core/source/artifact.h"

#include <memory>

namespace plumb::build {

/// One folder to be built for one Kustomization, with everything that is needed for it: may run on
/// any thread.
struct UnitJob
{
    std::shared_ptr<const source::Artifact> artifact;
    files::TreePath directory;
    flux::Kustomization owner;
    flux::Variables variables;
    kustomize::RemoteResolver *remotes = nullptr;
};

/// Builds, or takes from the cache what an earlier build left. Fails only when stopped.
Result<KeptUnit> runUnitJob(const UnitJob &job, BuildCache &cache, const Run &run);

} // namespace plumb::build
