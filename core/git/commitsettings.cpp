// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/commitsettings.h"

#include "core/git/commitsigner.h"

#include <array>
#include <unistd.h>

namespace plumb::git {

namespace {

std::string hooksFolder(git_repository *handle, const Repository &repository)
{
    ConfigHandle config;
    Buffer path;
    if (make(config, git_repository_config, handle) != 0
        || git_config_get_path(&path.buffer, config.get(), "core.hookspath") != 0)
        return repository.commonDirectory() + "/hooks";
    std::string folder = path.text();
    if (folder.starts_with('/'))
        return folder;
    // Git runs hooks at the top of the work tree, or in the git directory of a bare repository.
    const std::string &top =
        repository.isBare() ? repository.gitDirectory() : repository.worktree();
    return top + '/' + folder;
}

bool hasTrailers(const std::string &message)
{
    git_message_trailer_array trailers = {};
    const bool isRead = git_message_trailers(&trailers, message.c_str()) == 0;
    const bool hasSome = isRead && trailers.count > 0;
    git_message_trailer_array_free(&trailers);
    return hasSome;
}

} // namespace

Result<CommitSettings> commitSettings(const Repository &repository)
{
    const RepositoryHandle handle = PLUMB_TRY(openHandle(repository));
    CommitSettings settings;
    if (const auto signer = PLUMB_TRY(CommitSigner::configured(handle.get())))
        settings.signature = signer->description();
    constexpr std::array hooks = {"pre-commit", "prepare-commit-msg", "commit-msg", "post-commit",
                                  "reference-transaction"};
    const std::string folder = hooksFolder(handle.get(), repository);
    for (const char *hook : hooks) {
        if (::access((folder + '/' + hook).c_str(), X_OK) == 0)
            settings.hooks.emplace_back(hook);
    }
    return settings;
}

std::string withTrailers(const std::string &message, const std::vector<std::string> &trailers)
{
    std::string text = message;
    if (!text.ends_with('\n'))
        text += '\n';
    for (const std::string &trailer : trailers) {
        if (('\n' + text).contains('\n' + trailer + '\n'))
            continue;
        if (!hasTrailers(text))
            text += text.ends_with("\n\n") ? "" : "\n";
        text += trailer + '\n';
    }
    return text;
}

} // namespace plumb::git
