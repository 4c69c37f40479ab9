// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/accumulation.h"
#include "core/kustomize/build.h"
#include "core/kustomize/kustomizationfile.h"
#include "core/kustomize/loader.h"
#include "core/kustomize/steps.h"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace plumb::kustomize {

/// What all kustomizations of one build have in common.
struct TargetSetting
{
    const BuildContext &context;
    const BuildOptions &options;
    std::size_t opened = 0; ///< How many kustomizations were read, against builds without end.

    static constexpr std::size_t maximumKustomizations = 20000;
    static constexpr std::size_t maximumDepth = 400;
};

/// One kustomization of a build, ready to gather what it is about.
class Target
{
public:
    /// The kustomization that is built.
    static Result<Target> open(std::shared_ptr<const Loader> loader, KustomizationFile file,
                               TargetSetting &setting);

    const KustomizationFile &file() const { return m_file; }
    /// Everything: resources, what is made, components, and all changes, in the order of kustomize.
    Result<Accumulation> accumulate(Accumulation gathered) const;

private:
    enum class Role : std::uint8_t { Base, Component };

    /// A resource that was made into a plugin, and what it is called in buildMetadata.
    struct PluginConfig
    {
        yaml::Value fields;
        std::string kind;
        std::optional<ResourceOrigin> origin;
    };

    Target(std::shared_ptr<const Loader> loader, KustomizationFile file, TargetSetting &setting);

    Result<Target> openWithin(const std::string &path, Role role,
                              const std::optional<ResourceOrigin> &origin) const;
    Result<> addResources(Accumulation &gathered, std::span<const yaml::Value> paths) const;
    Result<> addEntry(Accumulation &gathered, const yaml::Value &item) const;
    Result<> addFile(Accumulation &gathered, const yaml::Value &item, std::string_view text) const;
    Result<> addFolder(Accumulation &gathered, const yaml::Value &item, Role role) const;
    Result<> addGenerated(Accumulation &gathered) const;
    Result<> runTransformers(Accumulation &gathered) const;
    Result<> runValidators(Accumulation &gathered) const;
    Result<> run(const Transformer &transformer, const std::optional<ResourceOrigin> &origin,
                 ResourceMap &resources) const;

    Result<std::vector<PluginConfig>> pluginConfigs(std::span<const yaml::Value> items) const;
    std::optional<ResourceOrigin> originOfBuiltin(std::string_view kind) const;
    PluginSetting pluginSetting() const;
    const BuildContext &context() const { return m_setting->context; }

    std::shared_ptr<const Loader> m_loader;
    KustomizationFile m_file;
    TargetSetting *m_setting;
    std::optional<ResourceOrigin> m_origin; ///< Set when buildMetadata wants origins.
    std::string m_inheritedNamespace;
    std::size_t m_depth = 0;
};

} // namespace plumb::kustomize
