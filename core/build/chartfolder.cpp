// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/chartfolder.h"

#include "core/helm/chart.h"
#include "core/semver/constraints.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace plumb::build {

namespace {

using files::EntryKind;
using files::TreePath;

class Search
{
public:
    Search(const files::FileTree &tree, const std::string &name)
        : m_tree(tree)
        , m_name(name)
    {
    }

    Result<> look(const TreePath &folder);
    Result<ChartInFolder> pick(const std::string &range) const;

private:
    Result<> addFolder(const TreePath &folder);
    void addArchive(const TreePath &file);
    Result<> addBelow(const TreePath &folder, int depth);

    const files::FileTree &m_tree;
    const std::string &m_name;
    std::vector<ChartInFolder> m_found;
};

Result<> Search::addFolder(const TreePath &folder)
{
    const TreePath file = folder.child("Chart.yaml");
    if (PLUMB_TRY(m_tree.kindOf(file)) != EntryKind::File)
        return {};
    const files::Bytes text = PLUMB_TRY(m_tree.read(file));
    helm::Metadata metadata;
    // A chart that cannot be read says so when it is loaded.
    if (const auto read = metadata.read(*text, file.text()); !read)
        metadata.name = folder.name();
    if (m_name.empty() || metadata.name == m_name)
        m_found.push_back({folder, metadata.version});
    return {};
}

// "podinfo-6.7.1.tgz"; where a part that begins with a digit follows a '-', the version begins.
void Search::addArchive(const TreePath &file)
{
    std::string_view name = file.name();
    name.remove_suffix(std::string_view(".tgz").size());
    for (std::size_t dash = name.find('-'); dash != name.npos; dash = name.find('-', dash + 1)) {
        const std::string_view version = name.substr(dash + 1);
        if (!semver::Version::parseStrict(version.starts_with('v') ? version.substr(1) : version))
            continue;
        if (m_name.empty() || name.substr(0, dash) == m_name)
            m_found.push_back({file, std::string(version)});
        return;
    }
    if (m_name.empty() || name == m_name)
        m_found.push_back({file, {}});
}

Result<> Search::addBelow(const TreePath &folder, int depth)
{
    for (const files::TreeEntry &entry : PLUMB_TRY(m_tree.list(folder))) {
        const TreePath path = folder.child(entry.name);
        const auto kind = PLUMB_TRY(m_tree.kindOf(path));
        if (kind == EntryKind::File && entry.name.ends_with(".tgz"))
            addArchive(path);
        if (kind != EntryKind::Directory)
            continue;
        PLUMB_TRY(addFolder(path));
        if (depth == 0 && (m_name.empty() || entry.name == m_name))
            PLUMB_TRY(addBelow(path, depth + 1));
    }
    return {};
}

Result<> Search::look(const TreePath &folder)
{
    if (PLUMB_TRY(m_tree.kindOf(folder)) != EntryKind::Directory)
        return std::unexpected(
            Error(ErrorCode::NotFound, "there is no folder '" + folder.text() + '\''));
    PLUMB_TRY(addFolder(folder));
    if (m_found.empty())
        PLUMB_TRY(addBelow(folder, 0));
    return {};
}

Result<ChartInFolder> Search::pick(const std::string &range) const
{
    const auto same = std::ranges::find(m_found, range, &ChartInFolder::version);
    if (!range.empty() && same != m_found.end())
        return *same;
    const auto constraints =
        PLUMB_TRY(within("reading the version '" + range + '\'',
                         semver::Constraints::parse(range.empty() ? "*" : range)));
    const ChartInFolder *best = nullptr;
    std::optional<semver::Version> bestVersion;
    std::string known;
    for (const ChartInFolder &chart : m_found) {
        known += (known.empty() ? "" : ", ") + (chart.version.empty() ? "?" : chart.version);
        const auto version = semver::Version::parse(chart.version);
        if (!version || !constraints.contains(*version)
            || (bestVersion && *version <= *bestVersion))
            continue;
        best = &chart;
        bestVersion = *version;
    }
    if (best)
        return *best;
    const std::string what = m_name.empty() ? "chart" : "'" + m_name + "' chart";
    return std::unexpected(
        Error(ErrorCode::NotFound,
              "no " + what + " with version matching '" + range + "' found; "
                  + (known.empty() ? "the folder has none" : "the folder has " + known)));
}

} // namespace

Result<ChartInFolder> findChart(const files::FileTree &tree, const files::TreePath &folder,
                                const std::string &name, const std::string &range)
{
    Search search(tree, name);
    PLUMB_TRY(search.look(folder));
    return search.pick(range);
}

} // namespace plumb::build
