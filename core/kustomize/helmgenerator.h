// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/plugin.h"

namespace plumb::kustomize {

/// Makes what a chart renders. InvalidInput when charts are not enabled or the configuration is
/// wrong, Unsupported when the caller brought no renderer.
Result<std::unique_ptr<Generator>> makeHelmGenerator(const yaml::Value &config,
                                                     const PluginSetting &setting);

} // namespace plumb::kustomize
