// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <span>
#include <string_view>
#include <unistd.h>

namespace {

// The commands that read files only; anything else needs git or the network.
bool readsFilesOnly(std::span<char *> arguments)
{
    if (arguments.empty())
        return false;
    const std::string_view command = arguments.front();
    const auto givesPath = [](const char *argument) {
        const std::string_view text = argument;
        return text == "--path" || text.starts_with("--path=");
    };
    return command == "kustomize" || command == "helm"
           || (command == "build" && std::ranges::any_of(arguments, givesPath));
}

int startFleetProgram(char **arguments)
{
    std::error_code error;
    const auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    const std::string program = (folder / "plumblinectl-fleet").string();
    ::execv(program.c_str(), arguments);
    return plumb::ctl::fail(plumb::Error(
        plumb::ErrorCode::NotFound, "'" + program + "' cannot be started: " + std::strerror(errno)
                                        + "; install it beside plumblinectl"));
}

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): only memory can run out here
int main(int count, char **arguments)
{
    if (!readsFilesOnly({arguments + 1, arguments + count}))
        return startFleetProgram(arguments);

    CLI::App program;
    plumb::ctl::Action chosen;
    plumb::ctl::describeProgram(program);
    const plumb::ctl::RemoteAccess remotes{
        .handOver = [arguments] { return startFleetProgram(arguments); }};
    plumb::ctl::addKustomizeCommand(program, chosen, remotes);
    plumb::ctl::addHelmCommand(program, chosen);
    plumb::ctl::addBuildCommand(program, chosen, {}, remotes);
    return plumb::ctl::runProgram(program, chosen, count, arguments);
}
