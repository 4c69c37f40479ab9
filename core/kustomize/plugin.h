// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/build.h"
#include "core/kustomize/transformer.h"

#include <memory>
#include <string_view>

namespace plumb::kustomize {

/// Something that makes resources.
class Generator
{
public:
    virtual ~Generator() = default;
    virtual Result<ResourceMap> generate(const BuildContext &context) const = 0;
};

/// What plugins need beside their configuration.
struct PluginSetting
{
    const Loader &loader;
    const BuildContext &context;
    bool enableHelm = false;
    ChartRenderer *charts = nullptr;
};

/// Whether a builtin plugin of that kind makes resources; the others change them.
bool isGenerator(std::string_view kind);

/// A builtin generator from its configuration, which is checked against its shape here.
Result<std::unique_ptr<Generator>> makeGenerator(std::string_view kind, const yaml::Value &config,
                                                 const PluginSetting &setting);

/// A builtin transformer from its configuration.
Result<std::unique_ptr<Transformer>>
makeTransformer(std::string_view kind, const yaml::Value &config, const PluginSetting &setting);

/// The kind of builtin plugin that a resource configures. Unsupported when it is for a program or
/// container that would have to be run, or for a builtin plugin that kustomize does not have.
Result<std::string_view> pluginKind(const Resource &config, const BuildContext &context);

} // namespace plumb::kustomize
