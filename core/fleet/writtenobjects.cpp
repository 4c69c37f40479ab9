// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/writtenobjects.h"

#include "core/build/staticwalk.h"
#include "core/flux/kustomization.h"

namespace plumb::fleet {

namespace {

using files::TreePath;

constexpr std::string_view syncFileName = "gotk-sync.yaml";

bool isManifest(const TreePath &file)
{
    return file.name().ends_with(".yaml") || file.name().ends_with(".yml");
}

// Reading is what takes the time, so that a look at the text comes first.
bool mayMatter(std::string_view text)
{
    if (text.contains(flux::kustomizeGroup) && text.contains("Kustomization"))
        return true;
    return text.contains("sync:") && (text.contains("FluxInstance") || text.contains("instance:"));
}

bool makesInstance(const Object &object)
{
    if (flux::isKind(object, flux::operatorGroup, "FluxInstance"))
        return object.fields().find({"spec", "sync"}) != nullptr;
    return flux::isKind(object, flux::helmGroup, "HelmRelease")
           && object.fields().find({"spec", "values", "instance", "sync"}) != nullptr;
}

} // namespace

Result<WrittenObjects> readWrittenObjects(const source::Artifact &artifact,
                                          build::BuildCache &cache, const Run &run)
{
    WrittenObjects written;
    for (const TreePath &file : artifact.files()) {
        if (!isManifest(file))
            continue;
        PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = file.text()}));
        const bool isSyncFile = file.name() == syncFileName;
        if (isSyncFile)
            written.syncFiles.push_back(file);
        const auto bytes = artifact.read(file);
        if (!bytes || (!isSyncFile && !mayMatter(**bytes)))
            continue;
        for (Object &object : build::objectsIn(artifact, file, cache)) {
            if (flux::Kustomization::matches(object))
                written.kustomizations.push_back({std::move(object), file});
            else if (makesInstance(object))
                written.instances.push_back({std::move(object), file});
            else if (isSyncFile && object.gvk().group == flux::sourceGroup)
                written.sources.push_back({std::move(object), file});
        }
    }
    return written;
}

} // namespace plumb::fleet
