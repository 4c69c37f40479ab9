// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/carriedcommit.h"

#include "core/git/mainline.h"
#include "core/git/repository.h"
#include "core/promotion/appindex.h"
#include "core/promotion/merge.h"
#include "core/promotion/onesided.h"
#include "core/promotion/pairing.h"
#include "core/promotion/scope.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace plumb::promotion {

namespace {

Result<std::optional<std::string>> textOf(const git::Repository &repository, const git::Oid &blob)
{
    if (blob.isNull())
        return std::nullopt;
    return PLUMB_TRY(git::blobText(repository, blob));
}

Result<std::optional<std::string>> textIn(const files::FileTree &tree, const files::TreePath &path)
{
    if (PLUMB_TRY(tree.kindOf(path)) != files::EntryKind::File)
        return std::nullopt;
    return *PLUMB_TRY(tree.read(path));
}

// The path as the snapshot's tree has it; nothing for what lies outside of its folder.
std::optional<files::TreePath> pathInFolder(const reconcile::Snapshot &snapshot,
                                            const files::TreePath &path)
{
    if (!path.isWithin(snapshot.folder))
        return std::nullopt;
    const auto relative = files::TreePath::parse(path.relativeTo(snapshot.folder));
    return relative ? std::optional(*relative) : std::nullopt;
}

/// Finds the files of the target that correspond to a file of the source.
class Counterparts
{
public:
    Counterparts(const ScopePair &scopes, const Pairing &pairing)
        : m_scopes(scopes)
        , m_pairing(pairing)
    {
    }

    bool isOfSource(const files::TreePath &file) const
    {
        if (m_scopes.from.files.contains(file))
            return true;
        // A file that is gone by now was read by nobody; its path may still say whose it was.
        return !m_scopes.to.files.contains(file)
               && m_scopes.from.genericPath(file) != '/' + file.text()
               && m_scopes.renamed(file.text()) != file.text();
    }

    Result<std::vector<files::TreePath>> of(const files::TreePath &file) const
    {
        std::vector<files::TreePath> targets;
        for (const FilePair &pair : m_pairing.pairs) {
            if (pair.from->path == file)
                targets.push_back(pair.to->path);
        }
        if (targets.empty()) {
            const auto renamed = PLUMB_TRY(files::TreePath::parse(m_scopes.renamed(file.text())));
            if (renamed != file)
                targets.push_back(renamed);
        }
        return targets;
    }

private:
    const ScopePair &m_scopes;
    const Pairing &m_pairing;
};

// Documents are carried to where the target has them, whatever the order of the files.
void sortForReading(std::vector<Difference> &items)
{
    std::ranges::stable_sort(items, [](const Difference &a, const Difference &b) {
        return std::tie(a.targetFile, a.targetLine) < std::tie(b.targetFile, b.targetLine);
    });
}

void nameApps(std::vector<Difference> &items, const AppIndex &apps)
{
    for (Difference &difference : items) {
        const std::string_view document = difference.document;
        const std::size_t slash = std::min(document.find('/'), document.size());
        difference.app =
            apps.appAt(difference.targetFile, difference.targetLine, document.substr(0, slash),
                       document.substr(std::min(slash + 1, document.size())));
    }
}

// A copied file is listed where the source lists it.
void addListings(std::vector<Difference> &items, const OneSided &oneSided, const Pairing &pairing)
{
    for (Difference &difference : items) {
        const auto source = pairing.from.find(difference.sourceFile);
        if (difference.change == Change::FileAdded && source != pairing.from.end())
            difference.listed = oneSided.entriesFor(source->second, difference.targetFile);
        const auto target = pairing.to.find(difference.targetFile);
        if (difference.change == Change::FileRemoved && target != pairing.to.end())
            difference.listed = oneSided.entriesOf(target->second);
    }
}

// The commit may have changed the source's list itself; an entry goes with its file then.
void dropCarriedEntries(std::vector<Difference> &items)
{
    std::set<std::pair<files::TreePath, std::string>> carried;
    for (const Difference &difference : items) {
        for (const ListedEntry &entry : difference.listed)
            carried.emplace(entry.kustomization, entry.item.value);
    }
    std::erase_if(items, [&](const Difference &difference) {
        return !difference.isWhole() && !difference.path.isRoot()
               && carried.contains({difference.targetFile, difference.path.steps().back().value});
    });
}

// All Kustomizations, for what a file belongs to wherever it is read.
ScopePair everything(const reconcile::Snapshot &snapshot)
{
    ScopePair scopes;
    for (const build::ClusterState &cluster : snapshot.desired->clusters) {
        for (const auto &unit : cluster.units)
            scopes.from.units.push_back(unit.get());
    }
    return scopes;
}

std::string revertReason(const Difference &difference, const std::string &commit)
{
    return difference.isConflict ? difference.reason : "as before " + commit;
}

} // namespace

