// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"

#include <span>
#include <string>

namespace plumb::git {

/// The host of an ssh address, and how the programs of OpenSSH are told of it.
struct SshHost
{
    std::string user; ///< May be empty.
    std::string name;
    std::string port; ///< Empty for the usual one.

    /// As known_hosts has it: "example.org", "[example.org]:2222"
    std::string entry() const;
    /// The command that shows the host's key and asks whether to remember it.
    std::string command() const;

    bool operator==(const SshHost &) const = default;
};

/// Of "ssh://git@example.org:2222/x" or "git@example.org:x".
SshHost sshHostOf(const std::string &url);

/// Whether the user's known_hosts has any key of a host.
bool isKnownHost(const SshHost &host, const Run &run);

/// "SHA256:…", as OpenSSH shows it.
std::string fingerprint(std::span<const unsigned char, 32> sha256);

} // namespace plumb::git
