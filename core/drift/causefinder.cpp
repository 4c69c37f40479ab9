// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/causefinder.h"

#include "core/drift/knownmanagers.h"
#include "core/drift/normalize.h"
#include "core/flux/status.h"

#include <algorithm>

namespace plumb::drift {

using ssa::Extent;
using ssa::FieldManager;
using ssa::ManagedFields;
using ssa::Owner;
using yaml::Value;

namespace {

constexpr std::string_view applier = "kustomize-controller";
constexpr std::size_t commitLength = 40;
constexpr std::size_t shortLength = 7;

/// "kubectl-edit (Update, 2026-01-02T10:00:00Z)"
std::string wordsFor(const FieldManager &manager)
{
    std::string text = manager.name.empty() ? "a manager without a name" : manager.name;
    text.append(" (").append(ssa::nameOf(manager.operation));
    if (!manager.subresource.empty())
        text += " of " + manager.subresource;
    if (!manager.time.empty())
        text += ", " + manager.time;
    return text + ')';
}

/// "main@sha1:3f2a9c1"
std::string shortRevision(const std::string &revision)
{
    const std::string_view commit = commitOf(revision);
    if (commit.empty())
        return revision;
    return revision.substr(0, revision.size() - commitLength + shortLength);
}

bool isApplier(const FieldManager &manager)
{
    return manager.name == applier && manager.subresource.empty();
}

/// Who decides a field among its owners, the closest first: Flux where it owns the live value too.
const FieldManager &decisive(const std::vector<Owner> &owners)
{
    for (const Owner &owner : owners) {
        if (owner.extent == owners.front().extent && isApplier(owner.manager))
            return owner.manager;
    }
    return owners.front().manager;
}

std::string deed(FieldChange::Kind kind)
{
    switch (kind) {
    case FieldChange::Kind::Added: return " removed it";
    case FieldChange::Kind::Removed: return " added it";
    case FieldChange::Kind::Changed: return " changed it";
    case FieldChange::Kind::Reordered: return " changed the order";
    }
    return {};
}

CauseKind causeOf(const FieldManager &manager)
{
    switch (kindOf(manager)) {
    case ManagerKind::Person: return CauseKind::ManualEdit;
    case ManagerKind::Deployer: return CauseKind::OtherApplier;
    case ManagerKind::Flux:
        if (manager.subresource.empty())
            return CauseKind::OtherApplier; // helm-controller, on what a Kustomization applies
        [[fallthrough]];
    case ManagerKind::Controller:
        return manager.subresource == "status" ? CauseKind::Status : CauseKind::Controller;
    case ManagerKind::Other: break;
    }
    return CauseKind::Unknown;
}

bool needsPerson(CauseKind kind)
{
    return kind != CauseKind::Controller && kind != CauseKind::Status
           && kind != CauseKind::IgnoreRule;
}

/// Whether nobody but Flux and people has written fields of the object that are still there.
bool onlyPeopleWriteTo(const ManagedFields &managed)
{
    return std::ranges::all_of(managed.managers(), [](const FieldManager &manager) {
        return isApplier(manager) || manager.subresource == "status"
               || kindOf(manager) == ManagerKind::Person;
    });
}

Cause causeBy(const FieldManager &manager, const std::string &what)
{
    const CauseKind kind = causeOf(manager);
    return {.kind = kind,
            .manager = manager,
            .explanation = wordsFor(manager) + what,
            .needsPerson = needsPerson(kind)};
}

} // namespace

Cause causeBy(const FieldManager &manager, FieldChange::Kind kind)
{
    return causeBy(manager, deed(kind));
}

std::string_view commitOf(std::string_view revision)
{
    const auto start = revision.find_last_of(":/");
    if (start == revision.npos)
        return {};
    const std::string_view id = revision.substr(start + 1);
    const bool isSha1 = revision[start] == '/' || revision.substr(0, start).ends_with("sha1");
    const bool isHex = std::ranges::all_of(
        id, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    return isSha1 && isHex && id.size() == commitLength ? id : std::string_view();
}

CauseFinder::CauseFinder(const Object *kustomization, const ShownRevision &shown)
    : m_isEdited(shown.isEdited)
{
    if (!kustomization)
        return;
    const Value &fields = kustomization->fields();
    const Value *suspend = fields.find({"spec", "suspend"});
    m_isSuspended = suspend && suspend->asBool() == true;
    const Value *variables = fields.find({"spec", "postBuild", "substituteFrom"});
    m_hasClusterVariables = variables && variables->size() > 0;
    m_revision = fields.textAt({"status", "lastAppliedRevision"});
    const auto ready = flux::conditionOf(*kustomization, "Ready");
    if (ready && ready->isFalse())
        m_failure = ready->reason;
    if (m_revision.empty())
        return;
    const std::string_view commit = commitOf(m_revision);
    if (commit.empty() || shown.commit.empty())
        m_applied = Applied::Unknown;
    else if (commit == shown.commit && !shown.isEdited)
        m_applied = Applied::Shown;
    else
        m_applied = Applied::Other;
}

/// What git builds of an object at the revision that is shown and at the one that Flux applied.
class CauseFinder::Revisions
{
public:
    Revisions(const BuiltForms &built, const Object &live)
        : m_isKnown(built.isKnown)
        , m_shown(normalized(built.desired, Comparison::Live))
        , m_live(normalized(live, Comparison::Live))
    {
        if (built.applied)
            m_applied = normalized(*built.applied, Comparison::Live);
    }

    Waiting waitingFor(const FieldChange &change) const
    {
        if (!m_isKnown)
            return Waiting::Unknown;
        const Value *shown = change.path.find(m_shown);
        const Value *applied = change.path.find(m_applied);
        const bool isSame = shown && applied ? shown->sameData(*applied) : shown == applied;
        if (isSame)
            return Waiting::No;
        // What was removed by hand besides would not come from a commit alone.
        const bool wasThere = applied != nullptr;
        const bool isThere = change.path.find(m_live) != nullptr;
        return wasThere == isThere ? Waiting::Yes : Waiting::No;
    }

private:
    bool m_isKnown;
    Value m_shown;
    Value m_applied;
    Value m_live;
};

void CauseFinder::explain(ObjectDiff &diff, const BuiltForms &built, const Object &live) const
{
    const auto managed = ManagedFields::from(live).value_or(ManagedFields());
    const Revisions revisions(built, live);
    std::erase_if(diff.changes, [&](const FieldChange &change) {
        return isOwnAddition(change, revisions.waitingFor(change), managed);
    });
    if (diff.changes.empty() && diff.renamedFrom.empty())
        diff.action = Action::Unchanged;
    for (FieldChange &change : diff.changes) {
        if (m_rules.covers(change.path, built.desired, live)) {
            change.cause =
                Cause{.kind = CauseKind::IgnoreRule,
                      .explanation = "a rule in spec.ignore tells Flux to leave it alone",
                      .needsPerson = false};
        } else {
            change.cause = ofChange(change, revisions.waitingFor(change), managed);
        }
    }
}

// Flux completes what it applies, and owns that too: it is not what a commit has let go of.
bool CauseFinder::isOwnAddition(const FieldChange &change, Waiting waiting,
                                const ManagedFields &managed) const
{
    if (change.kind != FieldChange::Kind::Removed || !hasApplied(waiting))
        return false;
    const auto owners = managed.ownersOf(change.path);
    return !owners.empty() && isApplier(decisive(owners));
}

bool CauseFinder::hasApplied(Waiting waiting) const
{
    return m_applied == Applied::Shown || (m_applied == Applied::Other && waiting == Waiting::No);
}

Cause CauseFinder::ofChange(const FieldChange &change, Waiting waiting,
                            const ManagedFields &managed) const
{
    const auto owners = managed.ownersOf(change.path);
    // Owning items of a list is not owning their order, nor owning a part the whole that is gone.
    const bool isOwned =
        !owners.empty()
        && (owners.front().extent != Extent::Parts || change.kind == FieldChange::Kind::Changed
            || change.kind == FieldChange::Kind::Removed);
    if (!isOwned)
        return ofUnowned(change, waiting, managed);
    return ofOwner(decisive(owners), change.kind, waiting);
}

Cause CauseFinder::ofOwner(const FieldManager &manager, FieldChange::Kind kind,
                           Waiting waiting) const
{
    if (!isApplier(manager))
        return causeBy(manager, deed(kind));
    Cause cause = notApplied();
    cause.manager = manager;
    if (!hasApplied(waiting) || !m_failure.empty())
        return cause;
    if (m_hasClusterVariables) {
        cause.kind = CauseKind::Unknown;
        cause.explanation = "Flux has applied this revision; a variable that it takes from the "
                            "cluster may be another one, or the API server keeps another value";
        return cause;
    }
    // Flux owns what it sent, whatever the server made of it. No trace proves it, so that it is
    // never folded away.
    cause.kind = CauseKind::Webhook;
    cause.explanation =
        "Flux has applied this revision, and the API server or an admission webhook "
        "keeps another value";
    return cause;
}

Cause CauseFinder::ofUnowned(const FieldChange &change, Waiting waiting,
                             const ManagedFields &managed) const
{
    if (managed.empty()) {
        if (m_applied == Applied::Never)
            return notApplied();
        return {.explanation = "the object does not record who sets its fields"};
    }
    const FieldManager *last = managed.lastWriter();
    const bool isByPerson = last && kindOf(*last) == ManagerKind::Person;
    // Where it is not known what the commits change, people come before them.
    const bool isWaiting =
        m_applied == Applied::Other
        && (waiting == Waiting::Yes || (waiting == Waiting::Unknown && !isByPerson));
    if (m_applied == Applied::Never || isWaiting)
        return notApplied();
    if (change.kind == FieldChange::Kind::Changed) {
        return {.kind = CauseKind::ApiDefault,
                .manager = last ? std::optional(*last) : std::nullopt,
                .explanation = "it was removed, and the API server filled in its default"};
    }
    const std::string what = change.kind == FieldChange::Kind::Reordered
                                 ? "the order of a list has no owner"
                                 : "it was removed, which leaves no trace";
    if (!last)
        return {.explanation = what};
    if (isByPerson || !onlyPeopleWriteTo(managed)) {
        return {.kind = isByPerson ? CauseKind::ManualEdit : CauseKind::Unknown,
                .manager = *last,
                .explanation = what + "; last writer " + wordsFor(*last)};
    }
    return {.kind = CauseKind::ManualEdit,
            .explanation = what + "; only Flux writes to it otherwise, so most likely by hand"};
}

Cause CauseFinder::ofMissing(bool wasApplied) const
{
    if (!wasApplied || m_applied == Applied::Never)
        return notApplied();
    return {.kind = CauseKind::Deleted,
            .explanation = "Flux has applied it, and somebody deleted it, which leaves no trace"};
}

Cause CauseFinder::ofExtra(const Object &live, bool isRemembered, bool isPruned) const
{
    if (isRemembered && isPruned) {
        return {.kind = CauseKind::NotApplied,
                .explanation = "git does not have it any more; Flux has not deleted it yet"};
    }
    const auto managed = ManagedFields::from(live).value_or(ManagedFields());
    const auto managers = managed.managers();
    if (isRemembered || managers.empty() || std::ranges::any_of(managers, isApplier)) {
        return {.kind = CauseKind::LeftBehind,
                .explanation = "Flux applied it once and does not delete it"};
    }
    FieldPath label;
    for (const std::string_view key : {"metadata", "labels", "kustomize.toolkit.fluxcd.io/name"})
        label.append(FieldStep::key(key));
    const auto owners = managed.ownersOf(label);
    return causeBy(owners.empty() ? managers.front() : owners.front().manager,
                   " gave it the labels of what Flux applies");
}

Cause CauseFinder::notApplied() const
{
    Cause cause = {.kind = CauseKind::NotApplied};
    switch (m_applied) {
    case Applied::Never: cause.explanation = "Flux has not applied the Kustomization yet"; break;
    case Applied::Other:
        cause.explanation = "Flux has applied " + shortRevision(m_revision);
        if (m_isEdited)
            cause.explanation += ", and the files on disk are not committed";
        break;
    case Applied::Shown:
    case Applied::Unknown:
        cause.explanation = "Flux has applied " + shortRevision(m_revision);
        break;
    }
    if (m_isSuspended)
        cause.explanation += "; it is suspended";
    else if (!m_failure.empty())
        cause.explanation += "; since then it failed (" + m_failure + ')';
    return cause;
}

} // namespace plumb::drift
