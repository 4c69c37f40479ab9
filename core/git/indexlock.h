// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <string>

namespace plumb::git {

/// Git's own lock of a work tree's index: while it is held, no other git program stages, commits
/// or checks out.
///
/// It says whose it is from the moment it is there, so that one that an interrupted process left
/// behind is known and taken over. That needs the journal's lock to be held.
class IndexLock
{
public:
    /// Conflict when another git program holds it.
    static Result<IndexLock> take(const std::string &gitDirectory);
    /// Removes what an interrupted process of this program left behind.
    static void removeStale(const std::string &gitDirectory);

    IndexLock(IndexLock &&other) noexcept;
    IndexLock &operator=(IndexLock &&) = delete;
    IndexLock(const IndexLock &) = delete;
    IndexLock &operator=(const IndexLock &) = delete;
    ~IndexLock();

private:
    explicit IndexLock(std::string path);

    std::string m_path;
};

} // namespace plumb::git
