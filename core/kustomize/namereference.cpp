// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/namereference.h"

#include "core/kustomize/referencetargets.h"
#include "core/kustomize/scalarfield.h"

#include <deque>
#include <map>

namespace plumb::kustomize {

namespace {

struct PlannedField
{
    const FieldWalk *walk = nullptr;
    const GroupVersionKind *target = nullptr;
};

/// The fields of each kind that may hold names, made when a kind is first met.
class Plan
{
public:
    explicit Plan(const std::vector<NameReference> &references)
    {
        for (const NameReference &reference : references) {
            for (const FieldSpec &spec : reference.referrers)
                m_fields.emplace_back(FieldWalk(spec, Create::Nothing), &reference.target);
        }
    }

    const std::vector<PlannedField> &fieldsOf(const GroupVersionKind &gvk)
    {
        const auto [place, isNew] = m_byKind.try_emplace(gvk);
        if (isNew) {
            for (const auto &[walk, target] : m_fields) {
                if (walk.appliesTo(gvk))
                    place->second.push_back({&walk, target});
            }
        }
        return place->second;
    }

private:
    std::deque<std::pair<FieldWalk, const GroupVersionKind *>> m_fields;
    std::map<GroupVersionKind, std::vector<PlannedField>> m_byKind;
};

/// Repairs one field of one referrer.
class FieldFixer
{
public:
    FieldFixer(const ReferenceTargets &targets, const Referrer &referrer, const PlannedField &field,
               const BuildContext &context)
        : m_targets(targets)
        , m_referrer(referrer)
        , m_field(field)
        , m_context(context)
    {
    }

    Result<> fix(yaml::Value &node)
    {
        if (node.isNull())
            return {};
        if (node.isScalar())
            return fixScalar(node);
        if (node.isMapping())
            return fixMapping(node);
        for (std::size_t i = 0; i < node.size(); ++i) {
            const yaml::Value &item = node.items()[i];
            if (item.isNull())
                continue;
            if (item.isSequence())
                return std::unexpected(m_context.invalid(item, "a list of lists holds no names"));
            yaml::Value &changing = node.mutableItems()[i];
            PLUMB_TRY(changing.isScalar() ? fixScalar(changing) : fixMapping(changing));
        }
        return {};
    }

    /// The resources that were found to be referred to.
    const std::vector<std::size_t> &found() const { return m_found; }

private:
    Result<> fixScalar(yaml::Value &node)
    {
        const std::string oldName(node.text());
        const Resource *const target = PLUMB_TRY(find(oldName, nullptr, SameIdentity::Name));
        if (target && target->name() != oldName)
            replace(node, target->name(), *target);
        return {};
    }

    // A mapping with a name, and perhaps a namespace: both are brought up to date.
    Result<> fixMapping(yaml::Value &node)
    {
        const yaml::Value *const name = node.find("name");
        if (!name) {
            return std::unexpected(
                m_context.invalid(node, "'" + m_field.walk->spec().path
                                            + "' must lead to mappings that have a name"));
        }
        const std::string oldName(name->text());
        const yaml::Value *const space = node.find("namespace");
        const std::string wantedSpace(space ? space->text() : std::string_view());
        const Resource *const target = PLUMB_TRY(
            find(oldName, space ? &wantedSpace : nullptr, SameIdentity::NameAndNamespace));
        if (!target || (target->name() == oldName && target->namespaceName().empty()))
            return {};
        replace(setScalarField(node, "name", oldName), target->name(), *target);
        if (target->namespaceName().empty())
            return {};
        const yaml::Value *const targetSpace = target->fields().find({"metadata", "namespace"});
        const bool isNew = !space;
        yaml::Value &field = setScalarField(node, "namespace", target->namespaceName());
        if (targetSpace && (isNew || wantedSpace != target->namespaceName()))
            stack(field, targetSpace->origin());
        return {};
    }

    Result<const Resource *> find(const std::string &name, const std::string *space,
                                  SameIdentity identity)
    {
        const auto position = PLUMB_TRY(m_targets.find(
            m_referrer, {.name = name,
                         .namespaceName = space,
                         .kind = *m_field.target,
                         .isRoleRef = m_field.walk->spec().path.ends_with("roleRef/name"),
                         .identity = identity}));
        if (!position)
            return nullptr;
        m_found.push_back(*position);
        return &m_targets.at(*position);
    }

    void replace(yaml::Value &node, const std::string &text, const Resource &target) const
    {
        if (node.text() == text)
            return;
        replaceScalar(node, text);
        if (const yaml::Value *const name = target.fields().find({"metadata", "name"}))
            stack(node, name->origin());
    }

    void stack(yaml::Value &node, yaml::Origin over) const
    {
        node.setOrigin(m_context.stack(over, yaml::LayerKind::Transformer, node.origin()),
                       node.column());
    }

    const ReferenceTargets &m_targets;
    const Referrer &m_referrer;
    const PlannedField &m_field;
    const BuildContext &m_context;
    std::vector<std::size_t> m_found;
};

} // namespace

Result<> fixNameReferences(ResourceMap &resources, const std::vector<NameReference> &references,
                           const BuildContext &context)
{
    Plan plan(references);
    const ReferenceTargets targets(resources);
    for (std::size_t i = 0; i < resources.size(); ++i) {
        PLUMB_TRY(context.run.checkpoint({.stage = Stage::Building}));
        const std::vector<PlannedField> &fields = plan.fieldsOf(resources.at(i).originalId().gvk);
        if (fields.empty())
            continue;
        const Referrer referrer = PLUMB_TRY(Referrer::from(resources.at(i), context));
        const BuildId id = resources.at(i).id();
        for (const PlannedField &field : fields) {
            FieldFixer fixer(targets, referrer, field, context);
            const auto fix = [&fixer](yaml::Value &node) { return fixer.fix(node); };
            PLUMB_TRY(within("updating the names that " + id.toString() + " refers to",
                             field.walk->visit(resources.change(i).mutableFields(), fix)));
            for (const std::size_t position : fixer.found())
                resources.change(position).referrers.push_back(id);
        }
    }
    return {};
}

} // namespace plumb::kustomize
