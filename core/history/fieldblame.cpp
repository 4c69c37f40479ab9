// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/fieldblame.h"

#include "core/build/provenance.h"
#include "core/git/blame.h"
#include "core/git/repository.h"
#include "core/history/linemap.h"

namespace plumb::history {

namespace {

// The line of HEAD's file that a line of the file on disk was; nothing when it was edited.
Result<std::optional<int>> committedLine(const reconcile::Snapshot &snapshot,
                                         const git::Repository &repository, const git::Oid &head,
                                         const files::TreePath &path, int line)
{
    const auto committed = PLUMB_TRY(repository.treeAt(head));
    const auto before = committed->read(snapshot.folder.resolveClamped(path.text()));
    if (!before)
        return std::nullopt;
    if (!snapshot.isWorkingTree)
        return line;
    const files::Bytes now = PLUMB_TRY(snapshot.tree->read(path));
    return oldLineOf(**before, *now, line);
}

Result<BlamedLayer> blameLayer(const reconcile::Snapshot &snapshot,
                               const git::Repository &repository, yaml::Layer layer, const Run &run)
{
    BlamedLayer blamed = {.layer = std::move(layer)};
    // A folder that stands in for another source is outside of the repository.
    const auto place = files::TreePath::parse(blamed.layer.path);
    if (!place || place->isRoot() || blamed.layer.line == 0)
        return blamed;
    const git::Oid head = PLUMB_TRY(git::Oid::parse(snapshot.commit));
    const auto line = PLUMB_TRY(
        committedLine(snapshot, repository, head, *place, static_cast<int>(blamed.layer.line)));
    blamed.isUncommitted = !line;
    if (!line)
        return blamed;
    const files::TreePath path = snapshot.folder.resolveClamped(place->text());
    const auto ranges = PLUMB_TRY(git::blame(
        repository, {.file = path, .revision = head, .firstLine = *line, .lastLine = *line}, run));
    if (!ranges.empty())
        blamed.commit = ranges.front().commit;
    return blamed;
}

} // namespace

Result<std::vector<BlamedLayer>> blameField(const reconcile::Snapshot &snapshot,
                                            const Object &object, const FieldPath &field,
                                            const Run &run)
{
    std::vector<BlamedLayer> result;
    const auto layers = build::layersOf(object, field, *snapshot.sources);
    if (snapshot.commit.empty()) { // a plain folder, or a branch without commits
        for (const yaml::Layer &layer : layers)
            result.push_back({.layer = layer});
        return result;
    }
    const auto repository = PLUMB_TRY(git::Repository::open(snapshot.repository));
    for (const yaml::Layer &layer : layers) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = layer.path}));
        auto blamed = within("looking for the commit of " + layer.path,
                             blameLayer(snapshot, repository, layer, run));
        result.push_back(PLUMB_TRY(std::move(blamed)));
    }
    return result;
}

} // namespace plumb::history
