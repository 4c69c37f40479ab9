// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/namespacetransformer.h"

#include "core/kustomize/inresource.h"
#include "core/kustomize/scalarfield.h"

namespace plumb::kustomize {

using yaml::Value;

namespace {

constexpr std::string_view namespacePath = "metadata/namespace";
constexpr std::string_view namePath = "metadata/name";
constexpr std::string_view subjectsPath = "subjects/namespace";

bool isRoleBinding(std::string_view kind)
{
    return kind == "RoleBinding" || kind == "ClusterRoleBinding";
}

Result<SubjectMode> subjectModeFrom(const Value *value, const BuildContext &context)
{
    const std::string_view text = value ? value->text() : std::string_view();
    if (text.empty() || text == "defaultOnly")
        return SubjectMode::NamedDefault;
    if (text == "allServiceAccounts")
        return SubjectMode::AllServiceAccounts;
    if (text == "none")
        return SubjectMode::None;
    return std::unexpected(context.invalid(
        *value, "setRoleBindingSubjects must be defaultOnly, none or allServiceAccounts, not '"
                    + std::string(text) + "'"));
}

} // namespace

NamespaceTransformer::NamespaceTransformer(const Value &namespaceName, Options options)
    : m_namespace(stringScalar(namespaceName.text()))
    , m_options(std::move(options))
    , m_ownNamespace({.path = std::string(namespacePath), .create = true}, Create::Scalar)
{
    m_namespace.setOrigin(namespaceName.origin(), namespaceName.column());
    for (const FieldSpec &spec : m_options.specs) {
        if (spec.path != namespacePath)
            m_walks.emplace_back(spec, Create::Scalar);
    }
}

Result<std::unique_ptr<Transformer>> NamespaceTransformer::from(const Value &config,
                                                                const BuildContext &context)
{
    const Value *name = config.find({"metadata", "namespace"});
    const Value *unsetOnly = config.find("unsetOnly");
    return std::make_unique<NamespaceTransformer>(
        name ? *name : Value::string(""),
        Options{.specs = fieldSpecsFrom(config.find("fieldSpecs")),
                .unsetOnly = unsetOnly && unsetOnly->asBool().value_or(false),
                .subjects =
                    PLUMB_TRY(subjectModeFrom(config.find("setRoleBindingSubjects"), context))});
}

Result<> NamespaceTransformer::transform(ResourceMap &resources, const BuildContext &context) const
{
    if (m_namespace.text().empty())
        return {};
    for (std::size_t position = 0; position < resources.size(); ++position) {
        const Resource &before = resources.at(position);
        if (before.isEmpty() || before.isFromChart)
            continue;
        Resource &resource = resources.change(position);
        resource.storePreviousId();
        PLUMB_TRY(inResource("setting the namespace of", resource, move(resource, context)));
        if (resources.withCurrentId(resource.id()).size() != 1) {
            return std::unexpected(context.at(
                resource.fields(),
                Error(ErrorCode::Conflict, "the namespace '" + std::string(m_namespace.text())
                                               + "' gives two resources the id "
                                               + resource.id().toString())));
        }
    }
    return {};
}

Result<> NamespaceTransformer::move(Resource &resource, const BuildContext &context) const
{
    const BuildId id = resource.id();
    Value &fields = resource.mutableFields();
    const FieldWalk::Visit set = [&](Value &node) { return setText(node, context); };
    if (!id.isClusterScoped)
        PLUMB_TRY(m_ownNamespace.visit(fields, set));
    if (isRoleBinding(id.gvk.kind))
        PLUMB_TRY(setInSubjects(fields, context));
    for (const FieldWalk &walk : m_walks) {
        if (isWanted(walk.spec(), id.gvk) && walk.appliesTo(id.gvk))
            PLUMB_TRY(walk.visit(fields, set));
    }
    return {};
}

bool NamespaceTransformer::isWanted(const FieldSpec &spec, const GroupVersionKind &gvk) const
{
    // A Namespace of another API is none: its name stays.
    if (spec.path == namePath && (!gvk.group.empty() || gvk.version != "v1"))
        return false;
    return !(isRoleBinding(gvk.kind) && isRoleBinding(spec.gvk.kind) && spec.path == subjectsPath);
}

Result<> NamespaceTransformer::setText(Value &node, const BuildContext &context) const
{
    if (!node.isScalar())
        return std::unexpected(
            context.invalid(node, "a namespace can only be set in place of a single value"));
    if (m_options.unsetOnly && !node.isNull() && !node.text().empty())
        return {};
    Value value = m_namespace;
    value.setStyle(node.isNull() ? yaml::Style::Plain : node.style());
    value.setOrigin(
        context.stack(m_namespace.origin(), yaml::LayerKind::Transformer, node.origin()),
        m_namespace.column());
    value.setBond(node.bond());
    node = std::move(value);
    return {};
}

Result<> NamespaceTransformer::setInSubjects(Value &fields, const BuildContext &context) const
{
    if (m_options.subjects == SubjectMode::None)
        return {};
    const bool byKind = m_options.subjects == SubjectMode::AllServiceAccounts;
    const std::string_view key = byKind ? "kind" : "name";
    const std::string_view wanted = byKind ? "ServiceAccount" : "default";
    const Value *subjects = std::as_const(fields).find("subjects");
    if (!subjects || subjects->isNull())
        return {};
    if (!subjects->isSequence())
        return std::unexpected(
            context.invalid(*subjects, "the subjects of a role binding must be a list"));
    for (Value &subject : fields.findMutable("subjects")->mutableItems()) {
        if (subject.isNull())
            continue;
        if (!subject.isMapping())
            return std::unexpected(
                context.invalid(subject, "a subject of a role binding must be a mapping"));
        const Value *field = std::as_const(subject).find(key);
        if (!field || field->isNull())
            continue;
        if (!field->isScalar())
            return std::unexpected(context.invalid(*field, "the " + std::string(key)
                                                               + " of a subject must be a string"));
        if (field->text() != wanted)
            continue;
        if (!std::as_const(subject).find("namespace"))
            subject.set("namespace", Value::string(""));
        PLUMB_TRY(setText(*subject.findMutable("namespace"), context));
    }
    return {};
}

} // namespace plumb::kustomize
