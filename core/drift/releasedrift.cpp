// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/releasedrift.h"

#include "core/drift/diff.h"
#include "core/drift/unitdrift.h"
#include "core/flux/status.h"

#include <algorithm>

namespace plumb::drift {

using cluster::Presence;
using ssa::ManagedFields;
using yaml::Value;

namespace {

constexpr std::string_view applier = "helm-controller";
constexpr std::string_view driftMark = "helm.toolkit.fluxcd.io/driftDetection";

bool isExcluded(const Object &object)
{
    return object.annotation(driftMark) == "disabled" || object.label(driftMark) == "disabled";
}

const Object *releaseIn(const cluster::LiveState &live, const build::UnitId &id)
{
    return live.find({.group = std::string(flux::helmGroup),
                      .kind = "HelmRelease",
                      .namespaceName = id.namespaceName,
                      .name = id.name});
}

} // namespace

ReleaseDrift::ReleaseDrift(const build::Release &release, const cluster::LiveState &live,
                           const DriftOptions &options)
    : m_release(release)
    , m_live(live)
    , m_options(options)
    , m_name(release.id.namespaceName + '/' + release.id.name)
    , m_installed(releaseIn(live, release.id))
    , m_isCurrent(isCurrent())
{
}

// Whether the HelmRelease in the cluster is the one of git, and has installed its chart.
bool ReleaseDrift::isCurrent() const
{
    if (!m_installed)
        return false;
    const DiffOptions options = {.comparison = Comparison::Live, .mask = m_options.mask};
    if (diffObject(m_release.release.object(), *m_installed, *m_options.schema, options).action
        != Action::Unchanged)
        return false;
    const Value *history = m_installed->fields().find({"status", "history"});
    const auto ready = flux::conditionOf(*m_installed, "Ready");
    return ready && !ready->isFalse() && history && history->size() > 0
           && history->items().front().textAt({"chartVersion"}) == m_release.rendered->chartVersion;
}

bool ReleaseDrift::isComparable(ChangeSet &set) const
{
    const auto note = [&](Severity severity, std::string code, std::string message) {
        set.diagnostics.push_back({.severity = severity,
                                   .code = std::move(code),
                                   .message = std::move(message),
                                   .object = "HelmRelease/" + m_name});
    };
    const build::RenderedRelease &rendered = *m_release.rendered;
    if (m_release.release.isRemote()) {
        note(Severity::Note, "remote-cluster",
             "it installs into another cluster, so what it installs is not compared");
        return false;
    }
    if (!rendered.objects) {
        note(rendered.hasChart ? Severity::Error : Severity::Note,
             rendered.hasChart ? "render-failed" : "chart-not-at-hand",
             rendered.objects.error().toString());
        return false;
    }
    if (rendered.isIncomplete) {
        note(Severity::Note, "values-not-in-git",
             "some of its values are known to the cluster alone, so what it installs is not "
             "compared");
        return false;
    }
    if (m_release.release.isSuspended())
        note(Severity::Note, "suspended", "it is suspended: nothing corrects what has drifted");
    return true;
}

std::string ReleaseDrift::skipReason(const Object &desired, const Object *live) const
{
    if (isExcluded(desired) || (live && isExcluded(*live)))
        return "an annotation tells helm-controller not to look at it";
    if (m_live.presenceOf(desired.id()) == Presence::Unreadable)
        return "it cannot be read: " + std::string(m_live.reasonFor(desired.id()));
    return {};
}

Result<> ReleaseDrift::collect(ChangeSet &set)
{
    for (const Object &rendered : *m_release.rendered->objects) {
        const Object object =
            build::withHelmLabels(PLUMB_TRY(inCluster(rendered, m_live)), m_release.release);
        const Object *const live = m_live.find(object.id());
        if (std::string reason = skipReason(object, live); !reason.empty()) {
            set.objects.push_back({.id = object.id(),
                                   .action = Action::Skipped,
                                   .gvk = object.gvk(),
                                   .reason = std::move(reason),
                                   .owner = m_name});
            continue;
        }
        if (m_desired.find(object.id()))
            continue;
        PLUMB_TRY(m_desired.add(object));
        if (live && !m_present.find(live->id()))
            PLUMB_TRY(m_present.add(*live));
    }
    return {};
}

// Whether somebody corrects it, and when.
std::string ReleaseDrift::outlook() const
{
    if (m_release.release.isSuspended())
        return "; it is suspended";
    if (m_release.release.driftDetectionMode() == "enabled")
        return "; helm-controller corrects it";
    return "; it stays until the next upgrade, since spec.driftDetection does not correct it";
}

Cause ReleaseDrift::notApplied() const
{
    if (!m_installed)
        return {.kind = CauseKind::NotApplied,
                .explanation = "the HelmRelease is not in the cluster yet"};
    const auto ready = flux::conditionOf(*m_installed, "Ready");
    if (ready && ready->isFalse())
        return {.kind = CauseKind::NotApplied,
                .explanation = "the HelmRelease has failed (" + ready->reason + ')'};
    return {.kind = CauseKind::NotApplied,
            .explanation = "the HelmRelease in the cluster is another one than in git, or has "
                           "another chart installed"};
}

Cause ReleaseDrift::ofChange(const FieldChange &change, const ManagedFields &managed) const
{
    const auto owners = managed.ownersOf(change.path);
    const bool isOwned = !owners.empty()
                         && (owners.front().extent != ssa::Extent::Parts
                             || change.kind == FieldChange::Kind::Changed);
    if (isOwned && owners.front().manager.name != applier) {
        Cause cause = causeBy(owners.front().manager, change.kind);
        if (cause.needsPerson)
            cause.explanation += outlook();
        return cause;
    }
    if (!m_isCurrent)
        return notApplied();
    if (isOwned) {
        return {.kind = CauseKind::Webhook,
                .manager = owners.front().manager,
                .explanation = "Helm has installed just this, and the API server or an admission "
                               "webhook keeps another value"};
    }
    if (managed.empty())
        return {.explanation = "the object does not record who sets its fields"};
    if (change.kind == FieldChange::Kind::Changed)
        return {.kind = CauseKind::ApiDefault,
                .explanation =
                    "it was removed, and the API server filled in its default" + outlook()};
    return {.explanation = "it was removed, which leaves no trace" + outlook()};
}

void ReleaseDrift::explain(ObjectDiff &diff) const
{
    diff.owner = m_name;
    if (diff.action == Action::Created) {
        if (m_isCurrent)
            diff.cause =
                Cause{.kind = CauseKind::Deleted,
                      .explanation = "Helm has installed it, and somebody deleted it" + outlook()};
        else
            diff.cause = notApplied();
        return;
    }
    const Object *const desired = m_desired.find(diff.id);
    const Object *const live = m_present.find(diff.id);
    if (!desired || !live)
        return;
    const auto managed = ManagedFields::from(*live).value_or(ManagedFields());
    for (FieldChange &change : diff.changes) {
        if (m_rules.covers(change.path, *desired, *live))
            change.cause = Cause{.kind = CauseKind::IgnoreRule,
                                 .explanation = "a rule in spec.driftDetection.ignore tells "
                                                "helm-controller to leave it alone",
                                 .needsPerson = false};
        else
            change.cause = ofChange(change, managed);
    }
}

Result<> ReleaseDrift::detect(ChangeSet &set, const Run &run)
{
    if (!isComparable(set))
        return {};
    if (auto rules = IgnoreRules::from(m_release.release.driftIgnoreRules()))
        m_rules = *std::move(rules);
    else
        set.diagnostics.push_back({.severity = Severity::Warning,
                                   .code = "ignore-rules",
                                   .message = rules.error().toString(),
                                   .object = "HelmRelease/" + m_name});
    PLUMB_TRY(collect(set));
    const DiffOptions options = {.comparison = Comparison::Live,
                                 .mask = m_options.mask,
                                 .pairsRenames = false,
                                 .takesOver = false};
    ChangeSet compared =
        PLUMB_TRY(diffObjects(m_desired, m_present, *m_options.schema, options, run));
    set.unchanged += compared.unchanged;
    for (ObjectDiff &diff : compared.objects) {
        explain(diff);
        set.objects.push_back(std::move(diff));
    }
    return {};
}

} // namespace plumb::drift
