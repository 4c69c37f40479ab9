// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/buildpath.h"

#include "core/build/unitbuilder.h"
#include "core/build/variablesource.h"
#include "core/source/artifact.h"

namespace plumb::build {

namespace {

Result<flux::Variables> variablesOf(const flux::Kustomization &kustomization,
                                    const PathOptions &options)
{
    flux::Variables variables;
    const std::optional<flux::PostBuild> postBuild = kustomization.postBuild();
    if (!postBuild)
        return variables;
    for (const flux::SubstituteReference &reference : postBuild->substituteFrom) {
        const std::string name = reference.kind + '/' + reference.name;
        const auto found = options.variables.find(name);
        if (found == options.variables.end()) {
            if (reference.optional || options.unknown != UnknownVariable::Refuse)
                continue;
            return std::unexpected(
                Error(ErrorCode::NotFound, "substitute from '" + name + "': it is not known here"));
        }
        for (const auto &[key, value] : found->second)
            variables.set(key, value);
    }
    for (const auto &[key, value] : postBuild->substitute)
        variables.set(key, value.text(), definitionOf(value, options.sources));
    return variables;
}

} // namespace

Result<PathOutput> buildPath(const files::FileTree &repository, const files::TreePath &path,
                             const std::optional<flux::Kustomization> &kustomization,
                             const PathOptions &options, const Run &run)
{
    const auto artifact = PLUMB_TRY(source::Artifact::of(repository, run));
    if (PLUMB_TRY(artifact->kindOf(path)) != files::EntryKind::Directory)
        return std::unexpected(
            Error(ErrorCode::NotFound, "kustomization path not found: '" + path.text() + '\''));

    flux::Variables variables;
    if (kustomization && options.substitute)
        variables = PLUMB_TRY(variablesOf(*kustomization, options));
    const UnitRequest request{.tree = *artifact,
                              .directory = path,
                              .owner = kustomization ? &*kustomization : nullptr,
                              .variables = options.substitute ? &variables : nullptr,
                              .commonMetadata = options.commonMetadata,
                              .order = options.order,
                              .unknown = options.unknown,
                              .sources = options.sources,
                              .remotes = options.remotes};
    UnitOutput output = PLUMB_TRY(buildUnit(request, run));
    return PathOutput{.objects = std::move(output.objects), .warnings = std::move(output.warnings)};
}

} // namespace plumb::build
