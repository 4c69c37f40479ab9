// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/object/groupversionkind.h"

namespace plumb {

GroupVersionKind GroupVersionKind::from(std::string_view apiVersion, std::string_view kind)
{
    const auto slash = apiVersion.find('/');
    if (slash == std::string_view::npos)
        return {{}, std::string(apiVersion), std::string(kind)};
    return {std::string(apiVersion.substr(0, slash)), std::string(apiVersion.substr(slash + 1)),
            std::string(kind)};
}

std::string GroupVersionKind::apiVersion() const
{
    return group.empty() ? version : group + '/' + version;
}

} // namespace plumb
