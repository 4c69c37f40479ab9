// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/helm/manifests.h"
#include "core/yaml/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::helm {

/// One revision of a release, as helm and helm-controller keep it in the cluster.
struct ReleaseRecord
{
    std::string name;
    std::string namespaceName;
    int revision = 0;
    std::string status; ///< "deployed", "superseded", "failed", "pending-upgrade" …
    std::string description;
    std::string firstDeployed; ///< Times are in RFC 3339, or empty.
    std::string lastDeployed;
    std::string deleted;
    std::string notes;
    std::string chartName;
    std::string chartVersion;
    std::string appVersion;
    yaml::Value chartValues; ///< The chart's defaults; those of its subcharts are not kept.
    yaml::Value config;      ///< The values that were given.
    std::string manifest;    ///< All documents but hooks, with "# Source:" lines.
    std::vector<Hook> hooks;
    std::string applyMethod; ///< "ssa", "csa", or empty, which is csa.
};

/// Whether the object is a Secret or ConfigMap in which helm keeps a revision.
bool isReleaseStorage(const yaml::Value &object);

/// Reads the revision that a Secret (or ConfigMap) of helm's storage holds.
Result<ReleaseRecord> readRelease(const yaml::Value &object);

/// Reads helm's own encoding of a revision: base64 of JSON, compressed or not.
Result<ReleaseRecord> decodeRelease(std::string_view encoded);

} // namespace plumb::helm
