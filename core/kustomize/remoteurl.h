// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plumb::kustomize {

/// A git repository, and a folder in it, as kustomizations name them:
/// "https://github.com/org/repository//apps?ref=v1", "git@host:org/repository.git/apps".
struct RemoteUrl
{
    std::string host;       ///< With scheme and user: "https://github.com/".
    std::string repository; ///< "org/repository".
    std::string directory;  ///< Below the repository's root; empty for the root itself.
    std::string ref;        ///< Branch, tag or commit; empty for the default branch.

    /// Nothing when the text does not name a repository, and so is a path.
    static std::optional<RemoteUrl> parse(std::string_view text);

    /// What git is given to clone.
    std::string cloneUrl() const { return host + repository; }
};

/// Whether the text is an http or https URL, which may also lead to a single file.
bool isWebUrl(std::string_view text);

} // namespace plumb::kustomize
