// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/fieldspec.h"
#include "core/kustomize/transformer.h"

#include <cstdint>
#include <memory>

namespace plumb::kustomize {

/// Which subjects of role bindings get the namespace.
enum class SubjectMode : std::uint8_t {
    NamedDefault,       ///< Those that are called "default".
    AllServiceAccounts, ///< Those whose kind is ServiceAccount.
    None,
};

/// Moves resources to a namespace: kustomize's NamespaceTransformer.
class NamespaceTransformer final : public Transformer
{
public:
    struct Options
    {
        FieldSpecs specs = {};
        bool unsetOnly = false; ///< Leave namespaces that are written alone.
        SubjectMode subjects = SubjectMode::NamedDefault;
    };

    /// @p namespaceName is the string as the kustomization has it.
    NamespaceTransformer(const yaml::Value &namespaceName, Options options);

    static Result<std::unique_ptr<Transformer>> from(const yaml::Value &config,
                                                     const BuildContext &context);

    Result<> transform(ResourceMap &resources, const BuildContext &context) const override;

    /// Moves one resource, without looking whether its new id is taken.
    Result<> move(Resource &resource, const BuildContext &context) const;

private:
    Result<> setText(yaml::Value &node, const BuildContext &context) const;
    Result<> setInSubjects(yaml::Value &fields, const BuildContext &context) const;
    bool isWanted(const FieldSpec &spec, const GroupVersionKind &gvk) const;

    yaml::Value m_namespace;
    Options m_options;
    FieldWalk m_ownNamespace;
    std::vector<FieldWalk> m_walks;
};

} // namespace plumb::kustomize
