// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/target.h"

#include "core/kustomize/crdconfig.h"
#include "core/kustomize/openapifield.h"
#include "core/kustomize/remoteurl.h"
#include "core/kustomize/resourcereader.h"
#include "core/kustomize/validation.h"

#include <utility>

namespace plumb::kustomize {

namespace {

// Whether a path looks like one of a manifest rather than of a folder.
bool namesManifest(std::string_view url)
{
    const std::string_view path = url.substr(0, url.find('?'));
    return path.ends_with(".yaml") || path.ends_with(".yml") || path.ends_with(".json");
}

} // namespace

Target::Target(std::shared_ptr<const Loader> loader, KustomizationFile file, TargetSetting &setting)
    : m_loader(std::move(loader))
    , m_file(std::move(file))
    , m_setting(&setting)
{
}

Result<Target> Target::open(std::shared_ptr<const Loader> loader, KustomizationFile file,
                            TargetSetting &setting)
{
    Target target(std::move(loader), std::move(file), setting);
    if (!target.m_file.list("buildMetadata").empty())
        target.m_origin.emplace();
    PLUMB_TRY(chooseSchema(target.m_file, *target.m_loader, setting.context));
    return target;
}

Result<Target> Target::openWithin(const std::string &path, Role role,
                                  const std::optional<ResourceOrigin> &origin) const
{
    if (++m_setting->opened > TargetSetting::maximumKustomizations
        || m_depth + 1 > TargetSetting::maximumDepth) {
        return std::unexpected(Error(ErrorCode::LimitExceeded,
                                     "too many kustomizations include one another: more than "
                                         + std::to_string(TargetSetting::maximumKustomizations)
                                         + ", or " + std::to_string(TargetSetting::maximumDepth)
                                         + " within each other"));
    }
    PLUMB_TRY(context().run.checkpoint({.stage = Stage::Building, .subject = path}));
    std::shared_ptr<const Loader> loader = PLUMB_TRY(m_loader->open(path));
    KustomizationFile file = PLUMB_TRY(KustomizationFile::find(*loader, context()));
    Target target(std::move(loader), std::move(file), *m_setting);
    target.m_origin = origin;
    target.m_depth = m_depth + 1;
    const std::string_view space = m_file.text("namespace");
    target.m_inheritedNamespace = space.empty() ? m_inheritedNamespace : std::string(space);
    PLUMB_TRY(chooseSchema(target.m_file, *target.m_loader, context()));
    if (role == Role::Component && !target.m_file.isComponent()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "'" + path
                                               + "' is a Kustomization; only Components go under "
                                                 "'components'"));
    }
    if (role == Role::Base && target.m_file.isComponent()) {
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     "'" + path + "' is a Component; list it under 'components'"));
    }
    return target;
}

Result<Accumulation> Target::accumulate(Accumulation gathered) const
{
    PLUMB_TRY(addResources(gathered, m_file.list("resources")));
    const SharedConfig own =
        PLUMB_TRY(loadConfigurations(m_file.list("configurations"), *m_loader, context()));
    gathered.config = PLUMB_TRY(merge(gathered.config, own));
    gathered.config = PLUMB_TRY(merge(
        gathered.config, PLUMB_TRY(loadCrdConfigs(m_file.list("crds"), *m_loader, context()))));
    PLUMB_TRY(addGenerated(gathered));
    for (const yaml::Value &item : m_file.list("components"))
        PLUMB_TRY(addFolder(gathered, item, Role::Component));
    PLUMB_TRY(runTransformers(gathered));
    PLUMB_TRY(runValidators(gathered));
    PLUMB_TRY(gathered.variables.add(m_file.list("vars"), gathered.resources, context()));
    return gathered;
}

Result<> Target::addResources(Accumulation &gathered, std::span<const yaml::Value> paths) const
{
    for (const yaml::Value &item : paths) {
        if (auto added = addEntry(gathered, item); !added)
            return std::unexpected(context().at(item, std::move(added).error()));
    }
    return {};
}

