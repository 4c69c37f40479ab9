// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/difference.h"
#include "core/git/handle.h"

namespace plumb::git {

/// The hunks of one file as libgit2 computed them.
Result<std::vector<Hunk>> hunksOf(git_patch *patch);

} // namespace plumb::git
