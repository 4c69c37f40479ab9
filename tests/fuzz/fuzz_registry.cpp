// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// What a registry answers and what names it, each read from the whole input: challenges, manifests,
// logins, references and URLs. What can be read of an address can be written and read again.

#include "core/crypto/contentdigest.h"
#include "core/http/url.h"
#include "core/oci/challenge.h"
#include "core/oci/dockerconfig.h"
#include "core/oci/manifest.h"
#include "core/oci/reference.h"

#include <cstdlib>
#include <string_view>

using namespace plumb;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkUrl(std::string_view text)
{
    const auto url = http::Url::parse(text);
    if (url) {
        http::Url named = *url;
        named.user.clear(); // is never written
        require(http::Url::parse(url->toString()) == named);
    }
    const auto base = http::Url::parse("https://example.com/charts/index.yaml");
    const auto resolved = base ? base->resolve(text) : base;
    if (resolved)
        require(resolved->toString().find_first_of(" \r\n") == std::string::npos);
}

void checkReference(std::string_view text)
{
    const auto reference = oci::Reference::parse(text);
    if (!reference)
        return;
    const oci::Repository &repository = reference->repository;
    require(oci::Repository::parse(repository.toString()) == repository);
    require(!('/' + repository.name + '/').contains("/../"));
    require(reference->tag.empty() || oci::isTag(reference->tag));
}

void checkManifest(std::string_view text)
{
    const auto manifest = oci::Manifest::parse(text);
    if (!manifest)
        return;
    for (const auto *const descriptors : {&manifest->layers, &manifest->manifests}) {
        for (const oci::Descriptor &descriptor : *descriptors)
            require(crypto::isContentDigest(descriptor.digest));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    for (const oci::Challenge &challenge : oci::readChallenges(text))
        require(!challenge.scheme.empty());
    checkUrl(text);
    checkReference(text);
    checkManifest(text);
    if (const auto config = oci::DockerConfig::parse(text, "config.json")) {
        const oci::Repository repository{.registry = "ghcr.io", .name = "org/app"};
        static_cast<void>(config->find(repository));
        static_cast<void>(config->helper(repository));
    }
    return 0;
}
