// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/treepath.h"
#include "core/git/objectstore.h"

#include <unordered_map>

namespace plumb::git {

/// What a tree holds at some path; the same in two commits when nothing at or below it changed.
struct PathState
{
    Oid id;
    std::uint32_t mode = 0; ///< 0 when there is nothing.

    bool exists() const { return mode != 0; }
    bool isFile() const { return mode == 0100644 || mode == 0100755; }
    bool operator==(const PathState &) const = default;
};

/// Looks up what commits hold at a path. Trees that many commits share are read once.
class PathHistory
{
public:
    explicit PathHistory(std::shared_ptr<const ObjectStore> objects)
        : m_objects(std::move(objects))
    {
    }

    Result<PathState> stateOf(const Oid &tree, const files::TreePath &path);

private:
    Result<PathState> below(const Oid &tree, std::string_view path);

    std::shared_ptr<const ObjectStore> m_objects;
    /// By sub-tree and what is looked for in it; that is one path, and seldom a former name.
    std::unordered_map<std::string, std::unordered_map<Oid, PathState>> m_known;
};

/// What the file at @p path was called in @p before, if it was renamed from there; it must be in
/// @p after and not in @p before.
Result<std::optional<files::TreePath>> nameBefore(git_repository *handle, const Oid &before,
                                                  const Oid &after, const files::TreePath &path);

} // namespace plumb::git
