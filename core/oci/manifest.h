// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::oci {

/// Points from a manifest to a blob or another manifest.
struct Descriptor
{
    std::string mediaType;
    std::string digest;
    std::uint64_t size = 0;
    std::string os = {};           ///< Of a manifest in an index.
    std::string architecture = {}; ///< Of a manifest in an index.
};

/// An image manifest, which has layers, or an index of manifests; OCI's and Docker's own kinds.
struct Manifest
{
    Descriptor config = {};
    std::vector<Descriptor> layers = {};
    std::vector<Descriptor> manifests = {}; ///< Of an index.
    std::map<std::string, std::string> annotations = {};
    bool isIndex = false;

    /// InvalidInput when the text is no manifest, Unsupported for Docker's old kind.
    static Result<Manifest> parse(std::string_view text);
};

/// What is asked for when a manifest is, as the Accept header has it.
std::string acceptedManifests();

/// What `helm push` makes.
inline constexpr std::string_view chartConfigType = "application/vnd.cncf.helm.config.v1+json";
inline constexpr std::string_view chartLayerType =
    "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
/// What Helm pushed before.
inline constexpr std::string_view oldChartLayerType = "application/tar+gzip";

} // namespace plumb::oci
