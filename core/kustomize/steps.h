// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/kustomizationfile.h"
#include "core/kustomize/plugin.h"
#include "core/kustomize/transformerconfig.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::kustomize {

/// A transformer of a kustomization, with the name of its plugin for buildMetadata.
struct TransformerStep
{
    std::unique_ptr<Transformer> transformer;
    std::string_view kind;
};

struct GeneratorStep
{
    std::unique_ptr<Generator> generator;
    std::string_view kind;
};

/// The transformers that the fields of a kustomization ask for, in the order in which kustomize
/// runs them, whatever the order of the fields. Files that they name are read here.
Result<std::vector<TransformerStep>> makeTransformerSteps(const KustomizationFile &file,
                                                          const TransformerConfig &config,
                                                          const PluginSetting &setting);

/// The generators that the fields of a kustomization ask for. @p inheritedNamespace is the
/// namespace of the kustomizations that include this one, for charts.
Result<std::vector<GeneratorStep>> makeGeneratorSteps(const KustomizationFile &file,
                                                      std::string_view inheritedNamespace,
                                                      const PluginSetting &setting);

} // namespace plumb::kustomize
