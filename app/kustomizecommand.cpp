// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/helmengine.h"
#include "core/build/chartinflator.h"
#include "core/files/directorytree.h"
#include "core/kustomize/build.h"

#include <filesystem>
#include <map>
#include <memory>

namespace plumb::ctl {

namespace {

struct KustomizeArguments
{
    std::string directory = ".";
    kustomize::LoadRestriction restriction = kustomize::LoadRestriction::RootOnly;
    kustomize::Reorder reorder = kustomize::Reorder::Legacy;
    bool enableHelm = false;
    bool addManagedByLabel = false;
    bool isOffline = false;
    RemoteAccess remotes = {};
};

Result<kustomize::BuildOutput> kustomizeBuild(const KustomizeArguments &arguments)
{
    std::error_code error;
    const std::filesystem::path directory = std::filesystem::canonical(arguments.directory, error);
    if (error) {
        return std::unexpected(
            Error(ErrorCode::NotFound,
                  "'" + arguments.directory + "' cannot be opened: " + error.message()));
    }
    // Bases lie anywhere above the folder, so the tree is the whole machine, as for kustomize.
    const auto tree = PLUMB_TRY(files::DirectoryTree::open("/"));
    const auto path = PLUMB_TRY(files::TreePath::parse(directory.relative_path().string()));
    const auto remotes =
        arguments.remotes.make ? arguments.remotes.make(arguments.isOffline) : nullptr;
    build::ChartInflator charts(engineOptions());
    return kustomize::build(*tree, path,
                            {.restriction = arguments.restriction,
                             .reorder = arguments.reorder,
                             .enableHelm = arguments.enableHelm,
                             .addManagedByLabel = arguments.addManagedByLabel,
                             .treeIsDisk = true,
                             .remotes = remotes.get(),
                             .charts = &charts},
                            {});
}

int runKustomizeBuild(const KustomizeArguments &arguments)
{
    const auto built = kustomizeBuild(arguments);
    if (!built && needsRemotes(built.error(), arguments.remotes))
        return arguments.remotes.handOver();
    if (!built)
        return fail(built.error());
    warn(built->warnings);
    return print(kustomize::toText(built->objects));
}

} // namespace

void addKustomizeCommand(CLI::App &program, Action &chosen, RemoteAccess remotes)
{
    using kustomize::LoadRestriction;
    using kustomize::Reorder;
    static const std::map<std::string, LoadRestriction> restrictions = {
        {"rootOnly", LoadRestriction::RootOnly},
        {"none", LoadRestriction::None},
        {"LoadRestrictionsRootOnly", LoadRestriction::RootOnly},
        {"LoadRestrictionsNone", LoadRestriction::None}};
    static const std::map<std::string, Reorder> orders = {{"legacy", Reorder::Legacy},
                                                          {"none", Reorder::None}};

    CLI::App *const kustomize =
        program.add_subcommand("kustomize", "The build of kustomize, natively and to the byte");
    kustomize->require_subcommand(1);
    CLI::App *const build =
        kustomize->add_subcommand("build", "Prints what a kustomization's folder builds");
    const auto arguments = std::make_shared<KustomizeArguments>();
    arguments->remotes = std::move(remotes);
    build->add_option("DIR", arguments->directory, "The folder with the kustomization file")
        ->capture_default_str();
    build
        ->add_option("--load-restrictor", arguments->restriction,
                     "Which files may be named: rootOnly (in or below the folder) or none (any)")
        ->transform(CLI::CheckedTransformer(restrictions));
    build->add_option("--reorder", arguments->reorder, "The order of the output: legacy or none")
        ->transform(CLI::CheckedTransformer(orders));
    build->add_flag("--enable-helm", arguments->enableHelm, "Renders the charts of helmCharts");
    build->add_flag("--enable-managedby-label", arguments->addManagedByLabel,
                    "Labels everything with app.kubernetes.io/managed-by");
    build->add_flag("--offline", arguments->isOffline,
                    "Takes remote bases from the cache and fetches nothing");
    build->callback(
        [&chosen, arguments] { chosen = [arguments] { return runKustomizeBuild(*arguments); }; });
}

} // namespace plumb::ctl
