// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"

#include "app/console.h"

namespace plumb::ctl {

void describeProgram(CLI::App &program)
{
    program.name("plumblinectl");
    program.description("Builds, compares and promotes what a Flux fleet repository says.");
    program.set_version_flag("--version", std::string("plumblinectl ") + PLUMB_VERSION);
    program.require_subcommand(1);
    program.footer("Exit status: 0 success or no difference, 1 differences, 2 error.");
}

int runProgram(CLI::App &program, const Action &chosen, int count, char **arguments)
{
    try {
        program.parse(count, arguments);
    } catch (const CLI::Success &request) { // --help and --version
        return program.exit(request) == 0 ? Same : Failed;
    } catch (const CLI::ParseError &error) {
        program.exit(error);
        return Failed;
    }
    return chosen();
}

bool needsRemotes(const Error &error, const RemoteAccess &remotes)
{
    return error.code() == ErrorCode::Unreachable && remotes.handOver;
}

} // namespace plumb::ctl
