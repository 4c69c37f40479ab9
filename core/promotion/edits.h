// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/filetree.h"
#include "core/promotion/difference.h"
#include "core/promotion/plan.h"

#include <span>
#include <vector>

namespace plumb::promotion {

/// The files of the target as the differences leave them, by path, with their patches. Files that
/// come out as they were are left out.
Result<std::vector<reconcile::FileEdit>> editedFiles(const files::FileTree &tree,
                                                     std::span<const Difference> selected);

} // namespace plumb::promotion
