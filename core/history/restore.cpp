// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/restore.h"

#include "core/flux/generatedkustomization.h"
#include "core/history/places.h"
#include "core/promotion/merge.h"

#include <algorithm>
#include <map>
#include <set>

namespace plumb::history {

namespace {

using promotion::Change;
using promotion::Difference;

/// What sets something in an app in one snapshot.
struct AppSources
{
    std::set<Line> lines = {};
    std::set<files::TreePath> files = {};
    std::set<files::TreePath> kustomizations = {}; ///< That its Kustomizations read.
    std::set<std::string> documents = {};          ///< "Deployment/web"
};

bool isKustomization(const files::TreePath &file)
{
    return std::ranges::contains(flux::kustomizationFileNames, file.name());
}

Result<AppSources> sourcesOf(const reconcile::Snapshot &snapshot, const RestoredApp &restored)
{
    AppSources sources;
    // An app, or environment, that was not there yet had nothing that set it.
    const auto objects = objectsOfApp(snapshot, restored.app, restored.environment);
    if (!objects && objects.error().code() == ErrorCode::NotFound)
        return sources;
    for (const AppObject &each : PLUMB_TRY(objects)) {
        sources.lines.merge(linesOf(*each.object, *snapshot.sources));
        sources.documents.insert(std::string(each.object->kind()) + '/'
                                 + std::string(each.object->name()));
        const build::Unit *const unit = snapshot.desired->find(each.unit);
        for (const files::TreePath &file : unit->filesRead) {
            if (isKustomization(file))
                sources.kustomizations.insert(file);
        }
    }
    for (const Line &line : sources.lines)
        sources.files.insert(line.first);
    return sources;
}

Result<std::optional<std::string>> textIn(const files::FileTree &tree, const files::TreePath &path)
{
    if (PLUMB_TRY(tree.kindOf(path)) != files::EntryKind::File)
        return std::nullopt;
    return *PLUMB_TRY(tree.read(path));
}

bool touches(const yaml::Value &value, const files::TreePath &file, const std::set<Line> &lines)
{
    if (lines.contains({file, static_cast<int>(value.origin().line)}))
        return true;
    return std::ranges::any_of(value.items(),
                               [&](const yaml::Value &item) { return touches(item, file, lines); })
           || std::ranges::any_of(value.entries(), [&](const yaml::Entry &entry) {
                  return touches(entry.value, file, lines);
              });
}

/// Tells what belongs to the app from what only stands in the same file.
class Relevance
{
public:
    Relevance(const AppSources &now, const AppSources &then)
        : m_now(now)
        , m_then(then)
    {
    }

    void keepRelevant(std::vector<Difference> &items)
    {
        std::set<files::TreePath> moved;
        for (const Difference &difference : items) {
            if (difference.change == Change::FileAdded || difference.change == Change::FileRemoved)
                moved.insert(difference.targetFile);
        }
        std::erase_if(items, [&](const Difference &difference) {
            return !isRelevant(difference) && !lists(difference, moved);
        });
    }

private:
    bool isRelevant(const Difference &difference) const
    {
        const files::TreePath &file = difference.targetFile;
        switch (difference.change) {
        case Change::FileAdded: return m_then.files.contains(file);
        case Change::FileRemoved: return m_now.files.contains(file);
        case Change::FileReplaced: return true;
        case Change::DocumentAdded: return m_then.documents.contains(difference.document);
        case Change::DocumentRemoved: return m_now.documents.contains(difference.document);
        default: break;
        }
        // Where a text in the file holds it, its own lines say nothing.
        if (difference.embedded)
            return m_now.files.contains(file) || m_then.files.contains(file);
        return (difference.target && touches(*difference.target, file, m_now.lines))
               || (difference.source && touches(*difference.source, file, m_then.lines));
    }

    // The entry of a kustomization for a file that comes or goes.
    static bool lists(const Difference &difference, const std::set<files::TreePath> &moved)
    {
        if (!isKustomization(difference.targetFile) || difference.path.isRoot())
            return false;
        const std::string &reference = difference.path.steps().back().value;
        const auto path = difference.targetFile.parent().resolve(reference);
        return path && std::ranges::any_of(moved, [&path](const files::TreePath &file) {
                   return file == *path || (isKustomization(file) && file.parent() == *path);
               });
    }

