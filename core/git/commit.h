// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/oid.h"

#include <vector>

namespace plumb::git {

/// Who did something, and when.
struct Signature
{
    std::string name;
    std::string email;
    std::int64_t time = 0; ///< Seconds since 1970.
    int offsetMinutes = 0; ///< The author's distance from UTC.

    bool operator==(const Signature &) const = default;
};

struct Commit
{
    Oid id;
    Oid tree;
    std::vector<Oid> parents;
    Signature author;
    Signature committer;
    std::string message; ///< As written, with its trailing newline.

    /// The first paragraph in one line.
    std::string summary() const;

    bool operator==(const Commit &) const = default;
};

} // namespace plumb::git
