// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/plan.h"

#include "core/build/buildcache.h"
#include "core/git/difference.h"
#include "core/promotion/embedded.h"
#include "core/promotion/scope.h"
#include "core/yaml/edit.h"
#include "core/yaml/emitter.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <map>
#include <set>

namespace plumb::promotion {

namespace {

/// The texts of the target's files while the edits are made, one after the other.
class Edits
{
public:
    Edits(const files::FileTree &tree, const ScopePair &scopes)
        : m_tree(tree)
        , m_scopes(scopes)
    {
    }

    Result<> carryOver(const Difference &difference)
    {
        if (difference.change == Change::FileAdded)
            return addFile(difference);
        // A link is followed to the file it leads to, which never is outside of the tree.
        const auto located = PLUMB_TRY(m_tree.locate(difference.targetFile));
        if (!located) {
            return std::unexpected(Error(ErrorCode::Conflict,
                                         difference.targetFile.text() + " is not there any more"));
        }
        FileEdit &file = PLUMB_TRY(opened(*located)).get();
        Result<std::string> text = edited(file, difference);
        if (!text)
            return std::unexpected(
                std::move(text).error().within("carrying over " + difference.key()));
        file.after = *std::move(text);
        return {};
    }

    std::vector<FileEdit> take()
    {
        std::vector<FileEdit> files;
        for (auto &[path, file] : m_files) {
            if (file.before != file.after)
                files.push_back(std::move(file));
        }
        return files;
    }

private:
    static Result<std::string> edited(const FileEdit &file, const Difference &difference)
    {
        const yaml::EditTarget target{.file = file.path.text(),
                                      .document = difference.targetDocument,
                                      .path = difference.path};
        if (!difference.embedded) {
            return difference.change == Change::Removed
                       ? yaml::removeValue(file.after, target)
                       : yaml::setValue(file.after, target, *difference.source, difference.after);
        }
        const auto documents =
            PLUMB_TRY(yaml::parseAll(file.after, target.file, {.keepDates = true}));
        const yaml::Value document =
            target.document < documents.size() ? documents[target.document] : yaml::Value();
        return yaml::setValue(file.after, target,
                              yaml::Value::string(PLUMB_TRY(editEmbedded(document, difference))));
    }

    Result<std::reference_wrapper<FileEdit>> opened(const files::TreePath &path)
    {
        const auto known = m_files.find(path);
        if (known != m_files.end())
            return std::ref(known->second);
        const auto added = m_files.emplace(path, PLUMB_TRY(read(path)));
        return std::ref(added.first->second);
    }

    Result<> addFile(const Difference &difference)
    {
        if (PLUMB_TRY(m_tree.kindOf(difference.targetFile))) {
            return std::unexpected(
                Error(ErrorCode::Conflict, difference.targetFile.text() + " exists already"));
        }
        const files::Bytes bytes = PLUMB_TRY(m_tree.read(difference.sourceFile));
        m_files[difference.targetFile] = FileEdit{.path = difference.targetFile,
                                                  .before = std::nullopt,
                                                  .after = m_scopes.renamed(*bytes),
                                                  .patch = {}};
        return listFile(difference);
    }

    // Where the source's kustomization lists the file, the target's is to list it too. A folder
    // without a kustomization is read whole.
    Result<> listFile(const Difference &difference)
    {
        const auto source = PLUMB_TRY(kustomizationOf(difference.sourceFile));
        const auto target = PLUMB_TRY(kustomizationOf(difference.targetFile));
        if (!source || !target)
            return {};
        const FileEdit sourceFile = PLUMB_TRY(read(*source));
        FileEdit &targetFile = PLUMB_TRY(opened(*target)).get();
        for (const std::string_view list : {"resources", "components"}) {
            if (!PLUMB_TRY(isListed(sourceFile, list, difference.sourceFile.name()))
                || PLUMB_TRY(isListed(targetFile, list, difference.targetFile.name())))
                continue;
            const yaml::EditTarget place{.file = target->text(),
                                         .path = yaml::NodePath().child(yaml::Step::toKey(list))};
            const yaml::Value name = yaml::Value::string(std::string(difference.targetFile.name()));
            Result<std::string> text =
                PLUMB_TRY(holds(targetFile, list))
                    ? yaml::insertItem(targetFile.after, place, std::string::npos, name)
                    : yaml::setValue(targetFile.after, place, yaml::Value::sequence({name}));
            targetFile.after = PLUMB_TRY(
                within("listing " + difference.targetFile.text() + " in " + target->text(),
                       std::move(text)));
        }
        return {};
    }

    Result<std::optional<files::TreePath>> kustomizationOf(const files::TreePath &file) const
    {
        for (const std::string_view name :
             {"kustomization.yaml", "kustomization.yml", "Kustomization"}) {
            const std::string folder = file.parent().text();
            const auto path = PLUMB_TRY(files::TreePath::parse(
                folder.empty() ? std::string(name) : folder + '/' + std::string(name)));
            if (const auto located = PLUMB_TRY(m_tree.locate(path)))
                return located;
        }
        return std::nullopt;
    }

    static Result<bool> isListed(const FileEdit &kustomization, std::string_view list,
                                 std::string_view name)
    {
        const auto documents =
            PLUMB_TRY(yaml::parseAll(kustomization.after, kustomization.path.text()));
        const yaml::Value *const items = documents.empty() ? nullptr : documents[0].find(list);
        return items && items->isSequence()
               && std::ranges::any_of(items->items(), [name](const yaml::Value &item) {
                      return item.text() == name || item.text() == "./" + std::string(name);
                  });
    }

