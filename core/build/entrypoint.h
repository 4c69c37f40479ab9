// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/treepath.h"
#include "core/flux/kustomization.h"

#include <string>

namespace plumb::build {

/// Where Flux starts in one cluster: the Kustomization that bootstrap or an operator makes.
struct EntryPoint
{
    std::string cluster; ///< UnitId::cluster of all its units.
    flux::Kustomization kustomization;
    files::TreePath directory = {};  ///< The folder it builds.
    files::TreePath sourceRoot = {}; ///< What its source's root is in this tree; mostly the root.
    std::string url = {};            ///< Of its source's repository; empty when git does not say.
    /// The object is in no file: its name, and which source it reads, are assumed from custom.
    bool isMadeUp = false;
};

} // namespace plumb::build
