// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/files/filetree.h"

#include <string>

namespace plumb::build {

/// A chart in a folder that stands in for a repository of charts.
struct ChartInFolder
{
    files::TreePath path; ///< A folder or a .tgz.
    std::string version;
};

/// Finds the newest version of a chart that lies in a range, as source-controller picks it from an
/// index. The folder may be the chart itself, or hold charts as NAME, NAME-VERSION or NAME/VERSION,
/// each a folder or a .tgz. An empty name takes whatever chart is there.
///
/// NotFound lists the versions that are there.
Result<ChartInFolder> findChart(const files::FileTree &tree, const files::TreePath &folder,
                                const std::string &name, const std::string &range);

} // namespace plumb::build
