// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/loader.h"
#include "core/kustomize/resourcemap.h"
#include "core/yaml/value.h"

#include <memory>

namespace plumb::kustomize {

/// One step of a build, configured and ready to change resources.
///
/// Each builtin plugin of kustomize is one class with a constructor that takes typed values (how
/// build() makes it from the fields of a kustomization), and a static
/// `Result<std::unique_ptr<Transformer>> from(const yaml::Value &config, const Loader &, const
/// BuildContext &)` that reads a plugin configuration (apiVersion: builtin) as listed under
/// `transformers:`. Files that the configuration names are read there, so that transform() needs no
/// loader.
class Transformer
{
public:
    virtual ~Transformer() = default;
    virtual Result<> transform(ResourceMap &resources, const BuildContext &context) const = 0;
};

} // namespace plumb::kustomize
