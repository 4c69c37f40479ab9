// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/appgroups.h"

#include "core/fleet/environmentname.h"

#include <algorithm>

namespace plumb::fleet {

namespace {

bool startsWith(const std::vector<std::string_view> &path, const std::vector<std::string> &start)
{
    return path.size() >= start.size() && std::equal(start.begin(), start.end(), path.begin());
}

// Words that say where in a layout one is, and not what is there.
bool isLayoutName(std::string_view name)
{
    return name == "base" || name == "overlays" || name == "clusters" || isEnvironmentName(name);
}

} // namespace

AppGroups::AppGroups(const std::vector<std::string> &folders)
{
    constexpr std::size_t maximumDepth = 4;
    while (m_shared.size() < maximumDepth) {
        std::map<std::string, std::size_t> sizes;
        std::size_t below = 0;
        std::size_t inside = 0;
        for (const std::string &folder : folders) {
            const auto path = segmentsOf(folder);
            inside += folder.empty() ? 0 : 1;
            if (!startsWith(path, m_shared) || path.size() <= m_shared.size())
                continue;
            ++below;
            ++sizes[std::string(path[m_shared.size()])];
        }
        const auto largest =
            std::ranges::max_element(sizes, {}, [](const auto &group) { return group.second; });
        // A folder that holds two thirds of all says too little.
        if (largest == sizes.end() || largest->second * 3 < inside * 2 || below == 0
            || isLayoutName(largest->first))
            return;
        m_shared.push_back(largest->first);
    }
}

std::string AppGroups::groupOf(std::string_view folder) const
{
    const auto path = segmentsOf(folder);
    if (path.empty())
        return "external";
    if (!startsWith(path, m_shared))
        return std::string(path.front());
    for (std::size_t i = m_shared.size(); i < path.size(); ++i) {
        if (!isLayoutName(path[i]))
            return std::string(path[i]);
    }
    return m_shared.empty() ? std::string(path.front()) : m_shared.back();
}

} // namespace plumb::fleet
