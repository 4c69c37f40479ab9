// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/bucket.h"

#include "core/crypto/contentdigest.h"
#include "core/files/memorytree.h"
#include "core/http/follow.h"
#include "core/source/ignorerules.h"

#include <algorithm>

namespace plumb::source {

namespace {

constexpr std::size_t maximumObjects = 50'000;
constexpr int maximumPages = 1'000;
constexpr std::uint64_t maximumObjectBytes = 64u << 20;
constexpr std::uint64_t maximumBytes = 512u << 20;
constexpr std::uint64_t maximumPageBytes = 16u << 20;

// The text of an element without attributes, inside of @p xml.
std::string_view elementIn(std::string_view xml, const std::string &name)
{
    const std::string open = '<' + name + '>';
    const std::size_t start = xml.find(open);
    const std::size_t end = xml.find("</" + name + '>', start);
    if (start == xml.npos || end == xml.npos)
        return {};
    return xml.substr(start + open.size(), end - start - open.size());
}

std::string withoutQuotes(std::string_view tag)
{
    std::string text(tag);
    for (const std::string_view quote : {"&quot;", "&#34;", "\""}) {
        for (std::size_t at = 0; (at = text.find(quote)) != std::string::npos;)
            text.erase(at, quote.size());
    }
    return text;
}

// Keys are encoded as in forms, so that any byte can be in them.
std::string decodedKey(std::string_view written)
{
    std::string key(written);
    std::ranges::replace(key, '+', ' ');
    return http::percentDecode(key);
}

std::string encodedPath(std::string_view key)
{
    std::string path;
    while (true) {
        const std::size_t slash = key.find('/');
        path += '/' + http::percentEncode(key.substr(0, slash));
        if (slash == key.npos)
            return path;
        key.remove_prefix(slash + 1);
    }
}

std::string lines(const std::vector<BucketObject> &objects)
{
    std::string text;
    for (const BucketObject &object : objects)
        text.append(object.key).append(" ").append(object.tag).append("\n");
    return text;
}

std::vector<BucketObject> readLines(std::string_view text)
{
    std::vector<BucketObject> objects;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        const std::size_t space = line.rfind(' ');
        if (space != line.npos)
            objects.push_back({.key = std::string(line.substr(0, space)),
                               .tag = std::string(line.substr(space + 1))});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return objects;
}

Error tooMuch(const std::string &what)
{
    return {ErrorCode::LimitExceeded, "the bucket holds more than " + what};
}

} // namespace

Result<BucketPage> readBucketPage(std::string_view xml)
{
    if (xml.find("<ListBucketResult") == xml.npos) {
        return std::unexpected(
            Error(ErrorCode::ArtifactFailed, "the server does not answer with a list of objects"));
    }
    BucketPage page;
    constexpr std::string_view open = "<Contents>";
    for (std::size_t at = xml.find(open); at != xml.npos; at = xml.find(open, at + 1)) {
        const std::string_view entry = elementIn(xml.substr(at), "Contents");
        BucketObject object{.key = decodedKey(elementIn(entry, "Key")),
                            .tag = withoutQuotes(elementIn(entry, "ETag"))};
        if (!object.key.empty() && object.key.find('\n') == std::string::npos)
            page.objects.push_back(std::move(object));
    }
    if (elementIn(xml, "IsTruncated") == "true")
        page.next = elementIn(xml, "NextContinuationToken");
    return page;
}

Bucket::Bucket(Options options, http::Url url, http::Client &client, const ContentCache &cache)
    : m_options(std::move(options))
    , m_url(std::move(url))
    , m_client(&client)
    , m_cache(&cache)
{
}

Result<Bucket> Bucket::open(Options options, http::Client &client, const ContentCache &cache)
{
    http::Url url = PLUMB_TRY(http::Url::parse(options.url));
    return Bucket(std::move(options), std::move(url), client, cache);
}

http::Headers Bucket::confidential(const http::Url &url) const
{
    if (!m_options.key || !m_options.now)
        return {};
    return signedHeaders(url, *m_options.key, m_options.now());
}

Result<std::vector<BucketObject>> Bucket::fetchList(const Run &run) const
{
    std::vector<BucketObject> objects;
    std::string next;
    int pages = 0;
    do {
        PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching, .subject = m_url.shown()}));
        http::Url url = m_url;
        url.query =
            '?' + (next.empty() ? "" : "continuation-token=" + http::percentEncode(next) + '&')
            + "encoding-type=url&list-type=2&prefix=" + http::percentEncode(m_options.prefix);
        const http::Response response = PLUMB_TRY(
            http::follow(*m_client, {.url = url.toString(), .maximumSize = maximumPageBytes},
                         confidential(url), run.stop));
        if (!response.isSuccess())
            return std::unexpected(http::refusal(url.shown(), response));
        BucketPage page = PLUMB_TRY(readBucketPage(response.body));
        objects.insert(objects.end(), page.objects.begin(), page.objects.end());
        if (objects.size() > maximumObjects || ++pages > maximumPages)
            return std::unexpected(tooMuch(std::to_string(maximumObjects) + " objects"));
        next = std::move(page.next);
    } while (!next.empty());
    std::ranges::sort(objects, {}, &BucketObject::key);
    return objects;
}

