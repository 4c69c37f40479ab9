// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/plugin.h"

namespace plumb::kustomize {

/// Makes a service account that is bound to one of Google Cloud.
Result<std::unique_ptr<Generator>> makeIamPolicyGenerator(const yaml::Value &config,
                                                          const PluginSetting &setting);

} // namespace plumb::kustomize
