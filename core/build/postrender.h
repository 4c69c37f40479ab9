// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/helmrelease.h"
#include "core/helm/manifests.h"
#include "core/helm/render.h"
#include "core/yaml/sourcetable.h"

#include <functional>
#include <vector>

namespace plumb::build {

/// A rendered document as an object, and what it was before the post-renderers.
struct RenderedObjects
{
    std::vector<Object> objects = {};
    std::vector<Object> hooks = {};
};

/// Says where a scalar that is written on a line of a document comes from.
using FindOrigin = std::function<yaml::Origin(const helm::Manifest &manifest, std::size_t line,
                                              std::string_view key, const yaml::Value &value)>;

/// What helm-controller does to what a chart has rendered: the post-renderers of the release one
/// after the other, then commonMetadata, then the labels that name the release.
///
/// Every value gets the origin that @p originOf finds for the line it was written on.
Result<RenderedObjects> postRender(const helm::Rendered &rendered, const flux::HelmRelease &release,
                                   const FindOrigin &originOf, yaml::SourceTable *sources,
                                   const Run &run);

/// The object with the labels that name the HelmRelease it belongs to.
Result<Object> withReleaseLabels(const Object &object, const flux::HelmRelease &release,
                                 yaml::SourceTable *sources);

} // namespace plumb::build