    static Result<bool> holds(const FileEdit &kustomization, std::string_view list)
    {
        const auto documents =
            PLUMB_TRY(yaml::parseAll(kustomization.after, kustomization.path.text()));
        return !documents.empty() && documents[0].find(list)
               && documents[0].find(list)->isSequence();
    }

    Result<FileEdit> read(const files::TreePath &path) const
    {
        const files::Bytes bytes = PLUMB_TRY(m_tree.read(path));
        return FileEdit{.path = path, .before = *bytes, .after = *bytes, .patch = {}};
    }

    const files::FileTree &m_tree;
    const ScopePair &m_scopes;
    std::map<files::TreePath, FileEdit> m_files;
};

// The lines around a change may be those of a Secret in the same file.
bool holdsSecret(const FileEdit &file)
{
    const auto documents = yaml::parseAll(file.after, file.path.text());
    return !documents || std::ranges::any_of(*documents, [](const yaml::Value &document) {
        return document.textAt({"kind"}) == "Secret" || drift::isSopsDocument(document);
    });
}

Result<> addPatches(std::vector<FileEdit> &files)
{
    constexpr int usualContext = 3;
    for (FileEdit &file : files) {
        const int context = holdsSecret(file) ? 0 : usualContext;
        const git::FileDifference difference =
            PLUMB_TRY(git::textDifference(file.path, file.before, file.after, context));
        file.patch = git::toPatch(difference);
    }
    return {};
}

std::string shortText(const std::optional<yaml::Value> &value)
{
    constexpr std::size_t longest = 60;
    if (!value)
        return "nothing";
    if (!value->isScalar())
        return value->isMapping() ? "{…}" : "[…]";
    const std::string_view text = value->text();
    const std::string_view line = text.substr(0, text.find('\n'));
    if (line.size() == text.size() && line.size() <= longest)
        return std::string(line);
    return std::string(line.substr(0, longest)) + "…";
}

std::string lineOf(const Difference &difference)
{
    if (difference.change == Change::FileAdded)
        return difference.targetFile.text() + ": new, from " + difference.sourceFile.text();
    return difference.targetFile.text() + ": " + difference.place() + ": "
           + shortText(difference.target) + " -> " + shortText(difference.source);
}

std::string messageFor(const Differences &all, std::span<const Difference> selected)
{
    std::set<std::string> apps;
    for (const Difference &difference : selected)
        apps.insert(difference.app);
    apps.erase("");
    std::string what;
    if (apps.size() == 1) {
        what = *apps.begin();
        if (selected.size() == 1 && selected[0].source && selected[0].source->isScalar()
            && selected[0].kind != ValueKind::Value)
            what += ' ' + shortText(selected[0].source);
    } else {
        what = std::to_string(selected.size()) + (selected.size() == 1 ? " value" : " values");
    }
    std::string message = "Promote " + what + " from " + all.from + " to " + all.to + "\n\n";
    for (const Difference &difference : selected)
        message += lineOf(difference) + '\n';
    return message;
}

// Units that could be built before and cannot be built with the edits.
std::vector<Diagnostic> brokenUnits(const reconcile::Snapshot &before,
                                    const reconcile::Snapshot &after)
{
    std::vector<Diagnostic> broken;
    for (const build::ClusterState &cluster : after.desired->clusters) {
        for (const auto &unit : cluster.units) {
            const build::Unit *const was = before.desired->find(unit->id);
            if (unit->objects || (was && !was->objects))
                continue;
            broken.push_back(
                {.severity = Severity::Error,
                 .code = "promotion-breaks-build",
                 .message = unit->objects.error().message(),
                 .where = unit->objects.error().where(),
                 .object = "Kustomization/" + unit->id.namespaceName + '/' + unit->id.name});
        }
    }
    return broken;
}

Result<> addEffect(PromotionPlan &plan, const PlanContext &context, const Run &run)
{
    reconcile::SnapshotRequest request = context.request;
    request.edits = plan.edits();
    const auto after =
        PLUMB_TRY(within("building what the promotion would give",
                         reconcile::openSnapshot(request, context.cache, context.executor, run)));
    plan.effect =
        PLUMB_TRY(reconcile::compareRevisions(context.snapshot, *after, context.mask, run));
    std::erase_if(plan.effect, [](const reconcile::ClusterChanges &cluster) {
        return !cluster.changes.hasDifferences();
    });
    plan.diagnostics = brokenUnits(context.snapshot, *after);
    return {};
}

} // namespace

files::Edits PromotionPlan::edits() const
{
    files::Edits edits;
    for (const FileEdit &file : files)
        edits.emplace(file.path, file.after);
    return edits;
}

Result<PromotionPlan> plan(const PlanContext &context, const Differences &differences,
                           std::span<const Difference> selected, const Run &run)
{
    if (selected.empty()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "nothing is selected that could be promoted from "
                                               + differences.from + " to " + differences.to));
    }
    const ScopePair scopes =
        PLUMB_TRY(scopesOf(context.snapshot, differences.from, differences.to));
    Edits edits(*context.snapshot.tree, scopes);
    for (const Difference &difference : selected)
        PLUMB_TRY(edits.carryOver(difference));

    PromotionPlan plan{.from = differences.from,
                       .to = differences.to,
                       .repository = context.snapshot.repository,
                       .folder = context.snapshot.folder,
                       .commit = context.snapshot.commit,
                       .differences = {selected.begin(), selected.end()}};
    plan.files = edits.take();
    PLUMB_TRY(addPatches(plan.files));
    PLUMB_TRY(addEffect(plan, context, run));
    plan.message = messageFor(differences, selected);
    return plan;
}

} // namespace plumb::promotion
