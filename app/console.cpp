// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace plumb::ctl {

namespace {

bool writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void printError(std::string_view text)
{
    writeAll(STDERR_FILENO, std::string(text) + '\n');
}

} // namespace

int print(std::string_view text)
{
    if (writeAll(STDOUT_FILENO, text))
        return Same;
    printError(std::string("plumblinectl: writing the output: ") + std::strerror(errno));
    return Failed;
}

int fail(const Error &error)
{
    std::string text;
    if (const auto &where = error.where()) {
        text = where->path + ':' + std::to_string(where->line) + ':' + std::to_string(where->column)
               + ": ";
    }
    printError(text + error.description());
    return Failed;
}

void warn(std::span<const Diagnostic> diagnostics)
{
    for (const Diagnostic &diagnostic : diagnostics)
        printError(diagnostic.toString());
}

std::string environmentVariable(const char *name)
{
    const char *const value = std::getenv(name);
    return value ? value : "";
}

} // namespace plumb::ctl
