// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/crypto/contentdigest.h"
#include "core/flux/sourceobjects.h"
#include "core/oci/manifest.h"
#include "tests/support/objects.h"
#include "tests/support/tarball.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace plumb::test {

/// An image as a registry keeps it: a manifest and the blobs it points to.
struct OciImage
{
    std::string manifest;
    std::map<std::string, std::string> blobs = {}; ///< By digest.

    std::string digest() const { return crypto::contentDigest(manifest); }

    /// @p layers are media types and bytes.
    static OciImage of(std::string_view configType,
                       const std::vector<std::pair<std::string, std::string>> &layers)
    {
        OciImage image;
        const std::string config = image.descriptor(std::string(configType), "{}");
        std::string list;
        for (const auto &[type, bytes] : layers)
            list.append(list.empty() ? "" : ",").append(image.descriptor(type, bytes));
        image.manifest = R"({"schemaVersion":2,)"
                         R"("mediaType":"application/vnd.oci.image.manifest.v1+json","config":)"
                         + config + R"(,"layers":[)" + list
                         + R"(],"annotations":{"org.opencontainers.image.revision":)"
                           R"("main@sha1:0123"}})";
        return image;
    }

private:
    std::string descriptor(const std::string &type, const std::string &bytes)
    {
        const std::string digest = crypto::contentDigest(bytes);
        blobs.emplace(digest, bytes);
        return R"({"mediaType":")" + type + R"(","digest":")" + digest + R"(","size":)"
               + std::to_string(bytes.size()) + "}";
    }
};

/// The archive of a chart "web" in a version.
inline std::string chartArchive(const std::string &version)
{
    return packed({{.name = "web/Chart.yaml",
                    .bytes = "apiVersion: v2\nname: web\nversion: " + version + "\n"}});
}

/// That chart as `helm push` makes it.
inline OciImage chartImage(const std::string &version)
{
    return OciImage::of(oci::chartConfigType,
                        {{std::string(oci::chartLayerType), chartArchive(version)}});
}

/// An artifact as `flux push artifact` makes it, of one ConfigMap that is called as the version.
inline OciImage fluxImage(const std::string &version)
{
    return OciImage::of(
        "application/vnd.cncf.flux.config.v1+json",
        {{"application/vnd.cncf.flux.content.v1.tar+gzip",
          packed({{.name = "./deploy/config.yaml", .bytes = "version: " + version + "\n"},
                  {.name = "./deploy/link", .type = '2', .target = "/etc/passwd"}})}});
}

/// A source of Flux in the namespace flux-system with that spec in flow style.
inline flux::Source sourceOf(const std::string &kind, const std::string &spec)
{
    return *flux::Source::from(objectOf("apiVersion: source.toolkit.fluxcd.io/v1\nkind: " + kind
                                        + "\nmetadata: {name: charts, namespace: flux-system}\n"
                                          "spec: {"
                                        + spec + "}\n"));
}

} // namespace plumb::test
