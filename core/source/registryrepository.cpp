// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/registryrepository.h"

#include "core/crypto/contentdigest.h"

#include <algorithm>

namespace plumb::source {

namespace {

constexpr std::size_t maximumChildren = 16;
constexpr std::uint64_t maximumLayer = 256u << 20;

std::string joined(const std::vector<std::string> &lines)
{
    std::string text;
    for (const std::string &line : lines)
        text.append(line).append("\n");
    return text;
}

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool isChart(const oci::Manifest &manifest)
{
    return manifest.config.mediaType == oci::chartConfigType;
}

} // namespace

RegistryRepository::RegistryRepository(const oci::Repository &repository, oci::Access access,
                                       Network network, http::Client &client,
                                       const ContentCache &cache)
    : m_name(repository.toString())
    , m_network(network)
    , m_client(client)
    , m_cache(cache)
    , m_registry(client, repository, std::move(access))
{
}

template<typename Fetch>
Result<std::string> RegistryRepository::remembered(const std::string &key, const std::string &what,
                                                   Fetch fetch)
{
    if (m_network == Network::On) {
        Result<std::string> fetched = fetch();
        if (fetched)
            m_cache.setNote(key, {{"is", *fetched}});
        if (fetched || !isOutOfOrder(fetched.error()))
            return fetched;
        const auto note = m_cache.note(key);
        return note && note->contains("is") ? Result<std::string>(note->at("is")) : fetched;
    }
    const auto note = m_cache.note(key);
    if (!note || !note->contains("is"))
        return std::unexpected(offlineError(what));
    return note->at("is");
}

Result<std::vector<std::string>> RegistryRepository::tags(const Run &run)
{
    const auto fetch = [&]() -> Result<std::string> {
        return joined(PLUMB_TRY(m_registry.tags(run)));
    };
    return split(PLUMB_TRY(
        within("listing the tags of " + m_name,
               remembered("tags\n" + m_name, "the list of tags of '" + m_name + "'", fetch))));
}

Result<std::string> RegistryRepository::resolve(const std::string &tag, const Run &run)
{
    const std::string name = m_name + ':' + tag;
    return within("looking up " + name, remembered("tag\n" + name, "'" + name + "'",
                                                   [&] { return m_registry.resolve(tag, run); }));
}

Result<oci::Manifest> RegistryRepository::manifest(const std::string &digest, const Run &run)
{
    const std::string name = m_name + '@' + digest;
    if (const Result<files::Bytes> kept = m_cache.read(digest))
        return within("reading " + name, oci::Manifest::parse(**kept));
    if (m_network == Network::Off)
        return std::unexpected(offlineError("'" + name + "'"));
    const oci::StoredManifest stored =
        PLUMB_TRY(within("fetching " + name, m_registry.manifest(digest, run)));
    oci::Manifest manifest =
        PLUMB_TRY(within("reading " + name, oci::Manifest::parse(stored.bytes)));
    PLUMB_TRY(m_cache.write(stored.digest, stored.bytes));
    return manifest;
}

Result<RegistryArtifact> RegistryRepository::chart(const std::string &digest, const Run &run)
{
    oci::Manifest found = PLUMB_TRY(manifest(digest, run));
    if (!found.isIndex)
        return RegistryArtifact{.digest = digest, .manifest = std::move(found)};
    found.manifests.resize(std::min(found.manifests.size(), maximumChildren));
    for (const oci::Descriptor &child : found.manifests) {
        oci::Manifest inner = PLUMB_TRY(manifest(child.digest, run));
        if (isChart(inner))
            return RegistryArtifact{.digest = digest, .manifest = std::move(inner)};
    }
    return std::unexpected(
        Error(ErrorCode::NotFound,
              "'" + m_name + '@' + digest + "' is an index that has no chart in it"));
}

Result<RegistryArtifact> RegistryRepository::image(const std::string &digest, const Run &run)
{
    oci::Manifest found = PLUMB_TRY(manifest(digest, run));
    if (!found.isIndex)
        return RegistryArtifact{.digest = digest, .manifest = std::move(found)};
    const auto child = std::ranges::find_if(found.manifests, [](const oci::Descriptor &each) {
        return each.os.empty() || (each.os == "linux" && each.architecture == "amd64");
    });
    if (child == found.manifests.end()) {
        return std::unexpected(
            Error(ErrorCode::NotFound,
                  "'" + m_name + '@' + digest + "' is an index that has nothing for linux/amd64"));
    }
    oci::Manifest inner = PLUMB_TRY(manifest(child->digest, run));
    return RegistryArtifact{.digest = digest, .manifest = std::move(inner)};
}

Result<files::Bytes> RegistryRepository::layer(const oci::Descriptor &layer, const Run &run)
{
    if (Result<files::Bytes> kept = m_cache.read(layer.digest))
        return kept;
    const std::string name = m_name + '@' + layer.digest;
    if (layer.size > maximumLayer) {
        return std::unexpected(
            Error(ErrorCode::LimitExceeded,
                  "'" + name + "' is larger than " + std::to_string(maximumLayer) + " bytes"));
    }
    if (m_network == Network::Off)
        return std::unexpected(offlineError("'" + name + "'"));
    const auto fetch = [&]() -> Result<Downloaded> {
        oci::BlobPlace place = PLUMB_TRY(m_registry.blob(layer.digest, run));
        return download(m_client, m_cache,
                        {.url = std::move(place.url),
                         .confidential = std::move(place.confidential),
                         .digest = layer.digest,
                         .maximumSize = layer.size},
                        run);
    };
    Result<Downloaded> downloaded = fetch();
    if (!downloaded && downloaded.error().code() == ErrorCode::Unauthorized) {
        m_registry.forgetLogin(); // tokens expire in the middle of things
        downloaded = fetch();
    }
    return PLUMB_TRY(std::move(downloaded)).bytes;
}

Result<oci::Descriptor> chartLayer(const oci::Manifest &manifest)
{
    if (!isChart(manifest)) {
        return std::unexpected(
            Error(ErrorCode::NotFound, "it is no chart: its configuration is '"
                                           + manifest.config.mediaType + "' instead of '"
                                           + std::string(oci::chartConfigType) + "'"));
    }
    for (const std::string_view type : {oci::chartLayerType, oci::oldChartLayerType}) {
        const auto found = std::ranges::find(manifest.layers, type, &oci::Descriptor::mediaType);
        if (found != manifest.layers.end())
            return *found;
    }
    return std::unexpected(
        Error(ErrorCode::NotFound, "it is no chart: it has no layer of the type '"
                                       + std::string(oci::chartLayerType) + "'"));
}

} // namespace plumb::source