Result<Differences> differencesOfCommit(const reconcile::Snapshot &snapshot, const git::Oid &commit,
                                        std::string_view from, std::string_view to, const Run &run)
{
    const ScopePair scopes = PLUMB_TRY(scopesOf(snapshot, from, to));
    const Pairing pairing = PLUMB_TRY(pairFiles(*snapshot.tree, scopes, run));
    const Counterparts counterparts(scopes, pairing);
    const auto repository = PLUMB_TRY(git::Repository::open(snapshot.repository));

    Differences result{.from = std::string(from), .to = std::string(to), .commit = commit.text()};
    bool touchesSource = false;
    for (const git::ChangedFile &changed : PLUMB_TRY(git::changedFiles(repository, commit))) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::DetectingDrift, .subject = changed.path.text()}));
        const auto file = pathInFolder(snapshot, changed.path);
        if (!file || !counterparts.isOfSource(*file))
            continue;
        touchesSource = true;
        for (const files::TreePath &target : PLUMB_TRY(counterparts.of(*file))) {
            auto items =
                PLUMB_TRY(mergeFile({.sourceFile = *file,
                                     .targetFile = target,
                                     .base = PLUMB_TRY(textOf(repository, changed.before)),
                                     .theirs = PLUMB_TRY(textOf(repository, changed.after)),
                                     .ours = PLUMB_TRY(textIn(*snapshot.tree, target)),
                                     .scopes = &scopes},
                                    result.diagnostics));
            std::ranges::move(items, std::back_inserter(result.items));
        }
    }
    if (!touchesSource) {
        return std::unexpected(
            Error(ErrorCode::NotFound,
                  "commit " + commit.shortText() + " changes no file of " + std::string(from)));
    }
    const OneSided oneSided(*snapshot.tree, scopes, pairing);
    addListings(result.items, oneSided, pairing);
    dropCarriedEntries(result.items);
    nameApps(result.items, AppIndex(*snapshot.fleet, scopes));
    for (Difference &difference : result.items) {
        if (!difference.isConflict)
            difference.reason = "changed by " + commit.shortText();
    }
    sortForReading(result.items);
    return result;
}

Result<Differences> differencesToRevert(const reconcile::Snapshot &snapshot, const git::Oid &commit,
                                        const Run &run)
{
    const auto repository = PLUMB_TRY(git::Repository::open(snapshot.repository));
    Differences result{.from = commit.shortText(), .to = {}, .commit = commit.text()};
    for (const git::ChangedFile &changed : PLUMB_TRY(git::changedFiles(repository, commit))) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::DetectingDrift, .subject = changed.path.text()}));
        const auto file = pathInFolder(snapshot, changed.path);
        if (!file) {
            return std::unexpected(
                Error(ErrorCode::Unsupported, "the commit also changes " + changed.path.text()
                                                  + ", outside of the folder that is open"));
        }
        auto items = PLUMB_TRY(mergeFile({.sourceFile = *file,
                                          .targetFile = *file,
                                          .base = PLUMB_TRY(textOf(repository, changed.after)),
                                          .theirs = PLUMB_TRY(textOf(repository, changed.before)),
                                          .ours = PLUMB_TRY(textIn(*snapshot.tree, *file))},
                                         result.diagnostics));
        std::ranges::move(items, std::back_inserter(result.items));
    }
    nameApps(result.items, AppIndex(*snapshot.fleet, everything(snapshot)));
    for (Difference &difference : result.items)
        difference.reason = revertReason(difference, commit.shortText());
    sortForReading(result.items);
    return result;
}

} // namespace plumb::promotion
