// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/fleet/fleet.h"
#include "core/yaml/sourcetable.h"

#include <map>
#include <string>

namespace plumb::fleet {

/// Finds the versions that one cluster's objects ask for, where they are written: in the release,
/// in the source that it refers to, in an image, in a variable.
class VersionFinder
{
public:
    VersionFinder(const build::ClusterState &cluster, const yaml::SourceTable &sources);

    Version ofRelease(const Object &release, const build::Unit &unit) const;
    /// Of the first container of a Deployment, StatefulSet, DaemonSet, Job or CronJob.
    Version ofWorkload(const Object &workload, const build::Unit &unit) const;
    /// Of a Kustomization: that of its source when it is another repository or an artifact.
    Version ofUnit(const build::Unit &unit) const;

    /// The object a reference names; null when no unit builds it.
    const Object *find(const std::string &reference) const;

private:
    Version written(VersionKind kind, const yaml::Value &value, std::string_view text,
                    const build::Unit &unit) const;
    Version ofSource(const Object &source, const build::Unit &unit) const;
    Version ofChart(const Object &release, const build::Unit &unit) const;
    Version ofImage(const yaml::Value &image, const build::Unit &unit) const;

    const yaml::SourceTable &m_sources;
    std::map<std::string, const Object *> m_objects; // sources and charts, "Kind/namespace/name"
};

} // namespace plumb::fleet
