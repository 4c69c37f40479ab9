// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/fleet/fleet.h"
#include "core/promotion/scope.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::promotion {

/// Finds the app that a place in a file belongs to.
class AppIndex
{
public:
    AppIndex(const fleet::Fleet &fleet, const ScopePair &scopes);

    /// By the line its version is written in, else by the object that the document is or patches,
    /// else by what the units that read the file build; "" when several apps could be meant.
    std::string appAt(const files::TreePath &file, int line, std::string_view kind,
                      std::string_view name) const;

private:
    std::map<std::pair<std::string, int>, std::string> m_byPlace;
    std::map<std::string, std::string> m_byObject;   ///< "HelmRelease/podinfo", "" when ambiguous.
    std::map<files::TreePath, std::string> m_byFile; ///< "" when ambiguous.
};

} // namespace plumb::promotion
