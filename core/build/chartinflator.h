// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/helm/engine.h"
#include "core/kustomize/build.h"

namespace plumb::build {

/// Renders the helmCharts of kustomizations from charts that are in the tree, as kustomize does
/// with
/// --enable-helm. Charts that would have to be fetched are an error.
class ChartInflator final : public kustomize::ChartRenderer
{
public:
    /// The engine's clock also gives names to releases that have none.
    explicit ChartInflator(helm::EngineOptions engine)
        : m_engine(engine)
    {
    }

    Result<std::string> render(const yaml::Value &chart, const kustomize::Loader &loader,
                               const Run &run) override;

private:
    helm::EngineOptions m_engine;
};

} // namespace plumb::build
