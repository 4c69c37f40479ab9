// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/plan.h"

#include "core/build/buildcache.h"
#include "core/promotion/choices.h"
#include "core/promotion/edits.h"
#include "core/reconcile/trial.h"

#include <algorithm>
#include <set>

namespace plumb::promotion {

namespace {

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
    switch (difference.change) {
    case Change::FileAdded:
        return difference.targetFile.text() + ": new, from " + difference.sourceFile.text();
    case Change::FileRemoved: return difference.targetFile.text() + ": removed";
    case Change::FileReplaced: return difference.targetFile.text() + ": as a whole";
    case Change::DocumentAdded:
        return difference.targetFile.text() + ": " + difference.document + " added";
    case Change::DocumentRemoved:
        return difference.targetFile.text() + ": " + difference.document + " removed";
    default: break;
    }
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
    if (!all.commit.empty() && !all.to.empty())
        message += "What " + all.commit + " changed.\n\n";
    for (const Difference &difference : selected)
        message += lineOf(difference) + '\n';
    return message;
}

Diagnostic breakage(const build::Unit &unit)
{
    return {.severity = Severity::Error,
            .code = "promotion-breaks-build",
            .message = unit.objects.error().message(),
            .where = unit.objects.error().where(),
            .object = "Kustomization/" + unit.id.namespaceName + '/' + unit.id.name};
}

Result<> addChoices(PromotionPlan &plan, const Differences &differences,
                    const files::FileTree &tree)
{
    auto text = PLUMB_TRY(rememberedChoices(tree, differences, plan.differences));
    if (!text)
        return {};
    reconcile::FileEdit file{.path = files::TreePath().child(fleet::Workspace::fileName),
                             .after = *std::move(text)};
    if (PLUMB_TRY(tree.kindOf(file.path)))
        file.before = *PLUMB_TRY(tree.read(file.path));
    PLUMB_TRY(reconcile::addPatch(file));
    const auto place =
        std::ranges::lower_bound(plan.files, file.path, {}, &reconcile::FileEdit::path);
    plan.files.insert(place, std::move(file));
    return {};
}

Result<> addEffect(PromotionPlan &plan, const PlanContext &context, const Run &run)
{
    const reconcile::TrialGround ground{.snapshot = context.snapshot,
                                        .cache = context.cache,
                                        .executor = context.executor,
                                        .mask = context.mask};
    reconcile::Trial trial = PLUMB_TRY(within("building what the promotion would give",
                                              reconcile::tryOut(ground, plan.edits(), run)));
    plan.effect = std::move(trial.effect);
    for (const auto &unit : trial.broken)
        plan.diagnostics.push_back(breakage(*unit));
    plan.after = std::move(trial.after);
    plan.checks = checkPlan({.plan = plan, .before = context.snapshot, .after = *plan.after});
    return {};
}

} // namespace

files::Edits PromotionPlan::edits() const
{
    files::Edits edits;
    for (const reconcile::FileEdit &file : files)
        edits.emplace(file.path, file.after);
    return edits;
}

bool PromotionPlan::hasFailedCheck() const
{
    return std::ranges::contains(checks, Outcome::Failed, &Check::outcome);
}

Result<PromotionPlan> plan(const PlanContext &context, const Differences &differences,
                           std::span<const Difference> selected, const Run &run)
{
    if (selected.empty()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, differences.to.empty()
                                               ? "nothing is selected that could be taken back"
                                               : "nothing is selected that could be promoted from "
                                                     + differences.from + " to " + differences.to));
    }
    PromotionPlan plan{.from = differences.from,
                       .to = differences.to,
                       .repository = context.snapshot.repository,
                       .folder = context.snapshot.folder,
                       .commit = context.snapshot.commit,
                       .differences = {selected.begin(), selected.end()}};
    plan.files = PLUMB_TRY(editedFiles(*context.snapshot.tree, selected));
    if (context.remembersChoices)
        PLUMB_TRY(addChoices(plan, differences, *context.snapshot.tree));
    PLUMB_TRY(addEffect(plan, context, run));
    plan.message = messageFor(differences, selected);
    plan.trailers = {"Promoted-from: " + plan.from + '@'
                     + (differences.commit.empty() ? plan.commit : differences.commit)};
    return plan;
}

} // namespace plumb::promotion
