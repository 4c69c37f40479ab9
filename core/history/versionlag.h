// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/fleet/fleet.h"
#include "core/git/repository.h"

#include <map>
#include <memory>
#include <optional>
#include <string_view>

namespace plumb::history {

/// The version of the nearest environment before @p environment that has the app, where that one
/// is ahead; null where nothing is waiting, or where git cannot tell: the registry decides what a
/// range means, and two kinds of version have no order.
const fleet::Version *versionWaiting(const fleet::App &app, std::size_t environment);

/// Counts versions back from one commit. The older states of a file are read once, and only as far
/// as some question needs them.
class VersionLag
{
public:
    VersionLag(git::Repository repository, const git::Oid &commit);
    ~VersionLag();

    /// How many times the value that @p newer was found at has been changed since it was @p older:
    /// the versions that an environment with @p older is behind. Nothing when the file never said
    /// so, or when that lies further back than a few hundred of its commits.
    Result<std::optional<std::size_t>> since(const fleet::Version &newer, std::string_view older,
                                             const Run &run);

private:
    class FileStates;
    Result<FileStates *> statesOf(const files::TreePath &file);

    git::Repository m_repository;
    git::Oid m_commit;
    std::map<files::TreePath, std::unique_ptr<FileStates>> m_files;
};

} // namespace plumb::history
