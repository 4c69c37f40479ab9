// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/helm/chart.h"

namespace plumb::helm {

/// Validates merged values against the values.schema.json of a chart and of those it depends on.
Result<> checkSchemas(const Chart &chart, const ValueTable &values);

} // namespace plumb::helm
