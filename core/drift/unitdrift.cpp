// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/unitdrift.h"

#include "core/drift/diff.h"
#include "core/drift/fluxmarks.h"
#include "core/drift/normalize.h"

#include <algorithm>

namespace plumb::drift {

using cluster::Presence;
using yaml::Value;

namespace {

/// The live object that a generated one of another hash was paired with.
ResourceId liveId(const ObjectDiff &diff)
{
    ResourceId id = diff.id;
    if (diff.renamedFrom.empty())
        return id;
    const auto slash = diff.renamedFrom.find('/');
    if (slash != diff.renamedFrom.npos)
        id.namespaceName = diff.renamedFrom.substr(0, slash);
    id.name = diff.renamedFrom.substr(slash == diff.renamedFrom.npos ? 0 : slash + 1);
    return id;
}

} // namespace

Result<Object> inCluster(const Object &object, const cluster::LiveState &live)
{
    if (live.resources().normalized(object.id()) == object.id())
        return object;
    Value fields = object.fields();
    fields.findMutable("metadata")->remove("namespace");
    return Object::from(std::move(fields));
}

UnitDrift::UnitDrift(const build::Unit &unit, const cluster::LiveState &live,
                     const DriftOptions &options)
    : m_unit(unit)
    , m_live(live)
    , m_options(options)
    , m_name(unit.id.namespaceName + '/' + unit.id.name)
    , m_kustomization(kustomizationIn(live, unit.id))
    , m_causes(m_kustomization, options.shown)
{
    if (!m_kustomization)
        return;
    for (const cluster::WantedObject &applied : cluster::inventoryOf(*m_kustomization))
        m_inventory.insert(live.resources().normalized(applied.id));
}

Result<> UnitDrift::detect(ChangeSet &set, const Run &run)
{
    if (!isComparable()) {
        finish(set, {});
        return {};
    }
    readIgnoreRules();
    findApplied();
    PLUMB_TRY(collectDesired());
    PLUMB_TRY(collectExtra());
    const DiffOptions options = {.comparison = Comparison::Live,
                                 .mask = m_options.mask,
                                 .countsApplied = !m_causes.hasAppliedShown()};
    finish(set, PLUMB_TRY(diffObjects(m_desired, m_present, *m_options.schema, options, run)));
    return {};
}

void UnitDrift::note(Severity severity, std::string code, std::string message)
{
    m_diagnostics.push_back({.severity = severity,
                             .code = std::move(code),
                             .message = std::move(message),
                             .object = "Kustomization/" + m_name});
}

bool UnitDrift::isComparable()
{
    if (m_unit.isExternal()) {
        note(Severity::Note, "external-source",
             "its source is not this repository, so what it applies is not compared");
        return false;
    }
    if (m_unit.kustomization.isRemote()) {
        note(Severity::Note, "remote-cluster",
             "it applies to another cluster, so what it applies is not compared");
        return false;
    }
    if (!m_unit.objects) {
        note(Severity::Error, "build-failed", m_unit.objects.error().toString());
        return false;
    }
    if (m_unit.kustomization.isSuspended())
        note(Severity::Note, "suspended", "it is suspended: nothing corrects what has drifted");
    return true;
}

void UnitDrift::readIgnoreRules()
{
    auto rules = IgnoreRules::from(m_unit.kustomization);
    if (rules)
        m_causes.setIgnoreRules(*std::move(rules));
    else
        note(Severity::Warning, "ignore-rules", rules.error().toString());
}

void UnitDrift::findApplied()
{
    const auto state = m_options.applied.find(m_causes.appliedCommit());
    const build::Unit *unit =
        state == m_options.applied.end() ? nullptr : state->second->find(m_unit.id);
    if (!unit || !unit->objects)
        return;
    m_isAppliedKnown = true;
    for (const Object &object : *unit->objects)
        m_applied.try_emplace(m_live.resources().normalized(object.id()), &object);
}

Result<> UnitDrift::collectDesired()
{
    for (const Object &built : *m_unit.objects) {
        const Object object = PLUMB_TRY(inCluster(built, m_live));
        const Object *live = m_live.find(object.id());
        m_ids.insert(object.id());
        if (std::string reason = skipReason(object, live); !reason.empty()) {
            skip(object, std::move(reason));
            continue;
        }
        if (m_live.presenceOf(object.id()) == Presence::NotServed) {
            m_reasons[object.id()] = "the cluster does not have the kind '"
                                     + std::string(object.kind()) + "' of '"
                                     + object.gvk().apiVersion() + "'";
        }
        const bool isReadable = !isEncrypted(built);
        if (isReadable)
            noteUnknownFields(object);
        if (live && !isReadable) {
            ++m_unchanged; // that it is there is all that can be seen from here
            continue;
        }
        if (!m_desired.find(object.id()))
            PLUMB_TRY(m_desired.add(object));
        if (live && !m_present.find(live->id()))
            PLUMB_TRY(m_present.add(*live));
    }
    return {};
}

void UnitDrift::noteUnknownFields(const Object &object)
{
    for (const FieldPath &field : unknownFields(object)) {
        m_diagnostics.push_back(
            {.severity = Severity::Warning,
             .code = "unknown-field",
             .message = "'" + field.toString() + "' is no field of this kind; Flux leaves it out",
             .object = object.displayName()});
    }
}

std::string UnitDrift::skipReason(const Object &desired, const Object *live) const
{
    if (isLeftAlone(desired))
        return "an annotation in git tells Flux to leave it alone";
    if (live && isLeftAlone(*live))
        return "an annotation in the cluster tells Flux to leave it alone";
    if (live && isMarked(desired, "ssa", "IfNotPresent"))
        return "Flux only creates it when it is absent";
    if (dependsOnUnknown(Value::string(desired.id().name))
        || dependsOnUnknown(Value::string(desired.id().namespaceName)))
        return "its name has a variable that only the cluster knows";
    const cluster::ApiResource *resource = m_live.resources().resolve(desired.gvk());
    if (resource && resource->isNamespaced && desired.namespaceName().empty())
        return "it has no namespace, and Flux cannot apply it without one";
    if (m_live.presenceOf(desired.id()) == Presence::Unreadable)
        return "it cannot be read: " + std::string(m_live.reasonFor(desired.id()));
    return {};
}

Result<> UnitDrift::collectExtra()
{
    for (const Object *live : m_live.appliedBy(m_unit.id.namespaceName, m_unit.id.name))
        PLUMB_TRY(addExtra(*live));
    return {};
}

Result<> UnitDrift::addExtra(const Object &live)
{
    if (m_ids.contains(live.id()) || m_present.find(live.id()))
        return {};
    if (isLeftAlone(live) || isMarked(live, "prune", "disabled")) {
        skip(live, "it is not in git, and an annotation tells Flux to keep it");
        return {};
    }
    m_reasons[live.id()] = extraReason(live);
    return m_present.add(live);
}

std::string UnitDrift::extraReason(const Object &live) const
{
    // Flux deletes what it remembers having applied, and nothing else.
    if (!m_inventory.contains(live.id()))
        return "not in git; Flux does not remember having applied it, so it stays";
    if (!m_unit.kustomization.isPruning())
        return "not in git; the Kustomization does not prune, so it stays";
    return "not in git; Flux deletes it at the next reconciliation";
}

void UnitDrift::skip(const Object &object, std::string reason)
{
    m_skipped.push_back({.id = object.id(),
                         .action = Action::Skipped,
                         .gvk = object.gvk(),
                         .reason = std::move(reason)});
}

bool UnitDrift::isEncrypted(const Object &desired) const
{
    return isSopsDocument(desired.fields())
           || std::ranges::contains(m_unit.encrypted, desired.id());
}

bool UnitDrift::dependsOnUnknown(const Value &value) const
{
    if (m_unit.unknownVariables.empty())
        return false;
    if (value.isScalar()) {
        return std::ranges::any_of(m_unit.unknownVariables, [&value](const std::string &name) {
            const std::string_view text = value.text();
            const auto start = text.find("${" + name);
            return start != text.npos;
        });
    }
    return std::ranges::any_of(value.items(),
                               [this](const Value &item) { return dependsOnUnknown(item); })
           || std::ranges::any_of(value.entries(), [this](const yaml::Entry &entry) {
                  return dependsOnUnknown(entry.value);
              });
}

void UnitDrift::dropUnknown(ObjectDiff &diff)
{
    const std::size_t before = diff.changes.size();
    std::erase_if(diff.changes, [this](const FieldChange &change) {
        return change.desired && dependsOnUnknown(*change.desired);
    });
    if (diff.changes.size() == before)
        return;
    m_diagnostics.push_back(
        {.severity = Severity::Note,
         .code = "unknown-variable",
         .message = "fields with variables that only the cluster knows are not compared",
         .object = diff.displayName()});
    if (diff.changes.empty())
        diff.action = Action::Unchanged;
}

void UnitDrift::explain(ObjectDiff &diff) const
{
    const Object *desired = m_desired.find(diff.id);
    const Object *live = m_present.find(liveId(diff));
    switch (diff.action) {
    case Action::Created: diff.cause = m_causes.ofMissing(m_inventory.contains(diff.id)); break;
    case Action::Deleted:
        diff.cause = m_causes.ofExtra(*live, m_inventory.contains(diff.id),
                                      m_unit.kustomization.isPruning());
        break;
    case Action::Configured:
        if (desired && live) {
            const auto applied = m_applied.find(diff.id);
            m_causes.explain(diff,
                             {.desired = *desired,
                              .applied = applied == m_applied.end() ? nullptr : applied->second,
                              .isKnown = m_isAppliedKnown},
                             *live);
        }
        break;
    case Action::Unchanged:
    case Action::Skipped: break;
    }
}

void UnitDrift::finish(ChangeSet &set, ChangeSet compared)
{
    for (ObjectDiff &diff : compared.objects) {
        if (diff.action == Action::Configured && diff.renamedFrom.empty())
            dropUnknown(diff);
        explain(diff);
        const auto reason = m_reasons.find(diff.id);
        if (reason != m_reasons.end())
            diff.reason = reason->second;
        m_skipped.push_back(std::move(diff));
    }
    set.unchanged += compared.unchanged + m_unchanged;
    for (ObjectDiff &diff : m_skipped) {
        diff.owner = m_name;
        if (diff.action == Action::Unchanged)
            ++set.unchanged;
        else
            set.objects.push_back(std::move(diff));
    }
    std::ranges::move(m_diagnostics, std::back_inserter(set.diagnostics));
}

} // namespace plumb::drift
