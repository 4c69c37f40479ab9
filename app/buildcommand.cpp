// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/buildarguments.h"
#include "app/commands.h"
#include "app/console.h"
#include "core/files/directorytree.h"
#include "core/kustomize/build.h"
#include "core/yaml/parser.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

namespace plumb::ctl {

namespace {

Result<std::string> readFile(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (file.bad() || !file.is_open())
        return std::unexpected(Error(ErrorCode::NotFound, "'" + path + "' cannot be read"));
    return text;
}

// The one Flux Kustomization of a YAML or JSON file.
Result<std::optional<flux::Kustomization>> readKustomization(const std::string &path)
{
    if (path.empty())
        return std::nullopt;
    const std::string text = PLUMB_TRY(readFile(path));
    for (yaml::Value &document :
         PLUMB_TRY(yaml::parseAll(text, path, {.dialect = yaml::Dialect::Kubernetes}))) {
        if (document.isNull())
            continue;
        Object object = PLUMB_TRY(within("reading " + path, Object::from(std::move(document))));
        if (flux::Kustomization::matches(object))
            return PLUMB_TRY(flux::Kustomization::from(std::move(object)));
    }
    return std::unexpected(
        Error(ErrorCode::InvalidInput, "'" + path + "' holds no Kustomization of Flux"));
}

Result<build::PathOutput> buildPath(const BuildArguments &arguments, const RemoteAccess &access)
{
    const auto kustomization = PLUMB_TRY(readKustomization(arguments.kustomizationFile));
    const auto tree = PLUMB_TRY(files::DirectoryTree::open(arguments.repository));
    const auto remotes = access.make ? access.make(arguments.isOffline) : nullptr;
    const build::PathOptions options = {.order = arguments.order,
                                        .substitute = !arguments.skipsSubstitution,
                                        .commonMetadata = !arguments.skipsSubstitution,
                                        .remotes = remotes.get()};
    return build::buildPath(*tree, files::TreePath().resolveClamped(arguments.path), kustomization,
                            options, {});
}

int runPathBuild(const BuildArguments &arguments, const RemoteAccess &remotes)
{
    const auto built = buildPath(arguments, remotes);
    if (!built && needsRemotes(built.error(), remotes))
        return remotes.handOver();
    if (!built)
        return fail(built.error());
    warn(built->warnings);
    return print(kustomize::toText(built->objects));
}

} // namespace

void addBuildCommand(CLI::App &program, Action &chosen, FleetBuild fleetBuild, RemoteAccess remotes)
{
    static const std::map<std::string, build::Order> orders = {{"legacy", build::Order::Legacy},
                                                               {"none", build::Order::AsBuilt}};
    CLI::App *const command = program.add_subcommand(
        "build", "Prints what a path, a Kustomization, a cluster or the whole fleet builds");
    const auto arguments = std::make_shared<BuildArguments>();
    command->add_option("--repo", arguments->repository, "The repository's folder")
        ->capture_default_str();
    command->add_option("--variables", arguments->variableFiles,
                        "A YAML file with ConfigMaps and Secrets for substituteFrom");

    command->add_flag("--offline", arguments->isOffline,
                      "Takes remote bases from the cache and fetches nothing");

    auto *const path = command->add_option("--path", arguments->path,
                                           "Builds this one path as kustomize-controller would");
    command
        ->add_option("--kustomization-file", arguments->kustomizationFile,
                     "A file with the Kustomization whose spec is merged in")
        ->needs(path);
    command->add_option("--reorder", arguments->order, "The order of the output: legacy or none")
        ->transform(CLI::CheckedTransformer(orders))
        ->needs(path);
    command
        ->add_flag("--no-substitute", arguments->skipsSubstitution,
                   "Stops after kustomize: no postBuild, no commonMetadata")
        ->needs(path);

    auto *const revision =
        command->add_option("--rev", arguments->revision, "The revision to build")->excludes(path);
    command
        ->add_flag("--worktree", arguments->workingTree, "Builds the files on disk (the default)")
        ->excludes(path)
        ->excludes(revision);
    command->add_option("--cluster", arguments->cluster, "Only this cluster, by its path or name")
        ->excludes(path);
    command
        ->add_option("--kustomization", arguments->kustomization,
                     "Only this Kustomization, as NAMESPACE/NAME")
        ->excludes(path);
    command
        ->add_flag("--helm", arguments->rendersReleases,
                   "Also what the charts of HelmReleases render, after what holds the releases")
        ->excludes(path);
    command
        ->add_option("--source", arguments->standIns,
                     "A folder that stands in for a source, as KIND/NAMESPACE/NAME=FOLDER or "
                     "NAME=FOLDER; for a HelmRepository, one with charts")
        ->excludes(path);
    command->add_option("-o,--output", arguments->output, "yaml, json or names")
        ->check(CLI::IsMember({"yaml", "json", "names"}))
        ->capture_default_str();
    command->callback(
        [&chosen, arguments, fleetBuild = std::move(fleetBuild), remotes = std::move(remotes)] {
            chosen = [arguments, fleetBuild, remotes] {
                return arguments->path.empty() && fleetBuild ? fleetBuild(*arguments)
                                                             : runPathBuild(*arguments, remotes);
            };
        });
}

} // namespace plumb::ctl
