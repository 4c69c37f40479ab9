// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/helm/chart.h"

namespace plumb::helm {

/// What a null among the values of a chart means.
enum class Nulls : bool {
    Remove, ///< It takes the key away: what templates are given.
    Keep,   ///< It stays, for a later step to remove.
};

/// @p values over the defaults of a chart and of the charts it depends on, each of which sees its
/// own part and the globals. @p values itself is not changed.
Result<TableRef> coalesce(const Chart &chart, const TableRef &values, Nulls nulls);

/// Lays @p over on top of @p under, and returns it; both may be changed.
TableRef coalesceTables(const TableRef &over, const TableRef &under, Nulls nulls);

/// Decides which dependencies are enabled, gives them their aliases, and carries out their
/// import-values.
Result<> processDependencies(ChartSet &charts, const TableRef &values);

} // namespace plumb::helm
