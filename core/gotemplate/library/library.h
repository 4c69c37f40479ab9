// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/functions.h"

namespace plumb::gotemplate {

/// Sprig 3.3's functions, as Helm has them: without env and expandenv, and getHostByName off.
void addSprig(FunctionTable &functions);

/// What Helm adds or puts in the place of Sprig's, to be added after these: documents in YAML, JSON
/// and TOML, required and fail. include, tpl and lookup belong to whoever renders charts.
void addHelmFunctions(FunctionTable &functions);

} // namespace plumb::gotemplate
