// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/filetree.h"

#include <functional>

namespace plumb::files {

/// Bounds of one walk, and which directories it enters.
struct WalkOptions
{
    std::size_t maximumFiles = 500'000;
    std::size_t maximumDepth = 200;
    /// Asked for each directory below the start; all are entered when this is empty.
    std::function<bool(const TreePath &)> enters = {};
};

/// Visits every file below @p directory, depth first and in byte order of the names.
///
/// Links are neither visited nor entered, as when Flux packs an artifact: a link to a directory
/// above itself would never end. Stops at the first error that @p visit returns.
Result<> forEachFile(const FileTree &tree, const TreePath &directory, const Run &run,
                     const std::function<Result<>(const TreePath &)> &visit,
                     const WalkOptions &options = {});

/// The same, with what stampOf() says of each file.
Result<>
forEachStampedFile(const FileTree &tree, const TreePath &directory, const Run &run,
                   const std::function<Result<>(const TreePath &, std::string stamp)> &visit,
                   const WalkOptions &options = {});

} // namespace plumb::files
