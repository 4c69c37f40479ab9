// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/sourceobjects.h"
#include "core/http/client.h"
#include "core/oci/credential.h"
#include "core/oci/dockerconfig.h"
#include "core/source/objectstorekey.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::source {

/// As whom a source appears, and whom it trusts: what its Secrets say. Never part of an error.
struct SourceAccess
{
    std::optional<oci::Credential> login = {};
    std::optional<oci::DockerConfig> dockerConfig = {};
    std::optional<ObjectStoreKey> storeKey = {}; ///< Of a Bucket; without its region.
    http::Tls tls = {};
    std::string proxy = {}; ///< With its user and password.
    /// Secrets that the source refers to and of which git has nothing in clear; for the error when
    /// the server asks for them.
    std::string missing = {};
};

/// The names of the Secrets that a source refers to, in its own namespace.
std::vector<std::string> secretNames(const flux::Source &source);

/// Reads secretRef, certSecretRef and proxySecretRef of a source from the Secrets at hand.
/// InvalidInput when a Secret holds what cannot be used.
Result<SourceAccess> accessOf(const flux::Source &source, const std::vector<Object> &secrets);

} // namespace plumb::source
