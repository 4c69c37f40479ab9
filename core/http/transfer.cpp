// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/transfer.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace plumb::http {

namespace {

// A stream that is read slowly is not buffered beyond this.
constexpr std::size_t maximumPending = 8u << 20;

bool isOneLine(std::string_view text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) == text.npos;
}

std::string_view trimmed(std::string_view text)
{
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start == text.npos)
        return {};
    return text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
}

/// The scheme, the host with its port, and the rest of an URL.
struct UrlParts
{
    std::string_view scheme;
    std::string_view authority;
    std::string_view rest;

    std::string_view port() const
    {
        const auto colon = authority.rfind(':');
        if (colon == authority.npos || authority.find(']', colon) != authority.npos)
            return scheme == "https" ? "443" : "80";
        return authority.substr(colon + 1);
    }
    std::string_view host() const
    {
        const auto colon = authority.rfind(':');
        if (colon == authority.npos || authority.find(']', colon) != authority.npos)
            return authority;
        return authority.substr(0, colon);
    }
};

UrlParts split(std::string_view url)
{
    UrlParts parts;
    const auto schemeEnd = url.find("://");
    if (schemeEnd == url.npos)
        return parts;
    parts.scheme = url.substr(0, schemeEnd);
    url.remove_prefix(schemeEnd + 3);
    const auto authorityEnd = std::min(url.find_first_of("/?"), url.size());
    parts.authority = url.substr(0, authorityEnd);
    parts.rest = url.substr(authorityEnd);
    return parts;
}

// curl copies the bytes of a blob only while the option is set with this flag.
void setBlob(CURL *handle, CURLoption option, const std::string &bytes)
{
    curl_blob blob = {
        .data = const_cast<char *>(bytes.data()), .len = bytes.size(), .flags = CURL_BLOB_COPY};
    curl_easy_setopt(handle, option, &blob);
}

// The file that curl would trust by itself, which a blob takes the place of.
const std::string &systemAuthorities()
{
    static const std::string bundle = [] {
        const char *const path = curl_version_info(CURLVERSION_NOW)->cainfo;
        std::ifstream file(path ? path : "", std::ios::binary);
        std::string text(std::istreambuf_iterator<char>(file), {});
        if (!text.empty() && !text.ends_with('\n'))
            text += '\n';
        return text;
    }();
    return bundle;
}

long milliseconds(std::chrono::milliseconds duration)
{
    return static_cast<long>(duration.count());
}

} // namespace

void initializeCurl()
{
    static const CURLcode initialized = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(initialized);
}

Transfer::Transfer(const Request &request, const ClientOptions &options, CURL *handle)
    : m_request(request)
    , m_options(options)
    , m_handle(handle)
{
}

Transfer::~Transfer()
{
    curl_slist_free_all(m_headerLines);
    curl_slist_free_all(m_connectTo);
}

