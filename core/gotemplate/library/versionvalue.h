// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/value.h"
#include "core/semver/version.h"

namespace plumb::gotemplate {

/// A *semver.Version with its methods: Major, IncMinor, Compare …
Value versionValue(semver::Version version);

} // namespace plumb::gotemplate
