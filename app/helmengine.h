// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/helm/engine.h"

namespace plumb::ctl {

/// The machine's clock, and random numbers that differ each time.
helm::EngineOptions engineOptions();

} // namespace plumb::ctl
