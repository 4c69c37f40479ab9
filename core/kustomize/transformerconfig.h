// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/fieldspec.h"
#include "core/kustomize/loader.h"
#include "core/yaml/value.h"

#include <memory>
#include <span>
#include <vector>

namespace plumb::kustomize {

/// Fields in which the names of resources of one kind are written.
struct NameReference
{
    GroupVersionKind target;
    FieldSpecs referrers;
};

/// Which fields the transformers work on. Each kustomization starts from the built-in ones, adds
/// those of its configurations, and hands all of them on to the kustomizations that include it.
struct TransformerConfig
{
    FieldSpecs namePrefix;
    FieldSpecs nameSuffix;
    FieldSpecs namespaceName;
    FieldSpecs commonLabels;
    FieldSpecs labels;
    FieldSpecs templateLabels;
    FieldSpecs commonAnnotations;
    std::vector<NameReference> nameReferences;
    FieldSpecs variables;
    FieldSpecs images;
    FieldSpecs replicas;
    bool holdsDefaults = false; ///< All built-in fields are in it.
    /// It went through merge() into an empty one: kustomize drops a field spec then that comes
    /// after a more special one for the same path, so that a configuration can narrow a default.
    bool isMerged = false;

    /// The built-in fields.
    static std::shared_ptr<const TransformerConfig> defaults();
    /// Reads a file of a configurations field.
    static Result<TransformerConfig> from(const yaml::Value &document, const BuildContext &context);

    /// Puts everything into the order in which kustomize works through it.
    void sort();
};

using SharedConfig = std::shared_ptr<const TransformerConfig>;

/// Both together; null stands for an empty one. Conflict when they disagree about a field.
Result<SharedConfig> merge(const SharedConfig &config, const SharedConfig &added);

/// The built-in fields, and those of the files of a kustomization's configurations field.
Result<SharedConfig> loadConfigurations(std::span<const yaml::Value> paths, const Loader &loader,
                                        const BuildContext &context);

std::vector<NameReference> defaultNameReferences();
FieldSpecs defaultVariableSpecs();

} // namespace plumb::kustomize
