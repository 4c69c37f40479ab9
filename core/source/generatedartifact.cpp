// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/generatedartifact.h"

#include "core/flux/glob.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>

namespace plumb::source {

namespace {

using files::TreePath;
using Names = std::vector<std::string_view>;

Names namesOf(std::string_view path)
{
    Names names;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        if (end > 0 && path.substr(0, end) != ".")
            names.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return names;
}

bool hasGlob(std::string_view text)
{
    return text.find_first_of("*?[]") != text.npos;
}

// "**" stands for any number of names, as in doublestar.
bool matchesPath(std::span<const std::string_view> pattern, std::span<const std::string_view> path)
{
    if (pattern.empty())
        return path.empty();
    if (pattern[0] == "**") {
        for (std::size_t skipped = 0; skipped <= path.size(); ++skipped) {
            if (matchesPath(pattern.subspan(1), path.subspan(skipped)))
                return true;
        }
        return false;
    }
    return !path.empty() && flux::matchesGlob(pattern[0], path[0]).value_or(false)
           && matchesPath(pattern.subspan(1), path.subspan(1));
}

std::string join(std::span<const std::string_view> names)
{
    std::string path;
    for (const std::string_view name : names)
        path += (path.empty() ? "" : "/") + std::string(name);
    return path;
}

/// One rule, ready to say where a file goes.
class CopyRule
{
public:
    explicit CopyRule(const flux::ArtifactCopy &rule)
        : m_rule(rule)
        , m_pattern(namesOf(rule.glob))
        , m_isGlob(hasGlob(rule.glob))
    {
        const auto firstGlob = std::ranges::find_if(m_pattern, hasGlob);
        m_fixed = static_cast<std::size_t>(firstGlob - m_pattern.begin());
    }

    /// Where the file is copied to; nothing when the rule does not copy it.
    std::optional<std::string> destinationOf(const Names &file) const
    {
        if (file.size() < m_pattern.size() || !startMatches(file) || isExcluded(file))
            return std::nullopt;
        return resolve(file);
    }

private:
    // io/fs.Glob knows no "**": it is a star that matches one name, and folders are copied whole.
    bool startMatches(const Names &file) const
    {
        for (std::size_t i = 0; i < m_pattern.size(); ++i) {
            const bool matches = m_isGlob ? flux::matchesGlob(m_pattern[i], file[i]).value_or(false)
                                          : m_pattern[i] == file[i];
            if (!matches)
                return false;
        }
        return true;
    }

    bool isExcluded(const Names &file) const
    {
        const Names relative(
            file.begin() + static_cast<std::ptrdiff_t>(std::min(m_fixed, file.size())), file.end());
        return std::ranges::any_of(m_rule.excludes, [&](const std::string &exclude) {
            const Names pattern = namesOf(exclude);
            return matchesPath(pattern, file) || matchesPath(pattern, relative);
        });
    }

    std::string resolve(const Names &file) const
    {
        const std::span<const std::string_view> names(file);
        std::string to = join(namesOf(m_rule.destination));
        const auto below = [&to](const std::string &rest) {
            return to.empty() ? rest : rest.empty() ? to : to + '/' + rest;
        };
        if (m_isGlob) {
            const bool takesContents = m_pattern.back() == "**";
            return below(join(takesContents ? names.subspan(m_pattern.size() - 1) : names));
        }
        if (file.size() > m_pattern.size()) // a folder keeps its name
            return below(join(m_pattern.empty() ? names : names.subspan(m_pattern.size() - 1)));
        const bool intoFolder = m_rule.destination.empty() || m_rule.destination.ends_with('/');
        return intoFolder ? below(std::string(file.back())) : to;
    }

    const flux::ArtifactCopy &m_rule;
    Names m_pattern;
    bool m_isGlob;
    std::size_t m_fixed = 0; // names before the first glob
};

// What has to be put before every path of the artifact to get the path in the source.
std::optional<std::string> commonRoot(const std::map<std::string, TreePath> &placed)
{
    std::optional<std::string> root;
    for (const auto &[to, from] : placed) {
        const std::string &path = from.text();
        if (!path.ends_with(to)
            || (path.size() > to.size() && path[path.size() - to.size() - 1] != '/'))
            return std::nullopt;
        std::string before = path.substr(0, path.size() - to.size());
        if (root && *root != before)
            return std::nullopt;
        root = std::move(before);
    }
    return root;
}

} // namespace

Result<GeneratedArtifact> generateArtifact(const std::shared_ptr<const Artifact> &source,
                                           const TreePath &sourceRoot,
                                           const std::vector<flux::ArtifactCopy> &copies)
{
    std::map<std::string, TreePath> placed;
    for (const flux::ArtifactCopy &copy : copies) {
        const std::string name = "'@" + copy.alias + '/' + copy.glob + '\'';
        if (!copy.isPlain)
            return std::unexpected(Error(ErrorCode::Unsupported, "the copy rule from " + name
                                                                     + " merges or unpacks files"));
        const CopyRule rule(copy);
        bool copiesAnything = false;
        for (const TreePath &file : source->files()) {
            if (!file.isWithin(sourceRoot))
                continue;
            const std::string relative = file.relativeTo(sourceRoot);
            if (const auto to = rule.destinationOf(namesOf(relative))) {
                placed.insert_or_assign(*to, file);
                copiesAnything = true;
            }
        }
        if (!copiesAnything)
            return std::unexpected(
                Error(ErrorCode::InvalidInput, "no file matches the copy rule from " + name));
    }

    if (const std::optional<std::string> root = commonRoot(placed)) {
        std::set<TreePath> kept;
        for (const auto &[to, from] : placed)
            kept.insert(from);
        return GeneratedArtifact{.files = source->filtered(
                                     [&kept](const TreePath &file) { return kept.contains(file); }),
                                 .root = TreePath().resolveClamped(*root)};
    }
    return GeneratedArtifact{.files = source->rearranged(placed), .isRearranged = true};
}

} // namespace plumb::source
