// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/ignorerules.h"

#include "core/flux/glob.h"

#include <algorithm>
#include <array>

namespace plumb::source {

namespace {

constexpr std::array<std::string_view, 4> versionControl{".git/", ".gitignore", ".gitmodules",
                                                         ".gitattributes"};
constexpr std::array<std::string_view, 20> defaults{"*.jpg",
                                                    "*.jpeg",
                                                    "*.gif",
                                                    "*.png",
                                                    "*.wmv",
                                                    "*.flv",
                                                    "*.tar.gz",
                                                    "*.zip",
                                                    ".github/",
                                                    ".circleci/",
                                                    ".travis.yml",
                                                    ".gitlab-ci.yml",
                                                    "appveyor.yml",
                                                    ".drone.yml",
                                                    "cloudbuild.yaml",
                                                    "codeship-services.yml",
                                                    "codeship-steps.yml",
                                                    "**/.goreleaser.yml",
                                                    "**/.sops.yaml",
                                                    "**/.flux.yaml"};

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == text.npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

std::vector<std::string> namesOf(const files::TreePath &directory)
{
    std::vector<std::string> names;
    if (!directory.isRoot()) {
        for (const std::string_view name : split(directory.text(), '/'))
            names.emplace_back(name);
    }
    return names;
}

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t\r\n\v\f") == line.npos;
}

bool nameMatches(std::string_view pattern, std::string_view name)
{
    return flux::matchesGlob(pattern, name).value_or(false);
}

} // namespace

IgnoreRules::IgnoreRules()
{
    for (const std::string_view line : versionControl)
        m_patterns.push_back(parse(line, {}));
    m_ownPatterns = m_patterns.size();
}

void IgnoreRules::addFile(const files::TreePath &directory, std::string_view text)
{
    addLines(text, namesOf(directory));
}

void IgnoreRules::addSpec(std::string_view text, const files::TreePath &directory)
{
    m_hasSpec = true;
    addLines(text, namesOf(directory));
}

void IgnoreRules::finish()
{
    if (m_patterns.size() > m_ownPatterns || m_hasSpec)
        return;
    for (const std::string_view line : defaults)
        m_patterns.push_back(parse(line, {}));
}

void IgnoreRules::addLines(std::string_view text, const std::vector<std::string> &domain)
{
    for (std::string_view line : split(text, '\n')) {
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!line.starts_with('#') && !isBlank(line))
            m_patterns.push_back(parse(line, domain));
    }
}

IgnoreRules::Pattern IgnoreRules::parse(std::string_view line,
                                        const std::vector<std::string> &domain)
{
    Pattern pattern{.domain = domain, .segments = {}};
    if (line.starts_with('!')) {
        pattern.isInclusion = true;
        line.remove_prefix(1);
    }
    if (!line.ends_with("\\ ")) {
        while (line.ends_with(' '))
            line.remove_suffix(1);
    }
    if (line.ends_with('/')) {
        pattern.isDirectoryOnly = true;
        line.remove_suffix(1);
    }
    pattern.isGlob = line.contains('/');
    for (const std::string_view segment : split(line, '/'))
        pattern.segments.emplace_back(segment);
    return pattern;
}

bool IgnoreRules::excludesFile(const files::TreePath &path) const
{
    const std::vector<std::string_view> names = split(path.text(), '/');
    for (std::size_t i = m_patterns.size(); i-- > 0;) {
        if (m_patterns[i].matches(names))
            return !m_patterns[i].isInclusion;
    }
    return false;
}

bool IgnoreRules::Pattern::matches(const std::vector<std::string_view> &path) const
{
    if (path.size() <= domain.size() || !std::equal(domain.begin(), domain.end(), path.begin()))
        return false;
    const std::vector<std::string_view> below(
        path.begin() + static_cast<std::ptrdiff_t>(domain.size()), path.end());
    return isGlob ? matchesGlob(below) : matchesName(below);
}

bool IgnoreRules::Pattern::matchesName(const std::vector<std::string_view> &path) const
{
    const auto found = std::ranges::find_if(
        path, [this](std::string_view name) { return nameMatches(segments.front(), name); });
    if (found == path.end())
        return false;
    // Only files are asked about, so a match on the last name is a match on no directory.
    return !isDirectoryOnly || found + 1 != path.end();
}

// The steps of go-git's globMatch, its peculiarities included.
bool IgnoreRules::Pattern::matchesGlob(std::vector<std::string_view> path) const
{
    bool isMatched = false;
    bool canTraverse = false;
    std::size_t next = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::string &segment = segments[i];
        if (segment.empty()) {
            canTraverse = false;
            continue;
        }
        if (segment == "**") {
            if (i + 1 == segments.size())
                break;
            canTraverse = true;
            continue;
        }
        if (segment.contains("**") || next == path.size())
            return false;
        if (!canTraverse) {
            if (!nameMatches(segment, path[next++]))
                return false;
            isMatched = true;
            continue;
        }
        canTraverse = false;
        while (next < path.size()) {
            isMatched = nameMatches(segment, path[next++]);
            if (isMatched)
                break;
        }
    }
    return isMatched && !(isDirectoryOnly && next == path.size());
}

} // namespace plumb::source