Result<> Transfer::prepare()
{
    PLUMB_TRY(prepareUrl());
    PLUMB_TRY(prepareHeaders());
    prepareTls();
    prepareBody();

    curl_easy_setopt(m_handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_handle, CURLOPT_USERAGENT, m_options.userAgent.c_str());
    curl_easy_setopt(m_handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(m_handle, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(m_handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(m_request.connectTimeout));
    curl_easy_setopt(m_handle, CURLOPT_TIMEOUT_MS, milliseconds(m_request.timeout));
    if (m_request.stallTimeout.count() > 0) {
        curl_easy_setopt(m_handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
        curl_easy_setopt(m_handle, CURLOPT_LOW_SPEED_TIME,
                         static_cast<long>(m_request.stallTimeout.count()));
    }
    // An empty string, unlike null, keeps curl from looking into the environment.
    curl_easy_setopt(m_handle, CURLOPT_PROXY, m_options.proxy.c_str());
    curl_easy_setopt(m_handle, CURLOPT_NOPROXY, m_options.noProxy.c_str());
    if (m_options.isCompressed)
        curl_easy_setopt(m_handle, CURLOPT_ACCEPT_ENCODING, "gzip");

    curl_easy_setopt(m_handle, CURLOPT_ERRORBUFFER, m_errorText.data());
    curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, &Transfer::bodyCallback);
    curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_HEADERFUNCTION, &Transfer::headerCallback);
    curl_easy_setopt(m_handle, CURLOPT_HEADERDATA, this);
    return {};
}

Result<> Transfer::prepareUrl()
{
    const UrlParts parts = split(m_request.url);
    if ((parts.scheme != "https" && parts.scheme != "http") || parts.authority.empty()
        || !isOneLine(m_request.url) || m_request.url.find(' ') != m_request.url.npos) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "not a http or https URL: '" + target() + "'"));
    }
    curl_easy_setopt(m_handle, CURLOPT_PROTOCOLS_STR, "http,https");
    // Without TLS there is no HTTP/2, and a stream would keep the others waiting for its end.
    curl_easy_setopt(m_handle, CURLOPT_PIPEWAIT, parts.scheme == "https" ? 1L : 0L);
    if (m_options.tls.serverName.empty() || parts.scheme != "https") {
        curl_easy_setopt(m_handle, CURLOPT_URL, m_request.url.c_str());
        return {};
    }

    // curl verifies the name that is in the URL; so that goes there, and the connection to where it
    // was meant to go.
    const std::string &name = m_options.tls.serverName;
    const std::string url =
        "https://" + name + ':' + std::string(parts.port()) + std::string(parts.rest);
    curl_easy_setopt(m_handle, CURLOPT_URL, url.c_str());
    const std::string connectTo =
        "::" + std::string(parts.host()) + ':' + std::string(parts.port());
    m_connectTo = curl_slist_append(nullptr, connectTo.c_str());
    curl_easy_setopt(m_handle, CURLOPT_CONNECT_TO, m_connectTo);
    m_headerLines =
        curl_slist_append(m_headerLines, ("Host: " + std::string(parts.authority)).c_str());
    return {};
}

Result<> Transfer::prepareHeaders()
{
    for (const auto &[name, value] : m_request.headers) {
        if (name.empty() || !isOneLine(name) || !isOneLine(value)) {
            return std::unexpected(
                Error(ErrorCode::InvalidInput,
                      "the request header '" + name + "' has a line break or no name"));
        }
        m_headerLines = curl_slist_append(m_headerLines, (name + ": " + value).c_str());
    }
    curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_headerLines);
    return {};
}

void Transfer::prepareTls()
{
    const Tls &tls = m_options.tls;
    curl_easy_setopt(m_handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYPEER, tls.isVerified ? 1L : 0L);
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYHOST, tls.isVerified ? 2L : 0L);
    if (!tls.authorities.empty() && tls.keepsSystem) {
        setBlob(m_handle, CURLOPT_CAINFO_BLOB, systemAuthorities() + tls.authorities);
    } else if (!tls.authorities.empty()) {
        // Without this, the system's authorities would be trusted as well.
        curl_easy_setopt(m_handle, CURLOPT_CAINFO, nullptr);
        curl_easy_setopt(m_handle, CURLOPT_CAPATH, nullptr);
        setBlob(m_handle, CURLOPT_CAINFO_BLOB, tls.authorities);
    }
    if (!tls.certificate.empty()) {
        setBlob(m_handle, CURLOPT_SSLCERT_BLOB, tls.certificate);
        setBlob(m_handle, CURLOPT_SSLKEY_BLOB, tls.key);
    }
}

void Transfer::prepareBody()
{
    if (m_request.method == "HEAD")
        curl_easy_setopt(m_handle, CURLOPT_NOBODY, 1L);
    else if (m_request.method != "GET" || !m_request.body.empty())
        curl_easy_setopt(m_handle, CURLOPT_CUSTOMREQUEST, m_request.method.c_str());
    if (m_request.body.empty())
        return;
    curl_easy_setopt(m_handle, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(m_request.body.size()));
    curl_easy_setopt(m_handle, CURLOPT_POSTFIELDS, m_request.body.c_str());
}