Result<std::vector<BucketObject>> Bucket::list(const Run &run) const
{
    const std::string note = "bucket\n" + m_url.toString() + '\n' + m_options.prefix;
    Result<std::vector<BucketObject>> kept =
        std::unexpected(offlineError("the list of '" + m_url.shown() + "'"));
    if (const auto known = m_cache->note(note); known && known->contains("is"))
        kept = readLines(known->at("is"));
    if (m_options.network == Network::Off)
        return kept;
    auto fetched = fetchList(run);
    if (fetched)
        m_cache->setNote(note, {{"is", lines(*fetched)}});
    else if (kept && isOutOfOrder(fetched.error()))
        return kept;
    return fetched;
}

Result<files::Bytes> Bucket::object(const BucketObject &object, const Run &run) const
{
    http::Url url = m_url;
    url.path += encodedPath(object.key);
    const std::string key = "object\n" + url.toString() + '\n' + object.tag;
    if (const auto note = m_cache->note(key); note && note->contains("digest")) {
        if (Result<files::Bytes> kept = m_cache->read(note->at("digest")))
            return kept;
    }
    if (m_options.network == Network::Off)
        return std::unexpected(offlineError("'" + url.shown() + "'"));
    Downloaded downloaded = PLUMB_TRY(download(*m_client, *m_cache,
                                               {.url = url.toString(),
                                                .confidential = confidential(url),
                                                .maximumSize = maximumObjectBytes},
                                               run));
    m_cache->setNote(key, {{"digest", downloaded.digest}});
    return std::move(downloaded.bytes);
}

Result<FetchedArtifact> Bucket::artifact(const std::optional<std::string> &ignore,
                                         const Run &run) const
{
    std::vector<BucketObject> objects = PLUMB_TRY(within("listing " + m_url.shown(), list(run)));
    auto tree = std::make_shared<files::MemoryTree>();
    IgnoreRules rules;
    const auto own = std::ranges::find(objects, IgnoreRules::fileName, &BucketObject::key);
    if (own != objects.end()) {
        const files::Bytes bytes = PLUMB_TRY(object(*own, run));
        rules.addFile({}, *bytes);
        tree->add(files::TreePath().child(own->key), *bytes);
    }
    if (ignore)
        rules.addSpec(*ignore);
    std::erase_if(objects, [&](const BucketObject &each) {
        const auto path = files::TreePath::parse(each.key);
        return each.key.ends_with('/') || each.key == IgnoreRules::fileName
               || (path && rules.excludesFile(*path));
    });
    std::uint64_t total = 0;
    for (const BucketObject &each : objects) {
        const files::TreePath path = PLUMB_TRY(files::TreePath::parse(each.key));
        const files::Bytes bytes = PLUMB_TRY(object(each, run));
        total += bytes->size();
        if (total > maximumBytes)
            return std::unexpected(tooMuch(std::to_string(maximumBytes) + " bytes"));
        tree->add(path, *bytes);
    }
    const std::string digest = crypto::contentDigest(lines(objects));
    return FetchedArtifact{
        .files = PLUMB_TRY(Artifact::of(tree, ignore, run)), .revision = digest, .digest = digest};
}

} // namespace plumb::source
