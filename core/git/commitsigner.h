// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/commit.h"
#include "core/git/handle.h"

namespace plumb::git {

/// Signs commits as git does, with the program and the key that git's configuration names.
///
/// Programs are taken from the user's own configuration only: a repository that came from
/// elsewhere could name one to run.
class CommitSigner
{
public:
    /// Nothing when the configuration does not ask for signed commits.
    static Result<std::optional<CommitSigner>> configured(git_repository *handle);

    /// "an SSH signature by ~/.ssh/id_ed25519.pub"
    std::string description() const;

    /// The signature of a commit's bytes.
    Result<std::string> sign(const std::string &commit, const Signature &committer,
                             const Run &run) const;

private:
    enum class Format : std::uint8_t { OpenPgp, Ssh, X509 };

    Result<std::string> signWithGpg(const std::string &commit, const Signature &committer,
                                    const Run &run) const;
    Result<std::string> signWithSsh(const std::string &commit, const Run &run) const;
    Result<std::string> sshKey(const Run &run) const;

    Format m_format = Format::OpenPgp;
    std::string m_program;
    std::string m_key;
    std::string m_keyCommand;
};

} // namespace plumb::git
