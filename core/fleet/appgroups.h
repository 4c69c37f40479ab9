// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::fleet {

/// Sorts apps into a few groups by the folders they are in: "apps" and "infrastructure", or, where
/// nearly everything is in one folder, by the folders in that.
class AppGroups
{
public:
    explicit AppGroups(const std::vector<std::string> &folders);

    /// The group's name; "external" for an app that is in no folder.
    std::string groupOf(std::string_view folder) const;

private:
    std::vector<std::string> m_shared; // the names below which the groups are
};

} // namespace plumb::fleet