// An entry is a file, or else a folder with a kustomization.
Result<> Target::addEntry(Accumulation &gathered, const yaml::Value &item) const
{
    const std::string_view path = item.text();
    if (isWebUrl(path) ? namesManifest(path) || !RemoteUrl::parse(path) : false) {
        const auto bytes = PLUMB_TRY(m_loader->load(path));
        return addFile(gathered, item, *bytes);
    }
    const bool isRemote = RemoteUrl::parse(path).has_value();
    const auto kind = isRemote ? std::nullopt : PLUMB_TRY(m_loader->kindOf(path));
    if (kind == files::EntryKind::File) {
        const auto bytes = PLUMB_TRY(m_loader->load(path));
        return addFile(gathered, item, *bytes);
    }
    if (!isRemote && !kind) {
        return std::unexpected(
            Error(ErrorCode::NotFound, "there is no file or folder '" + std::string(path) + "'"));
    }
    return addFolder(gathered, item, Role::Base);
}

Result<> Target::addFile(Accumulation &gathered, const yaml::Value &item,
                         std::string_view text) const
{
    const std::string path = m_loader->display(item.text());
    std::vector<Resource> resources = PLUMB_TRY(readResources(text, path, context()));
    for (Resource &resource : resources) {
        if (m_origin)
            resource.origin = m_origin->within(item.text());
        PLUMB_TRY(gathered.resources.append(std::move(resource), context()));
    }
    return {};
}

Result<> Target::addFolder(Accumulation &gathered, const yaml::Value &item, Role role) const
{
    const std::string path(item.text());
    std::optional<ResourceOrigin> origin;
    if (m_origin)
        origin = m_origin->within(path);
    auto target = openWithin(path, role, origin);
    if (!target)
        return std::unexpected(context().at(item, std::move(target).error()));
    if (role == Role::Component) {
        // A component works on what is there already.
        gathered = PLUMB_TRY(target->accumulate(std::move(gathered)));
        gathered.config = PLUMB_TRY(merge(nullptr, gathered.config));
        return gathered.resources.checkIds(context());
    }
    Accumulation inner = PLUMB_TRY(target->accumulate({}));
    PLUMB_TRY(gathered.resources.appendAll(std::move(inner.resources), context()));
    gathered.config = PLUMB_TRY(merge(gathered.config, inner.config));
    return gathered.variables.addAll(inner.variables, context());
}

Result<> Target::addGenerated(Accumulation &gathered) const
{
    struct Prepared
    {
        std::unique_ptr<Generator> generator;
        std::optional<ResourceOrigin> origin;
    };
    std::vector<Prepared> prepared;
    auto steps = PLUMB_TRY(makeGeneratorSteps(m_file, m_inheritedNamespace, pluginSetting()));
    for (GeneratorStep &step : steps)
        prepared.push_back({std::move(step.generator), originOfBuiltin(step.kind)});
    for (PluginConfig &config : PLUMB_TRY(pluginConfigs(m_file.list("generators")))) {
        prepared.push_back({PLUMB_TRY(makeGenerator(config.kind, config.fields, pluginSetting())),
                            std::move(config.origin)});
    }
    for (const Prepared &step : prepared) {
        ResourceMap made = PLUMB_TRY(step.generator->generate(context()));
        for (std::size_t i = 0; i < made.size(); ++i) {
            if (step.origin && !made.at(i).origin)
                made.change(i).origin = step.origin;
        }
        PLUMB_TRY(gathered.resources.absorbAll(std::move(made), context()));
    }
    return {};
}

