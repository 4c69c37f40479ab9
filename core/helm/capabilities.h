// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::helm {

/// The version of a cluster as charts see it.
struct KubeVersion
{
    std::string version;    ///< "v1.33.4-gke.1245000"
    std::string normalized; ///< Numbers alone, what kubeVersion ranges are compared with.
    std::string major;
    std::string minor;

    static Result<KubeVersion> parse(std::string_view text);
};

/// What a chart may ask of the cluster and the renderer.
struct Capabilities
{
    KubeVersion kubeVersion;
    std::vector<std::string> apiVersions; ///< "apps/v1"; from a cluster "apps/v1/Deployment" too.

    /// Those of a render without a cluster.
    static Capabilities offline();
};

/// What .Capabilities.HelmVersion says.
inline constexpr std::string_view helmVersion = "v4.2";
inline constexpr std::string_view helmGoVersion = "go1.26.8";
inline constexpr std::string_view helmClientVersion = "v1.36";

} // namespace plumb::helm
