// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/credentials.h"

namespace plumb::git {

/// Asks the credential helpers that the user has configured for git; nothing when none of them
/// knows the answer. Takes at most half a minute, and nobody is prompted.
///
/// Only the user's own configuration counts: a repository that came from elsewhere could name a
/// program to run.
std::optional<Credential> askHelpers(const std::string &url, const std::string &user,
                                     const Run &run);

/// Tells the helpers whether the credential they gave was accepted, so that they keep or drop it.
void tellHelpers(const std::string &url, const Credential &credential, bool accepted,
                 const Run &run);

} // namespace plumb::git