std::string Transfer::target() const
{
    // A query may hold what is nobody's business.
    return m_request.url.substr(0, m_request.url.find('?'));
}

Error Transfer::failure(CURLcode code) const
{
    if (m_isTooLarge) {
        return {ErrorCode::LimitExceeded, "the response of " + target() + " is larger than "
                                              + std::to_string(m_request.maximumSize) + " bytes"};
    }
    std::string reason = m_errorText[0] ? m_errorText.data() : curl_easy_strerror(code);
    switch (code) {
    case CURLE_ABORTED_BY_CALLBACK: return {ErrorCode::Cancelled, "cancelled"};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
        return {ErrorCode::Unauthorized,
                "the server's certificate is not trusted at " + target() + ": " + reason};
    case CURLE_SSL_CERTPROBLEM:
        return {ErrorCode::Unauthorized, "the client certificate cannot be used: " + reason};
    case CURLE_OUT_OF_MEMORY:
        return {ErrorCode::LimitExceeded, "not enough memory for the response of " + target()};
    case CURLE_OPERATION_TIMEDOUT:
        return {ErrorCode::Unreachable, "no answer in time from " + target() + ": " + reason};
    default: return {ErrorCode::Unreachable, "cannot reach " + target() + ": " + reason};
    }
}

Result<> Transfer::deliver()
{
    std::string pieces;
    std::optional<Response> start;
    {
        const std::lock_guard lock(m_mutex);
        pieces.swap(m_pieces);
        start.swap(m_start);
    }
    if (pieces.empty())
        return {};
    m_hasDelivered = true;
    if (start)
        PLUMB_TRY(m_request.onStart(*start));
    return m_request.onBody(pieces);
}

bool Transfer::hasPieces() const
{
    const std::lock_guard lock(m_mutex);
    return !m_pieces.empty();
}

bool Transfer::takeResumable()
{
    const std::lock_guard lock(m_mutex);
    const bool isResumable = m_isPaused && m_pieces.size() < maximumPending / 2;
    if (isResumable)
        m_isPaused = false;
    return isResumable;
}

std::size_t Transfer::receiveBody(std::string_view bytes)
{
    m_isTooLarge = bytes.size() > m_request.maximumSize - m_received;
    if (m_isTooLarge)
        return CURL_WRITEFUNC_ERROR;
    if (!isStreamed() || !m_response.isSuccess()) {
        m_received += bytes.size();
        m_response.body += bytes;
        return bytes.size();
    }
    {
        const std::lock_guard lock(m_mutex);
        if (m_pieces.size() + bytes.size() > maximumPending) {
            m_isPaused = true;
            return CURL_WRITEFUNC_PAUSE;
        }
        if (m_received == 0 && m_request.onStart)
            m_start = Response{.status = m_response.status, .headers = m_response.headers};
        m_pieces += bytes;
    }
    m_received += bytes.size();
    onPieces();
    return bytes.size();
}

void Transfer::receiveHeader(std::string_view line)
{
    if (line.starts_with("HTTP/")) {
        // Only the last of several counts: before it come those of a proxy and of "100 Continue".
        const auto space = line.find(' ');
        m_response.status = 0;
        for (std::size_t i = space == line.npos ? line.size() : space + 1;
             i < line.size() && line[i] >= '0' && line[i] <= '9'; ++i)
            m_response.status = m_response.status * 10 + (line[i] - '0');
        m_response.headers.clear();
        return;
    }
    const auto colon = line.find(':');
    if (colon == line.npos)
        return;
    m_response.headers.emplace_back(trimmed(line.substr(0, colon)),
                                    trimmed(line.substr(colon + 1)));
}

std::size_t Transfer::bodyCallback(char *bytes, std::size_t size, std::size_t count, void *self)
{
    return static_cast<Transfer *>(self)->receiveBody({bytes, size * count});
}

std::size_t Transfer::headerCallback(char *bytes, std::size_t size, std::size_t count, void *self)
{
    static_cast<Transfer *>(self)->receiveHeader({bytes, size * count});
    return size * count;
}

} // namespace plumb::http
