// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/httprepository.h"

#include "core/crypto/archive.h"
#include "core/crypto/contentdigest.h"
#include "core/http/follow.h"

namespace plumb::source {

namespace {

constexpr std::uint64_t maximumUnpacked = 100u << 20;

std::string text(const ContentCache::Note &note, const std::string &name)
{
    const auto found = note.find(name);
    return found == note.end() ? std::string() : found->second;
}

// The bytes as they are stored at the server, whatever was done to them on their way.
Result<std::string> bodyOf(http::Response &response)
{
    if (response.header("Content-Encoding") != "gzip" || !crypto::isGzip(response.body))
        return std::move(response.body);
    return crypto::gunzip(response.body, ChartIndex::maximumSize);
}

} // namespace

Error offlineError(const std::string &what)
{
    return {ErrorCode::Unreachable, what
                                        + " is not in the cache, and nothing is fetched offline; "
                                          "build once with the network"};
}

bool isOutOfOrder(const Error &error)
{
    return error.code() == ErrorCode::Unreachable || error.code() == ErrorCode::ArtifactFailed;
}

Result<HttpRepository> HttpRepository::open(Options options, http::Client &client,
                                            const ContentCache &cache)
{
    http::Url base = PLUMB_TRY(http::Url::parse(options.url));
    if (base.scheme != "http" && base.scheme != "https") {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "not a http or https URL: '" + base.shown() + "'"));
    }
    while (base.path.ends_with('/'))
        base.path.pop_back();
    base.path += '/';
    if (!options.login && !base.user.empty()) {
        const std::size_t colon = base.user.find(':');
        options.login =
            oci::Credential{.user = http::percentDecode(base.user.substr(0, colon)),
                            .secret = colon == std::string::npos
                                          ? std::string()
                                          : http::percentDecode(base.user.substr(colon + 1))};
    }
    base.user.clear();
    return HttpRepository(std::move(options), std::move(base), client, cache);
}

HttpRepository::HttpRepository(Options options, http::Url base, http::Client &client,
                               const ContentCache &cache)
    : m_options(std::move(options))
    , m_base(std::move(base))
    , m_index(m_base)
    , m_client(&client)
    , m_cache(&cache)
{
    m_index.path += "index.yaml";
}

http::Headers HttpRepository::confidential(const http::Url &place) const
{
    if (!m_options.login || !(m_options.passesLogin || place.isSameOrigin(m_base)))
        return {};
    return {oci::basicAuthorization(*m_options.login)};
}

Result<files::Bytes> HttpRepository::fetchIndex(const std::optional<ContentCache::Note> &known,
                                                const Run &run) const
{
    http::Request request{.url = m_index.toString(),
                          .headers = {{"Accept-Encoding", "gzip"}},
                          .timeout = std::chrono::minutes(5),
                          .stallTimeout = std::chrono::seconds(30),
                          .maximumSize = ChartIndex::maximumSize};
    if (known && !text(*known, "etag").empty())
        request.headers.emplace_back("If-None-Match", text(*known, "etag"));
    if (known && !text(*known, "modified").empty())
        request.headers.emplace_back("If-Modified-Since", text(*known, "modified"));
    http::Response response =
        PLUMB_TRY(http::follow(*m_client, std::move(request), confidential(m_index), run.stop));
    if (known && response.status == 304)
        return m_cache->read(text(*known, "digest"));
    if (!response.isSuccess())
        return std::unexpected(http::refusal(m_index.shown(), response));
    const std::string etag(response.header("ETag"));
    const std::string modified(response.header("Last-Modified"));
    auto bytes = std::make_shared<const std::string>(PLUMB_TRY(bodyOf(response)));
    const std::string digest = crypto::contentDigest(*bytes);
    PLUMB_TRY(m_cache->write(digest, *bytes));
    m_cache->setNote("index\n" + m_base.toString(),
                     {{"digest", digest}, {"etag", etag}, {"modified", modified}});
    return bytes;
}

Result<files::Bytes> HttpRepository::indexBytes(const Run &run) const
{
    PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching, .subject = m_index.shown()}));
    const auto note = m_cache->note("index\n" + m_base.toString());
    Result<files::Bytes> kept = std::unexpected(offlineError("'" + m_index.shown() + "'"));
    if (note) {
        if (Result<files::Bytes> read = m_cache->read(text(*note, "digest")))
            kept = std::move(read);
    }
    if (m_options.network == Network::Off)
        return kept;
    Result<files::Bytes> fetched = fetchIndex(kept ? note : std::nullopt, run);
    if (!fetched && kept && isOutOfOrder(fetched.error()))
        return kept;
    return fetched;
}

Result<std::shared_ptr<const ChartIndex>> HttpRepository::index(const Run &run) const
{
    const files::Bytes bytes =
        PLUMB_TRY(within("fetching the index of " + m_base.shown(), indexBytes(run)));
    return std::make_shared<const ChartIndex>(
        PLUMB_TRY(ChartIndex::parse(*bytes, m_index.shown())));
}

Result<http::Url> HttpRepository::archiveOf(const ChartVersion &version) const
{
    if (version.url.empty()) {
        return std::unexpected(Error(
            ErrorCode::NotFound, "the index of " + m_base.shown() + " does not say where version "
                                     + version.version + " can be downloaded"));
    }
    http::Url place = PLUMB_TRY(m_base.resolve(version.url));
    // As Helm does: the query of the repository, a token mostly, is that of its charts as well.
    if (version.url.find("://") == std::string::npos)
        place.query = m_base.query;
    return place;
}

Result<Downloaded> HttpRepository::archive(const http::Url &place, const std::string &digest,
                                           const Run &run) const
{
    const std::string key = "archive\n" + place.toString();
    std::string known = digest;
    if (const auto note = known.empty() ? m_cache->note(key) : std::nullopt)
        known = text(*note, "digest");
    if (!known.empty()) {
        if (Result<files::Bytes> kept = m_cache->read(known))
            return Downloaded{.bytes = *std::move(kept), .digest = std::move(known)};
    }
    if (m_options.network == Network::Off)
        return std::unexpected(offlineError("'" + place.shown() + "'"));
    Downloaded downloaded = PLUMB_TRY(download(
        *m_client, *m_cache,
        {.url = place.toString(), .confidential = confidential(place), .digest = digest}, run));
    // Where nobody says a digest, a broken archive must not stay for good.
    if (digest.empty())
        PLUMB_TRY(within("downloading " + place.shown(),
                         crypto::gunzip(*downloaded.bytes, maximumUnpacked)));
    m_cache->setNote(key, {{"digest", downloaded.digest}});
    return downloaded;
}

} // namespace plumb::source
