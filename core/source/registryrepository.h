// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/oci/manifest.h"
#include "core/oci/registry.h"
#include "core/source/contentcache.h"
#include "core/source/download.h"
#include "core/source/httprepository.h"

#include <string>
#include <vector>

namespace plumb::source {

/// What was found in a registry under a tag or a digest.
struct RegistryArtifact
{
    std::string digest; ///< Of the manifest, or of the index where there is one.
    oci::Manifest manifest;
};

/// A repository of a registry over the cache: what a digest names is fetched once and for all, what
/// a tag means is asked for again, and remembered for times without network.
class RegistryRepository
{
public:
    /// The client and the cache must outlive this.
    RegistryRepository(const oci::Repository &repository, oci::Access access, Network network,
                       http::Client &client, const ContentCache &cache);

    const std::string &name() const { return m_name; }

    Result<std::vector<std::string>> tags(const Run &run);
    /// The digest that the tag means now, or meant when it was last asked for.
    Result<std::string> resolve(const std::string &tag, const Run &run);

    /// A chart as `helm push` makes it; of an index, the first one that is.
    Result<RegistryArtifact> chart(const std::string &digest, const Run &run);
    /// An image as source-controller takes it; of an index, the one for linux/amd64.
    Result<RegistryArtifact> image(const std::string &digest, const Run &run);

    /// The bytes of a layer, its digest checked.
    Result<files::Bytes> layer(const oci::Descriptor &layer, const Run &run);

private:
    template<typename Fetch>
    Result<std::string> remembered(const std::string &key, const std::string &what, Fetch fetch);
    Result<oci::Manifest> manifest(const std::string &digest, const Run &run);

    const std::string m_name;
    const Network m_network;
    http::Client &m_client;
    const ContentCache &m_cache;
    oci::Registry m_registry;
};

/// The layer of a chart that holds its archive; NotFound for what is no chart.
Result<oci::Descriptor> chartLayer(const oci::Manifest &manifest);

} // namespace plumb::source
