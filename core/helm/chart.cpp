// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/chart.h"

#include "core/helm/gotext.h"
#include "core/semver/constraints.h"

namespace plumb::helm {

bool Metadata::isLibrary() const
{
    return equalFold(type, "library");
}

std::string Chart::fullPath() const
{
    return parent ? parent->fullPath() + "/charts/" + name() : name();
}

void Chart::setDependencies(std::vector<Chart *> charts)
{
    for (Chart *const chart : charts)
        chart->parent = this;
    dependencies = std::move(charts);
}

Chart &ChartSet::add(Chart chart)
{
    return m_charts.emplace_back(std::move(chart));
}

bool isCompatible(std::string_view range, std::string_view version)
{
    const auto parsed = semver::Version::parse(version);
    if (!parsed)
        return false;
    const auto constraints = semver::Constraints::parse(range);
    return constraints && constraints->contains(*parsed);
}

} // namespace plumb::helm
