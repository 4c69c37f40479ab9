// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/repository.h"

namespace plumb::git {

/// What git's configuration and the repository have to say about a commit, to be shown before it
/// is made.
struct CommitSettings
{
    std::string signature = {};          ///< "an SSH signature by …"; empty for none.
    std::vector<std::string> hooks = {}; ///< Hooks that git would run, and Plumbline does not.

    bool operator==(const CommitSettings &) const = default;
};

Result<CommitSettings> commitSettings(const Repository &repository);

/// A message with lines such as "Signed-off-by: …" at its end, among the trailers it has already;
/// one that is there is not added again.
std::string withTrailers(const std::string &message, const std::vector<std::string> &trailers);

} // namespace plumb::git
