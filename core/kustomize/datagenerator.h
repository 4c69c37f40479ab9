// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/loader.h"
#include "core/kustomize/resource.h"
#include "core/yaml/value.h"

#include <cstdint>

namespace plumb::kustomize {

enum class DataKind : std::uint8_t { ConfigMap, Secret };

/// Makes a ConfigMap or Secret from one entry of configMapGenerator or secretGenerator, or from a
/// plugin configuration, whose metadata may give name and namespace.
Result<Resource> generateData(DataKind kind, const yaml::Value &generator, const Loader &loader,
                              const BuildContext &context);

/// The generator with the kustomization's generatorOptions for all that it does not set itself.
yaml::Value withGeneratorOptions(yaml::Value generator, const yaml::Value *options);

} // namespace plumb::kustomize
