// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/value.h"
#include "core/helm/capabilities.h"
#include "core/helm/chart.h"
#include "core/helm/valuetable.h"

namespace plumb::helm {

/// Values as templates see them: numbers of files are float64.
gotemplate::Value templateValue(const yaml::Value &value);
gotemplate::Value templateValue(const ValueTable &table, const gotemplate::GoType &type);

/// .Values, and the map that every template gets.
const gotemplate::GoType &valuesType();

/// .Chart
gotemplate::Value chartObject(const Chart &chart);
/// .Files
gotemplate::Value filesObject(const std::vector<ChartFile> &files);
/// .Capabilities
gotemplate::Value capabilitiesObject(const Capabilities &capabilities);

} // namespace plumb::helm
