// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/treepath.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::source {

/// Which files source-controller leaves out of an artifact (flux-semantics §2.4).
///
/// These are go-git's patterns, not git's: an excluded directory does not exclude a file in it
/// that a later pattern takes back in, and any pattern of a user's drops the default list.
class IgnoreRules
{
public:
    /// The name of the files that hold patterns.
    static constexpr std::string_view fileName = ".sourceignore";

    /// Only what no artifact ever holds: .git, .gitignore, .gitmodules, .gitattributes.
    IgnoreRules();

    /// Adds the lines of a .sourceignore; they apply to @p directory and what is below it.
    void addFile(const files::TreePath &directory, std::string_view text);
    /// Adds spec.ignore of a source whose root is @p directory. Even an empty text drops the
    /// default list.
    void addSpec(std::string_view text, const files::TreePath &directory = {});
    /// Call after everything was added: puts the default list where no pattern of a user's is.
    void finish();

    bool excludesFile(const files::TreePath &path) const;

private:
    struct Pattern
    {
        std::vector<std::string> domain;
        std::vector<std::string> segments;
        bool isInclusion = false;
        bool isDirectoryOnly = false;
        bool isGlob = false;

        bool matches(const std::vector<std::string_view> &path) const;
        bool matchesName(const std::vector<std::string_view> &path) const;
        bool matchesGlob(std::vector<std::string_view> path) const;
    };

    static Pattern parse(std::string_view line, const std::vector<std::string> &domain);
    void addLines(std::string_view text, const std::vector<std::string> &domain);

    std::vector<Pattern> m_patterns;
    std::size_t m_ownPatterns; // those that are there from the start
    bool m_hasSpec = false;
};

} // namespace plumb::source
