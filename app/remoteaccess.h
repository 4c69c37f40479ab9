// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/commands.h"
#include "core/source/remotestore.h"
#include "core/source/sourcestore.h"

#include <memory>

namespace plumb::ctl {

/// Fetches remote bases into the user's cache.
RemoteAccess remoteAccess();

/// For the commands that open a fleet. Their repository is not trusted, so that it cannot lead to
/// other folders of this machine.
std::shared_ptr<source::RemoteStore> remoteStore(bool isOffline);

/// Fetches charts and artifacts into the user's cache, with the user's logins for registries.
std::shared_ptr<source::SourceStore> sourceStore(bool isOffline);

} // namespace plumb::ctl
