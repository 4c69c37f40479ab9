// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/oci/credential.h"
#include "core/oci/reference.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumb::oci {

/// Docker's config.json: logins by registry, written by "docker login", and in Secrets of the type
/// kubernetes.io/dockerconfigjson.
class DockerConfig
{
public:
    /// InvalidInput when the text is no JSON; what it says is never part of the error.
    static Result<DockerConfig> parse(std::string_view text, const std::string &path);

    /// The login that is written for the repository; as in Kubernetes, the entry with the longest
    /// path decides, and "*." stands for any one label of a host.
    std::optional<Credential> find(const Repository &repository) const;

    /// A program that knows the login, and under which name; Docker asks it before it looks at
    /// what is written.
    struct Helper
    {
        std::string name;
        std::string server;
    };
    std::optional<Helper> helper(const Repository &repository) const;

private:
    struct Login
    {
        std::string host;
        std::string path;
        Credential credential;
    };

    std::vector<Login> m_logins;
    std::map<std::string, std::string> m_helpers; ///< By host.
    std::string m_store;                          ///< The helper for all others.
};

} // namespace plumb::oci
