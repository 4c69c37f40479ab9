// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/credentials.h"
#include "core/git/repository.h"

namespace plumb::git {

struct Remote
{
    std::string name;
    std::string url;

    bool operator==(const Remote &) const = default;
};

/// Trusts the certificate authorities of a PEM file (GIT_SSL_CAINFO) instead of those that git's
/// configuration names. Call it before anything talks to a remote.
void trustAuthorities(const std::string &file);

Result<std::vector<Remote>> remotes(const Repository &repository);

/// Clones @p url (https, http, ssh, "git@host:path", file, or a folder) with all branches and
/// checks the default one out. The folder must not exist or be empty; a clone that fails or is
/// stopped leaves nothing behind.
Result<Repository> clone(const std::string &url, const std::string &directory,
                         const Credentials &credentials, const Run &run);

/// Brings the remote's branches and tags up to date, and forgets those that are gone there.
Result<> fetch(const Repository &repository, const std::string &remote,
               const Credentials &credentials, const Run &run);

/// Pushes a branch to the branch of the same name and makes that its upstream if it has none.
/// Conflict when the remote has commits that the branch has not; never forces.
Result<> push(const Repository &repository, const std::string &remote, const std::string &branch,
              const Credentials &credentials, const Run &run);

} // namespace plumb::git
