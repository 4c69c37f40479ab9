// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/build/unitid.h"
#include "core/files/filetree.h"
#include "core/flux/helmrelease.h"
#include "core/object/objectset.h"

#include <memory>
#include <string>
#include <vector>

namespace plumb::build {

/// One of a release's final values.
struct ReleaseValue
{
    std::vector<std::string> path = {}; ///< Keys, one below the other; a list is one value.
    yaml::Value value = {};             ///< Its origin says who set it, over what.
    bool isSet = false;                 ///< By the release; else it is a default of the chart.
    bool isDead = false;                ///< It is set, and no template reads it.
    bool isSecret = false;              ///< It comes from a Secret.

    /// "image.tag"
    std::string dottedPath() const;
};

/// A file of a chart, its name relative to the chart's folder.
struct ChartText
{
    std::string name;
    files::Bytes text;
};

/// What a HelmRelease's chart renders with the release's values.
struct RenderedRelease
{
    /// Whether the chart could be had at all; if not, objects says why and what to do.
    bool hasChart = false;
    std::string chartName = {};
    std::string chartVersion = {};
    std::string appVersion = {};
    std::string chartPlace = {}; ///< Where the chart's files are, as origins name them.
    /// What Helm installs, in its order, after the post-renderers; or why it cannot be rendered.
    Result<ObjectSet> objects = {};
    ObjectSet hooks = {};           ///< What Helm applies at certain moments alone.
    ObjectSet customResources = {}; ///< CRDs of the chart, where the release's policy applies them.
    std::vector<ReleaseValue> values = {}; ///< All that the chart is given, sorted by their paths.
    std::vector<ChartText> files = {};     ///< Of the chart itself, not of those it depends on.
    std::string notes = {};
    /// Whether values are missing that only the cluster knows: the objects are then a guess.
    bool isIncomplete = false;
    std::vector<Diagnostic> diagnostics = {};
};

/// One HelmRelease of one cluster.
struct Release
{
    UnitId id;   ///< Of the HelmRelease itself.
    UnitId unit; ///< The Kustomization that builds it.
    flux::HelmRelease release;
    std::shared_ptr<const RenderedRelease> rendered;

    /// Everything the cluster gets from it: CRDs, then what is installed. Hooks are no part.
    std::vector<const Object *> everything() const;
};

/// The labels by which helm-controller marks what it applies are in the objects; these are the
/// ones that Helm itself adds when it installs, and that are in no manifest.
Object withHelmLabels(Object object, const flux::HelmRelease &release);

} // namespace plumb::build
