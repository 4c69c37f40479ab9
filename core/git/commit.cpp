// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/commit.h"

namespace plumb::git {

std::string Commit::summary() const
{
    const auto start = message.find_first_not_of(" \t\r\n");
    if (start == message.npos)
        return {};
    const auto end = message.find("\n\n", start);
    std::string summary;
    bool gap = false;
    for (const char character : std::string_view(message).substr(start, end - start)) {
        if (character == '\n' || character == '\r' || character == ' ' || character == '\t') {
            gap = true;
            continue;
        }
        if (gap)
            summary += ' ';
        gap = false;
        summary += character;
    }
    return summary;
}

} // namespace plumb::git
