// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/download.h"

#include "core/crypto/contentdigest.h"
#include "core/http/follow.h"
#include "core/http/url.h"
#include "core/source/partfile.h"

#include <charconv>
#include <limits>

namespace plumb::source {

namespace {

constexpr int maximumContinuations = 20;
constexpr auto longestTransfer = std::chrono::minutes(30);
constexpr auto longestSilence = std::chrono::seconds(30);

std::uint64_t number(std::string_view text)
{
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

int kilobytes(std::uint64_t bytes)
{
    return static_cast<int>(std::min<std::uint64_t>(bytes >> 10U, std::numeric_limits<int>::max()));
}

// What tells whether the file has changed in between; weak tags do not say it to the byte.
std::string validatorOf(const http::Response &response)
{
    const std::string_view tag = response.header("ETag");
    if (!tag.empty() && !tag.starts_with("W/"))
        return std::string(tag);
    return std::string(response.header("Last-Modified"));
}

/// One download over as many requests as it takes.
class Transfer
{
public:
    Transfer(http::Client &client, const ContentCache &cache, const Download &wanted,
             const Run &run)
        : m_client(client)
        , m_cache(cache)
        , m_wanted(wanted)
        , m_run(run)
        , m_name("part\n" + wanted.url + '\n' + wanted.digest)
    {
    }

    Result<std::string> fetch();

private:
    Result<> prepare(PartFile &part);
    Result<http::Response> request(PartFile &part);
    Result<> start(const http::Response &response, PartFile &part);
    Result<> receive(std::string_view bytes, PartFile &part);
    void report(std::uint64_t size) const;

    http::Client &m_client;
    const ContentCache &m_cache;
    const Download &m_wanted;
    const Run &m_run;
    const std::string m_name;
    std::string m_validator;
    std::uint64_t m_total = 0;
    bool m_isContinued = false; ///< The first bytes came from an earlier request.
    bool m_hasStarted = false;  ///< The request has brought something.
};

// Bytes of which nobody can say to what they belong are of no use.
Result<> Transfer::prepare(PartFile &part)
{
    if (const auto note = m_cache.note(m_name)) {
        const auto validator = note->find("validator");
        m_validator = validator == note->end() ? "" : validator->second;
    }
    if (m_wanted.digest.empty() && m_validator.empty())
        return part.restart();
    return {};
}

void Transfer::report(std::uint64_t size) const
{
    if (m_run.progress) {
        m_run.progress->report({.stage = Stage::Fetching,
                                .done = kilobytes(size),
                                .total = kilobytes(m_total),
                                .subject = m_wanted.url.substr(0, m_wanted.url.find('?'))});
    }
}

Result<> Transfer::start(const http::Response &response, PartFile &part)
{
    m_hasStarted = true;
    const std::uint64_t length = number(response.header("Content-Length"));
    if (response.status == 206) {
        const std::string_view range = response.header("Content-Range");
        if (!range.starts_with("bytes ") || number(range.substr(6)) != part.size()) {
            return std::unexpected(Error(ErrorCode::ArtifactFailed,
                                         "the server continues the download at another place"));
        }
    } else {
        PLUMB_TRY(part.restart());
        m_isContinued = false;
        m_validator = validatorOf(response);
        m_cache.setNote(m_name, {{"validator", m_validator}});
    }
    m_total = length == 0 ? 0 : part.size() + length;
    return {};
}

Result<> Transfer::receive(std::string_view bytes, PartFile &part)
{
    if (part.size() + bytes.size() > m_wanted.maximumSize) {
        return std::unexpected(
            Error(ErrorCode::LimitExceeded,
                  "it is larger than " + std::to_string(m_wanted.maximumSize) + " bytes"));
    }
    PLUMB_TRY(part.append(bytes));
    report(part.size());
    return {};
}

Result<http::Response> Transfer::request(PartFile &part)
{
    http::Request request{
        .url = m_wanted.url,
        .timeout = longestTransfer,
        .stallTimeout = longestSilence,
        .maximumSize = m_wanted.maximumSize,
        .onBody = [&](std::string_view bytes) { return receive(bytes, part); },
        .onStart = [&](const http::Response &response) { return start(response, part); }};
    m_isContinued = part.size() > 0;
    m_hasStarted = false;
    if (m_isContinued) {
        request.headers.emplace_back("Range", "bytes=" + std::to_string(part.size()) + '-');
        if (!m_validator.empty())
            request.headers.emplace_back("If-Range", m_validator);
    }
    return http::follow(m_client, std::move(request), m_wanted.confidential, m_run.stop);
}

Result<std::string> Transfer::fetch()
{
    PartFile part = PLUMB_TRY(PartFile::open(m_cache.partPlace(m_name)));
    PLUMB_TRY(prepare(part));
    std::uint64_t furthest = part.size();
    for (int i = 0; i < maximumContinuations; ++i) {
        const Result<http::Response> response = request(part);
        if (!response) {
            // Only a transfer that gets on is worth another request.
            const bool hasAdvanced = part.size() > furthest;
            furthest = std::max(furthest, part.size());
            if (response.error().code() == ErrorCode::Unreachable && hasAdvanced)
                continue;
            return std::unexpected(response.error());
        }
        if (response->status == 416 && m_isContinued) {
            PLUMB_TRY(part.restart());
            continue;
        }
        if (!response->isSuccess())
            return std::unexpected(http::refusal(m_wanted.url, *response));
        if (!m_hasStarted)
            PLUMB_TRY(part.restart()); // an empty file
        std::string bytes = PLUMB_TRY(part.read());
        const bool isRight =
            m_wanted.digest.empty() || crypto::hasContentDigest(bytes, m_wanted.digest);
        if (!isRight && m_isContinued) {
            PLUMB_TRY(part.restart());
            continue;
        }
        part.discard();
        if (!isRight) {
            return std::unexpected(
                Error(ErrorCode::ArtifactFailed, "what was downloaded has the digest "
                                                     + crypto::contentDigest(bytes) + " instead of "
                                                     + m_wanted.digest));
        }
        return bytes;
    }
    return std::unexpected(
        Error(ErrorCode::Unreachable, "the download breaks off again and again"));
}

} // namespace

Result<Downloaded> download(http::Client &client, const ContentCache &cache, const Download &wanted,
                            const Run &run)
{
    const http::Url url = PLUMB_TRY(http::Url::parse(wanted.url));
    PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching, .subject = url.shown()}));
    std::string bytes = PLUMB_TRY(
        within("downloading " + url.shown(), Transfer(client, cache, wanted, run).fetch()));
    Downloaded result{.bytes = {},
                      .digest =
                          wanted.digest.empty() ? crypto::contentDigest(bytes) : wanted.digest};
    PLUMB_TRY(cache.write(result.digest, bytes));
    result.bytes = std::make_shared<const std::string>(std::move(bytes));
    return result;
}

} // namespace plumb::source
