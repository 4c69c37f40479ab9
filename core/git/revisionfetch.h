// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/credentials.h"
#include "core/git/repository.h"

#include <cstdint>
#include <string>

namespace plumb::git {

/// What of another repository is wanted.
struct RevisionRequest
{
    std::string url;
    std::string revision = {}; ///< Branch, tag or full commit id; the default branch when empty.
    std::uint64_t maximumSize = 1u << 30; ///< Of what is received.
};

/// Fetches one commit, and no history where the transport can do without, into the bare repository
/// @p directory, which is made when it is not there. NotFound when the repository has no such
/// branch, tag or commit.
Result<Oid> fetchRevision(const std::string &directory, const RevisionRequest &request,
                          const Credentials &credentials, const Run &run);

/// What fetchRevision() found the last time, without asking anybody; NotFound when it never did.
Result<Oid> fetchedRevision(const std::string &directory, const RevisionRequest &request);

} // namespace plumb::git
