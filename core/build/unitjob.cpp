// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/unitjob.h"

#include "core/build/remoteguard.h"
#include "core/build/staticwalk.h"

namespace plumb::build {

namespace {

ObjectSet toSet(std::vector<Object> objects, std::vector<Diagnostic> &diagnostics)
{
    ObjectSet set;
    for (Object &object : objects) {
        const std::string name = object.displayName();
        if (!set.add(std::move(object)))
            diagnostics.push_back(
                {.severity = Severity::Warning,
                 .code = "duplicate-object",
                 .message = "'" + name + "' is built twice, in different API versions",
                 .object = name});
    }
    return set;
}

std::vector<std::string> componentsOf(const flux::Kustomization &owner)
{
    std::vector<std::string> components;
    if (const yaml::Value *list = owner.spec().find("components")) {
        for (const yaml::Value &item : list->items())
            components.emplace_back(item.text());
    }
    return components;
}

/// What can be known of a folder that cannot be built: first without what is remote, where that is
/// what is missing, else from its files as they are.
Result<ObjectSet> scan(const UnitJob &job, UnitRequest request, BuildCache &cache, BuiltUnit &unit,
                       const Run &run)
{
    if (request.remotes) {
        RemoteGuard nothing(job.remotes, RemoteGuard::Missing::IsEmpty);
        request.remotes = &nothing;
        if (Result<UnitOutput> partial = buildUnit(request, run)) {
            unit.unknownVariables = std::move(partial->unknownVariables);
            return toSet(std::move(partial->objects), unit.diagnostics);
        }
    }
    std::vector<Object> objects =
        PLUMB_TRY(walkStatically(request.tree, job.directory, componentsOf(job.owner), cache, run));
    const std::vector<Object> written = objects;
    unit.unknownVariables.clear();
    if (const auto finished = finishObjects(objects, unit.unknownVariables, request, run);
        !finished) {
        if (finished.error().code() == ErrorCode::Cancelled)
            return std::unexpected(finished.error());
        objects = written;
    }
    // Files of one folder may hold patches that look like the objects they patch.
    std::vector<Diagnostic> ignored;
    return toSet(std::move(objects), ignored);
}

Diagnostic failure(const Error &error)
{
    return {.severity = Severity::Error,
            .code = "build-failed",
            .message = error.description(),
            .where = error.where()};
}

} // namespace

Result<KeptUnit> runUnitJob(const UnitJob &job, BuildCache &cache, const Run &run)
{
    PLUMB_TRY(run.checkpoint(
        {.stage = Stage::Building,
         .subject = std::string(job.owner.namespaceName()) + '/' + std::string(job.owner.name())}));
    const RecordingTree tree(*job.artifact);
    RemoteGuard remotes(job.remotes, RemoteGuard::Missing::IsError);
    const UnitRequest request{.tree = tree,
                              .directory = job.directory,
                              .owner = &job.owner,
                              .variables = &job.variables,
                              .sources = cache.content().sources.get(),
                              .parsed = &cache.content().parsed,
                              .remotes = &remotes};
    const std::string key = cacheKey(request) + (job.remotes ? 'r' : 'l');
    if (KeptUnit known = cache.content().find(key, *job.artifact); known.unit)
        return known;

    auto unit = std::make_shared<BuiltUnit>();
    Result<UnitOutput> output = buildUnit(request, run);
    if (output) {
        unit->unknownVariables = std::move(output->unknownVariables);
        unit->diagnostics = std::move(output->warnings);
        unit->objects = toSet(std::move(output->objects), unit->diagnostics);
    } else {
        if (output.error().code() == ErrorCode::Cancelled)
            return std::unexpected(output.error());
        unit->diagnostics.push_back(failure(output.error()));
        UnitRequest again = request;
        again.remotes = remotes.hasMissed() ? &remotes : nullptr;
        unit->scanned = PLUMB_TRY(scan(job, again, cache, *unit, run));
        unit->objects = std::unexpected(output.error());
    }
    for (const Object &object : unit->objects ? *unit->objects : unit->scanned) {
        if (isEncrypted(object))
            unit->encrypted.push_back(object.id());
    }
    unit->filesRead.assign(tree.read().begin(), tree.read().end());
    // What was not fetched today may be there tomorrow.
    if (remotes.hasMissed() && job.remotes)
        return KeptUnit{.unit = std::move(unit)};
    KeptUnit kept{.unit = std::move(unit),
                  .footprint = std::make_shared<Footprint>(tree, *job.artifact)};
    cache.content().keep(key, kept);
    return kept;
}

} // namespace plumb::build
