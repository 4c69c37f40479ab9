// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/oci/manifest.h"

#include "core/crypto/contentdigest.h"
#include "core/yaml/json.h"

#include <algorithm>
#include <array>

namespace plumb::oci {

namespace {

constexpr std::size_t maximumDescriptors = 10'000;

constexpr std::array<std::string_view, 4> manifestTypes{
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
};

Error malformed(std::string what)
{
    return {ErrorCode::ArtifactFailed, "the registry's manifest " + std::move(what)};
}

Result<Descriptor> readDescriptor(const yaml::Value &value)
{
    Descriptor descriptor{.mediaType = std::string(value.textAt({"mediaType"})),
                          .digest = std::string(value.textAt({"digest"})),
                          .os = std::string(value.textAt({"platform", "os"})),
                          .architecture = std::string(value.textAt({"platform", "architecture"}))};
    if (!crypto::isContentDigest(descriptor.digest))
        return std::unexpected(malformed("names no digest where it has to"));
    const yaml::Value *const size = value.find("size");
    const auto bytes = size ? size->asInteger() : std::nullopt;
    if (!bytes || *bytes < 0)
        return std::unexpected(malformed("gives no size for " + descriptor.digest));
    descriptor.size = static_cast<std::uint64_t>(*bytes);
    return descriptor;
}

Result<std::vector<Descriptor>> readDescriptors(const yaml::Value &list)
{
    if (list.size() > maximumDescriptors) {
        return std::unexpected(
            Error(ErrorCode::LimitExceeded, "the registry's manifest has more than "
                                                + std::to_string(maximumDescriptors) + " parts"));
    }
    std::vector<Descriptor> descriptors;
    for (const yaml::Value &item : list.items())
        descriptors.push_back(PLUMB_TRY(readDescriptor(item)));
    return descriptors;
}

} // namespace

Result<Manifest> Manifest::parse(std::string_view text)
{
    const Result<yaml::Value> value = yaml::parseJson(text, "manifest");
    if (!value || !value->isMapping())
        return std::unexpected(malformed("is no JSON object"));
    const yaml::Value *const version = value->find("schemaVersion");
    if (version && version->text() == "1") {
        return std::unexpected(Error(ErrorCode::Unsupported,
                                     "the registry has the image in Docker's format of 2015 only"));
    }
    Manifest manifest;
    if (const yaml::Value *const annotations = value->find("annotations")) {
        for (const yaml::Entry &entry : annotations->entries())
            manifest.annotations.emplace(entry.key.view(), entry.value.text());
    }
    if (const yaml::Value *const manifests = value->find("manifests")) {
        manifest.isIndex = true;
        manifest.manifests = PLUMB_TRY(readDescriptors(*manifests));
        return manifest;
    }
    if (const yaml::Value *const config = value->find("config"); config && config->isMapping())
        manifest.config = PLUMB_TRY(readDescriptor(*config));
    const yaml::Value *const layers = value->find("layers");
    if (!layers)
        return std::unexpected(malformed("has neither layers nor manifests"));
    manifest.layers = PLUMB_TRY(readDescriptors(*layers));
    return manifest;
}

std::string acceptedManifests()
{
    std::string list;
    for (const std::string_view type : manifestTypes)
        list.append(list.empty() ? "" : ", ").append(type);
    return list;
}

} // namespace plumb::oci