Result<> Target::runTransformers(Accumulation &gathered) const
{
    struct Prepared
    {
        std::unique_ptr<Transformer> transformer;
        std::optional<ResourceOrigin> origin;
    };
    std::vector<Prepared> prepared;
    auto steps = PLUMB_TRY(makeTransformerSteps(m_file, *gathered.config, pluginSetting()));
    for (TransformerStep &step : steps)
        prepared.push_back({std::move(step.transformer), originOfBuiltin(step.kind)});
    for (PluginConfig &config : PLUMB_TRY(pluginConfigs(m_file.list("transformers")))) {
        prepared.push_back({PLUMB_TRY(makeTransformer(config.kind, config.fields, pluginSetting())),
                            std::move(config.origin)});
    }
    for (const Prepared &step : prepared)
        PLUMB_TRY(run(*step.transformer, step.origin, gathered.resources));
    return {};
}

Result<> Target::run(const Transformer &transformer, const std::optional<ResourceOrigin> &origin,
                     ResourceMap &resources) const
{
    PLUMB_TRY(context().run.checkpoint({.stage = Stage::Building}));
    PLUMB_TRY(transformer.transform(resources, context()));
    if (origin) {
        for (std::size_t i = 0; i < resources.size(); ++i) {
            // What has no origin was made by this very step.
            Resource &resource = resources.change(i);
            if (resource.origin)
                resource.transformations.push_back(*origin);
            else
                resource.origin = origin;
            resource.makeAnnotationsStrings();
        }
    }
    resources.dropEmpty();
    return {};
}

Result<> Target::runValidators(Accumulation &gathered) const
{
    for (const PluginConfig &config : PLUMB_TRY(pluginConfigs(m_file.list("validators")))) {
        const auto validator =
            PLUMB_TRY(makeTransformer(config.kind, config.fields, pluginSetting()));
        PLUMB_TRY(validate(*validator, gathered.resources, context()));
    }
    return {};
}

// Each item is the text of configurations, or the path of a file or folder with some.
Result<std::vector<Target::PluginConfig>>
Target::pluginConfigs(std::span<const yaml::Value> items) const
{
    Accumulation found;
    std::vector<yaml::Value> paths;
    const std::string ownPath = m_loader->display(m_file.name());
    for (const yaml::Value &item : items) {
        auto inlined = readResources(item.text(), ownPath, context());
        if (!inlined) {
            if (item.text().find('\n') != std::string_view::npos)
                return std::unexpected(context().at(item, std::move(inlined).error()));
            paths.push_back(item);
            continue;
        }
        for (Resource &resource : *inlined) {
            if (m_origin)
                resource.origin = m_origin->within(m_file.name());
            PLUMB_TRY(found.resources.append(std::move(resource), context()));
        }
    }
    PLUMB_TRY(addResources(found, paths));

    std::vector<PluginConfig> configs;
    for (std::size_t i = 0; i < found.resources.size(); ++i) {
        const Resource &resource = found.resources.at(i);
        PluginConfig &config = configs.emplace_back();
        config.kind = PLUMB_TRY(pluginKind(resource, context()));
        config.fields = resource.fields();
        if (resource.origin) {
            config.origin = ResourceOrigin{.path = {},
                                           .repository = resource.origin->repository,
                                           .ref = resource.origin->ref,
                                           .configuredIn = resource.origin->path,
                                           .configuredByApiVersion = resource.gvk().apiVersion(),
                                           .configuredByKind = resource.kind(),
                                           .configuredByName = resource.name(),
                                           .configuredByNamespace = resource.namespaceName()};
        }
    }
    return configs;
}

std::optional<ResourceOrigin> Target::originOfBuiltin(std::string_view kind) const
{
    if (!m_origin)
        return {};
    return ResourceOrigin{.path = {},
                          .repository = m_origin->repository,
                          .ref = m_origin->ref,
                          .configuredIn = m_origin->within(m_file.name()).path,
                          .configuredByApiVersion = "builtin",
                          .configuredByKind = std::string(kind),
                          .configuredByName = {},
                          .configuredByNamespace = {}};
}

PluginSetting Target::pluginSetting() const
{
    return {.loader = *m_loader,
            .context = context(),
            .enableHelm = m_setting->options.enableHelm,
            .charts = m_setting->options.charts};
}

} // namespace plumb::kustomize
