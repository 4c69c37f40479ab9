// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/commit.h"
#include "core/reconcile/comparison.h"
#include "core/yaml/value.h"

#include <string>
#include <vector>

namespace plumb::ctl {

/// The author's day: "2026-11-25".
std::string dayOf(const git::Signature &signature);

/// {"id", "author", "email", "time", "subject"}
yaml::Value commitJson(const git::Commit &commit);

/// "1a2b3c4 2026-11-25 Ada Lovelace: Raise web to 1.3.0"
std::string commitLine(const git::Commit &commit);

/// Each cluster that changes, with what changes in it.
std::string changesText(const std::vector<reconcile::ClusterChanges> &clusters);
yaml::Value changesJson(const std::vector<reconcile::ClusterChanges> &clusters);

} // namespace plumb::ctl
