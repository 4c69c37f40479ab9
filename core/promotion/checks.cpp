// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/checks.h"

#include "core/build/provenance.h"
#include "core/promotion/plan.h"
#include "core/promotion/scope.h"

#include <algorithm>
#include <optional>
#include <set>

namespace plumb::promotion {

namespace {

using drift::Action;
using drift::FieldChange;
using drift::ObjectDiff;
using yaml::Value;

std::string counted(std::size_t count, const std::string &one, const std::string &many)
{
    return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

Check passed(std::string name, std::string text)
{
    return {.name = std::move(name), .text = std::move(text)};
}

/// The checks of one plan; a revert has no source, and is checked for the rest.
class Checker
{
public:
    explicit Checker(const CheckedPlan &checked)
        : m_plan(checked.plan)
        , m_before(checked.before)
        , m_after(checked.after)
    {
        if (auto scopes = scopesOf(m_before, m_plan.from, m_plan.to))
            m_scopes = *std::move(scopes);
        for (const reconcile::FileEdit &file : m_plan.files)
            m_edited.insert(file.path.text());
    }

    std::vector<Check> check() const
    {
        std::vector<Check> checks = {builds(), unasked(), prunes(), recreates()};
        if (m_scopes) {
            checks.push_back(others());
            checks.push_back(leaks());
        }
        checks.push_back(missing());
        return checks;
    }

private:
    Check builds() const
    {
        if (m_plan.diagnostics.empty())
            return passed("builds", "Everything builds");
        Check check{.name = "builds",
                    .outcome = Outcome::Failed,
                    .text = counted(m_plan.diagnostics.size(), "Kustomization", "Kustomizations")
                            + " cannot be built any more"};
        for (const Diagnostic &diagnostic : m_plan.diagnostics)
            check.details.push_back(diagnostic.toString());
        return check;
    }

    template<typename Visit>
    void forEachObject(Visit visit) const
    {
        for (const reconcile::ClusterChanges &cluster : m_plan.effect) {
            for (const ObjectDiff &object : cluster.changes.objects)
                visit(cluster, object);
        }
    }

    bool isOfTarget(const std::string &cluster, const std::string &owner) const
    {
        return std::ranges::any_of(m_scopes->to.units, [&](const build::Unit *unit) {
            return unit->id.cluster == cluster
                   && unit->id.namespaceName + '/' + unit->id.name == owner;
        });
    }

    Check others() const
    {
        std::set<std::string> names;
        forEachObject([&](const auto &cluster, const ObjectDiff &object) {
            // A Kustomization that is new belongs to the cluster that it is in.
            const bool isKnown = !object.owner.empty() && !m_scopes->to.units.empty();
            if (isKnown && !isOfTarget(cluster.cluster, object.owner)
                && !isNewUnit(cluster.cluster, object.owner))
                names.insert(cluster.cluster + ": " + object.displayName());
        });
        if (names.empty())
            return passed("others", "Nothing outside of " + m_plan.to + " changes");
        return {.name = "others",
                .outcome = Outcome::Warned,
                .text = counted(names.size(), "object outside of " + m_plan.to + " changes",
                                "objects outside of " + m_plan.to + " change")
                        + " too",
                .details = {names.begin(), names.end()}};
    }

    bool isNewUnit(const std::string &cluster, const std::string &owner) const
    {
        const auto slash = owner.find('/');
        const build::UnitId id{.cluster = cluster,
                               .namespaceName = owner.substr(0, slash),
                               .name = owner.substr(slash + 1)};
        return !m_before.desired->find(id);
    }

    // A field is asked for when one of the steps that set it is in an edited file, or when it names
    // an object whose generated name changed.
    bool isAskedFor(const ObjectDiff &object, const FieldChange &change,
                    const std::set<std::string> &renamed) const
    {
        if (!change.desired)
            return true;
        if (change.desired->isScalar() && renamed.contains(std::string(change.desired->text())))
            return true;
        const auto layers =
            build::layersOf(Object::accepting(object.desired), change.path, *m_after.sources);
        return layers.empty() || std::ranges::any_of(layers, [this](const yaml::Layer &layer) {
                   return m_edited.contains(layer.path);
               });
    }

    Check unasked() const
    {
        std::set<std::string> renamed;
        forEachObject([&](const auto &, const ObjectDiff &object) {
            if (!object.renamedFrom.empty())
                renamed.insert(object.id.name);
        });
        std::set<std::string> fields;
        forEachObject([&](const auto &, const ObjectDiff &object) {
            if (object.action != Action::Configured)
                return;
            for (const FieldChange &change : object.changes) {
                if (!isAskedFor(object, change, renamed))
                    fields.insert(object.displayName() + ": " + change.path.toString());
            }
        });
        if (fields.empty())
            return passed("unasked", "Nothing changes but what was chosen");
        return {.name = "unasked",
                .outcome = Outcome::Warned,
                .text = counted(fields.size(), "field changes", "fields change")
                        + " by way of other files",
                .details = {fields.begin(), fields.end()}};
    }

    Check prunes() const
    {
        std::vector<std::string> names;
        forEachObject([&](const auto &cluster, const ObjectDiff &object) {
            if (object.action == Action::Deleted)
                names.push_back(cluster.cluster + ": " + object.displayName());
        });
        if (names.empty())
            return passed("prunes", "Nothing is pruned");
        return {.name = "prunes",
                .outcome = Outcome::Warned,
                .text = counted(names.size(), "object is", "objects are") + " pruned",
                .details = std::move(names)};
    }

    static Value withoutName(const Value &object)
    {
        Value copy = object;
        if (Value *const metadata = copy.findMutable("metadata")) {
            metadata->remove("name");
            metadata->remove("namespace");
        }
        return copy;
    }

    // Names and some fields cannot be changed: the object goes, and another one comes.
    Check recreates() const
    {
        std::vector<std::string> lines;
        for (const reconcile::ClusterChanges &cluster : m_plan.effect) {
            for (const ObjectDiff &object : cluster.changes.objects) {
                if (object.action == Action::Configured)
                    addImmutable(object, lines);
                if (object.action == Action::Deleted)
                    addRename(object, cluster.changes, lines);
            }
        }
        if (lines.empty())
            return passed("recreates", "Nothing is deleted and created anew");
        return {.name = "recreates",
                .outcome = Outcome::Warned,
                .text =
                    counted(lines.size(), "object is", "objects are") + " deleted and created anew",
                .details = std::move(lines)};
    }

    static void addRename(const ObjectDiff &gone, const drift::ChangeSet &changes,
                          std::vector<std::string> &lines)
    {
        const Value before = withoutName(gone.live);
        const auto same = std::ranges::find_if(changes.objects, [&](const ObjectDiff &other) {
            return other.action == Action::Created && other.id.kind == gone.id.kind
                   && other.id.group == gone.id.group
                   && withoutName(other.desired).sameData(before);
        });
        if (same != changes.objects.end())
            lines.push_back(gone.displayName() + " becomes " + same->displayName());
    }

    static void addImmutable(const ObjectDiff &object, std::vector<std::string> &lines)
    {
        struct Immutable
        {
            std::string_view kind;
            std::string_view path;
        };
        constexpr Immutable table[] = {{"Deployment", "spec.selector"},
                                       {"DaemonSet", "spec.selector"},
                                       {"StatefulSet", "spec.selector"},
                                       {"StatefulSet", "spec.serviceName"},
                                       {"StatefulSet", "spec.volumeClaimTemplates"},
                                       {"Job", "spec.template"},
                                       {"Job", "spec.selector"},
                                       {"PersistentVolumeClaim", "spec.storageClassName"},
                                       {"PersistentVolumeClaim", "spec.accessModes"},
                                       {"RoleBinding", "roleRef"},
                                       {"ClusterRoleBinding", "roleRef"},
                                       {"StorageClass", "provisioner"},
                                       {"StorageClass", "parameters"}};
        for (const FieldChange &change : object.changes) {
            const std::string path = change.path.toString();
            const bool isImmutable = std::ranges::any_of(table, [&](const Immutable &field) {
                return object.id.kind == field.kind && path.starts_with(field.path);
            });
            if (isImmutable) {
                lines.push_back(object.displayName() + ": " + path + " cannot be changed in place");
                return;
            }
        }
    }

    bool namesSource(const Value &value) const
    {
        if (value.isScalar())
            return m_scopes->from.isNamedIn(value.text());
        return std::ranges::any_of(value.items(),
                                   [this](const Value &item) { return namesSource(item); })
               || std::ranges::any_of(value.entries(), [this](const yaml::Entry &entry) {
                      return namesSource(entry.value);
                  });
    }

    Check leaks() const
    {
        std::set<std::string> places;
        for (const Difference &difference : m_plan.differences) {
            if (difference.source && difference.change != Change::Removed
                && namesSource(*difference.source))
                places.insert(difference.key());
        }
        forEachObject([&](const auto &, const ObjectDiff &object) {
            if (object.action == Action::Created && namesSource(object.desired))
                places.insert(object.displayName());
            for (const FieldChange &change : object.changes) {
                const bool wasThere = change.live && namesSource(*change.live);
                if (change.desired && !change.isMasked && !wasThere && namesSource(*change.desired))
                    places.insert(object.displayName() + ": " + change.path.toString());
            }
        });
        if (places.empty())
            return passed("leaks", "No value of " + m_plan.from + " reaches " + m_plan.to);
        return {.name = "leaks",
                .outcome = Outcome::Warned,
                .text = counted(places.size(), "value names ", "values name ") + m_plan.from
                        + " and would reach " + m_plan.to,
                .details = {places.begin(), places.end()}};
    }

    // What created objects need and the cluster does not build. Namespaces that every cluster has,
    // and kinds of which it runs some already, are there.
    Check missing() const
    {
        std::set<std::string> lines;
        for (const reconcile::ClusterChanges &cluster : m_plan.effect)
            addMissing(cluster, lines);
        if (lines.empty())
            return passed("missing", "Namespaces and custom resource definitions are there");
        return {.name = "missing",
                .outcome = Outcome::Warned,
                .text = "Git does not hold all that created objects need",
                .details = {lines.begin(), lines.end()}};
    }

    void addMissing(const reconcile::ClusterChanges &cluster, std::set<std::string> &lines) const
    {
        std::set<std::string> namespaces = {"", "default", "flux-system", "kube-system",
                                            "kube-public"};
        std::set<std::string> kinds;
        const auto before = reconcile::objectsOf(*m_before.desired, cluster.cluster);
        const auto after = reconcile::objectsOf(*m_after.desired, cluster.cluster);
        for (const Object &object : before.objects) {
            namespaces.insert(std::string(object.namespaceName()));
            kinds.insert(object.id().group + '/' + object.id().kind);
        }
        for (const Object &object : after.objects) {
            if (object.kind() == "Namespace")
                namespaces.insert(std::string(object.name()));
            if (object.kind() == "CustomResourceDefinition") {
                kinds.insert(std::string(object.fields().textAt({"spec", "group"})) + '/'
                             + std::string(object.fields().textAt({"spec", "names", "kind"})));
            }
        }
        for (const ObjectDiff &object : cluster.changes.objects) {
            if (object.action != Action::Created)
                continue;
            if (!namespaces.contains(object.id.namespaceName))
                lines.insert("Namespace/" + object.id.namespaceName + " for "
                             + object.displayName());
            // Kubernetes' own groups have no dot, or end in k8s.io; Flux's come with Flux.
            const std::string &group = object.id.group;
            const bool isBuiltIn = !group.contains('.') || group.ends_with(".k8s.io")
                                   || group.ends_with("toolkit.fluxcd.io");
            if (!isBuiltIn && !kinds.contains(group + '/' + object.id.kind))
                lines.insert("CustomResourceDefinition of " + object.id.kind + " (" + group
                             + ") for " + object.displayName());
        }
    }

    const PromotionPlan &m_plan;
    const reconcile::Snapshot &m_before;
    const reconcile::Snapshot &m_after;
    std::optional<ScopePair> m_scopes;
    std::set<std::string> m_edited;
};

} // namespace

std::vector<Check> checkPlan(const CheckedPlan &checked)
{
    return Checker(checked).check();
}

std::string_view toString(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed: return "passed";
    case Outcome::Warned: return "warned";
    case Outcome::Failed: return "failed";
    }
    return "";
}

} // namespace plumb::promotion
