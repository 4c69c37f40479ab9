// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::source {

/// One packaged chart of a repository.
struct ChartVersion
{
    std::string version;
    std::int64_t created = 0; ///< Nanoseconds since 1970; 0 when it is not said.
    std::string url = {};     ///< Where its archive is; may be relative to the repository.
    std::string digest = {};  ///< "sha256:…" of the archive; empty when it is not said.
    std::string appVersion = {};
    bool isDeprecated = false;
};

/// The index.yaml of a chart repository. Like Helm it passes over entries that are no charts, and
/// unlike Helm over fields of a wrong type.
class ChartIndex
{
public:
    /// What source-controller accepts.
    static constexpr std::size_t maximumSize = 50u << 20;

    /// Reads YAML or JSON; @p name is for errors.
    static Result<ChartIndex> parse(std::string_view text, const std::string &name);

    /// Every version of a chart, the highest first; null when there is no such chart.
    const std::vector<ChartVersion> *versions(const std::string &chart) const;

    /// The version that source-controller takes: one that is spelled as asked for, else the
    /// highest in the range, of equal ones the youngest. "" and "*" mean the highest release.
    /// NotFound says which ones there are.
    Result<const ChartVersion *> find(const std::string &chart, const std::string &version) const;

private:
    std::map<std::string, std::vector<ChartVersion>> m_charts;
};

} // namespace plumb::source
