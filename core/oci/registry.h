// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/http/client.h"
#include "core/http/url.h"
#include "core/oci/credential.h"
#include "core/oci/reference.h"

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace plumb::oci {

struct Challenge;

/// Whether a registry may be asked without TLS.
enum class Transport : std::uint8_t { Encrypted, Insecure };

/// How to appear at a registry.
struct Access
{
    Transport transport = Transport::Encrypted;
    /// Asked once, when the registry wants to know who it is; may be empty. The argument says
    /// whether the connection is encrypted, or does not leave this machine.
    std::function<Result<std::optional<Credential>>(bool isPrivate, const Run &run)> credential =
        {};
};

/// A manifest as the registry keeps it, checked against its digest.
struct StoredManifest
{
    std::string digest;
    std::string bytes;
};

/// Where the bytes of a blob are, and what to show to the registry alone.
struct BlobPlace
{
    std::string url;
    http::Headers confidential;
};

/// One repository as its registry serves it (OCI distribution). Follows the registry's challenges:
/// anonymous, basic, or by a token. Safe to use from any thread.
class Registry
{
public:
    /// The client must outlive this.
    Registry(http::Client &client, Repository repository, Access access);

    /// All tags, in the registry's order.
    Result<std::vector<std::string>> tags(const Run &run);
    /// The digest of the manifest that a tag means now.
    Result<std::string> resolve(const std::string &tag, const Run &run);
    /// The manifest of a tag or a digest.
    Result<StoredManifest> manifest(const std::string &reference, const Run &run);
    /// Where the blob can be downloaded now: what is shown there may be good for a minute only.
    Result<BlobPlace> blob(const std::string &digest, const Run &run);

    /// To be called when what blob() gave to show was refused: asks for new admission next time.
    void forgetLogin();

private:
    using Clock = std::chrono::steady_clock;

    Result<http::Url> base(const Run &run);
    Result<http::Response> send(http::Request request, const Run &run);
    http::Headers authorization();
    Result<> authorize(const http::Response &refused, const http::Url &url, const Run &run);
    Result<> authorizeByToken(const Challenge &challenge, const http::Url &url, const Run &run);
    Result<http::Response> askForToken(const Challenge &challenge, const http::Url &realm,
                                       const Run &run);
    Result<std::optional<Credential>> credential(const http::Url &url, const Run &run);
    std::string path(std::string_view rest) const;

    http::Client &m_client;
    const Repository m_repository;
    const Access m_access;

    std::mutex m_asking; // held while one thread finds out how to ask
    std::mutex m_lock;   // guards what follows
    std::optional<http::Url> m_base;
    http::Headers m_authorization;
    std::optional<Clock::time_point> m_expires;
};

} // namespace plumb::oci
