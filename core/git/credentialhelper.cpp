// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/credentialhelper.h"

#include "core/process/program.h"

#include <algorithm>
#include <string_view>

namespace plumb::git {

namespace {

/// Runs "git credential". "env" gives the settings without a copy of the whole environment;
/// "-C /" keeps the configuration of a repository in the current folder out of it.
Result<process::Answer> gitCredential(const char *verb, const std::string &question, const Run &run)
{
    return process::run({.arguments = {"env", "GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "git", "-C",
                                       "/", "credential", verb},
                         .input = question + '\n'},
                        run.stop);
}

/// One "name=value" line of the protocol; a line break would start another one.
bool addLine(std::string &text, std::string_view name, std::string_view value)
{
    if (value.find_first_of(std::string_view("\n\r\0", 3)) != value.npos)
        return false;
    text.append(name).append("=").append(value).append("\n");
    return true;
}

std::string valueOf(std::string_view answer, std::string_view name)
{
    while (!answer.empty()) {
        const auto end = std::min(answer.find('\n'), answer.size());
        const std::string_view line = answer.substr(0, end);
        answer.remove_prefix(std::min(end + 1, answer.size()));
        if (line.size() > name.size() && line.starts_with(name) && line[name.size()] == '=')
            return std::string(line.substr(name.size() + 1));
    }
    return {};
}

} // namespace

std::optional<Credential> askHelpers(const std::string &url, const std::string &user,
                                     const Run &run)
{
    std::string question;
    if (!addLine(question, "url", url) || (!user.empty() && !addLine(question, "username", user)))
        return std::nullopt;
    const Result<process::Answer> answer = gitCredential("fill", question, run);
    if (!answer)
        return std::nullopt;
    Credential credential = {.user = valueOf(answer->output, "username"),
                             .secret = valueOf(answer->output, "password")};
    if (credential.user.empty() || credential.secret.empty())
        return std::nullopt;
    return credential;
}

void tellHelpers(const std::string &url, const Credential &credential, bool accepted,
                 const Run &run)
{
    std::string message;
    if (!addLine(message, "url", url) || !addLine(message, "username", credential.user)
        || !addLine(message, "password", credential.secret)) {
        return;
    }
    static_cast<void>(gitCredential(accepted ? "approve" : "reject", message, run));
}

} // namespace plumb::git