    const AppSources &m_now;
    const AppSources &m_then;
};

std::string commitLines(const promotion::PromotionPlan &plan)
{
    const std::size_t body = plan.message.find("\n\n");
    return body == std::string::npos ? std::string() : plan.message.substr(body + 2);
}

std::map<std::string, const Object *> byName(const std::vector<AppObject> &objects)
{
    std::map<std::string, const Object *> result;
    for (const AppObject &each : objects)
        result.emplace(each.unit.cluster + ": " + each.object->displayName(), each.object);
    return result;
}

} // namespace

Result<promotion::Differences> differencesToRestore(const reconcile::Snapshot &now,
                                                    const reconcile::Snapshot &then,
                                                    const RestoredApp &restored, const Run &run)
{
    // Said here, so that a name that is wrong is no empty answer.
    PLUMB_TRY(objectsOfApp(now, restored.app, restored.environment));
    const AppSources mine = PLUMB_TRY(sourcesOf(now, restored));
    const AppSources theirs = PLUMB_TRY(sourcesOf(then, restored));
    std::set<files::TreePath> paths = mine.files;
    for (const auto *more : {&theirs.files, &mine.kustomizations, &theirs.kustomizations})
        paths.insert(more->begin(), more->end());

    promotion::Differences result{
        .from = restored.commit.shortText(), .to = {}, .commit = restored.commit.text()};
    for (const files::TreePath &path : paths) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::DetectingDrift, .subject = path.text()}));
        const auto text = PLUMB_TRY(textIn(*now.tree, path));
        auto items = PLUMB_TRY(promotion::mergeFile({.sourceFile = path,
                                                     .targetFile = path,
                                                     .base = text,
                                                     .theirs = PLUMB_TRY(textIn(*then.tree, path)),
                                                     .ours = text,
                                                     .byValue = true},
                                                    result.diagnostics));
        std::ranges::move(items, std::back_inserter(result.items));
    }
    Relevance(mine, theirs).keepRelevant(result.items);
    for (Difference &difference : result.items) {
        difference.app = restored.app;
        difference.reason = "as at " + restored.commit.shortText();
    }
    return result;
}

void nameRevert(promotion::PromotionPlan &plan, const git::Commit &commit)
{
    plan.message = "Revert \"" + commit.summary() + "\"\n\nThis reverts commit " + commit.id.text()
                   + ".\n\n" + commitLines(plan);
    plan.trailers.clear();
}

Result<> finishRestore(promotion::PromotionPlan &plan, const reconcile::Snapshot &then,
                       const RestoredApp &restored)
{
    plan.message = "Restore " + restored.app + " in " + restored.environment + " to "
                   + restored.commit.shortText() + "\n\n" + commitLines(plan);
    plan.trailers.clear();

    std::vector<AppObject> wanted;
    if (auto objects = objectsOfApp(then, restored.app, restored.environment))
        wanted = *std::move(objects);
    std::vector<AppObject> given;
    if (auto objects = objectsOfApp(*plan.after, restored.app, restored.environment))
        given = *std::move(objects);
    const auto before = byName(wanted);
    const auto after = byName(given);
    promotion::Check isRestored{.name = "restored",
                                .text = restored.app + " is as it was at "
                                        + restored.commit.shortText()};
    for (const auto &[name, object] : before) {
        const auto now = after.find(name);
        if (now == after.end() || !now->second->fields().sameData(object->fields()))
            isRestored.details.push_back(name);
    }
    for (const auto &[name, object] : after) {
        if (!before.contains(name))
            isRestored.details.push_back(name);
    }
    if (!isRestored.details.empty()) {
        isRestored.outcome = promotion::Outcome::Warned;
        isRestored.text =
            "Not all of " + restored.app + " is as it was at " + restored.commit.shortText();
    }

    promotion::Check others{.name = "others", .text = "Nothing but " + restored.app + " changes"};
    for (const reconcile::ClusterChanges &cluster : plan.effect) {
        for (const drift::ObjectDiff &object : cluster.changes.objects) {
            const std::string name = cluster.cluster + ": " + object.displayName();
            if (!before.contains(name) && !after.contains(name))
                others.details.push_back(name);
        }
    }
    if (!others.details.empty()) {
        others.outcome = promotion::Outcome::Warned;
        others.text = "More than " + restored.app + " changes";
    }
    plan.checks.push_back(std::move(isRestored));
    plan.checks.push_back(std::move(others));
    return {};
}

} // namespace plumb::history
