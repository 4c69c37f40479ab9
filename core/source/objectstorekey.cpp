// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/objectstorekey.h"

#include "core/crypto/hmac.h"
#include "core/crypto/sha256.h"

#include <array>
#include <cstdio>

namespace plumb::source {

namespace {

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view signedNames = "host;x-amz-content-sha256;x-amz-date";

// "20130524T000000Z"
std::string timeText(std::chrono::sys_seconds now)
{
    using namespace std::chrono;
    const sys_days today = floor<days>(now);
    const year_month_day date(today);
    const hh_mm_ss time(now - today);
    std::array<char, 32> text{};
    const int size = std::snprintf(
        text.data(), text.size(), "%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()));
    return {text.data(), static_cast<std::size_t>(size)};
}

// As it is sent: the port of the scheme is left out.
std::string hostHeader(const http::Url &url)
{
    const bool isUsual = url.port() == (url.scheme == "http" ? "80" : "443");
    return std::string(url.host()) + (isUsual ? "" : ":" + std::string(url.port()));
}

std::string asBytes(const crypto::Sha256Digest &digest)
{
    return {digest.begin(), digest.end()};
}

std::string asHex(const crypto::Sha256Digest &digest)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : digest) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

} // namespace

http::Headers signedHeaders(const http::Url &url, const ObjectStoreKey &key,
                            std::chrono::sys_seconds now)
{
    const std::string time = timeText(now);
    const std::string date = time.substr(0, 8);
    const std::string nothing = crypto::sha256Hex("");
    const std::string query = url.query.empty() ? "" : url.query.substr(1);
    const std::string request = "GET\n" + url.path + '\n' + query + "\nhost:" + hostHeader(url)
                                + "\nx-amz-content-sha256:" + nothing + "\nx-amz-date:" + time
                                + "\n\n" + std::string(signedNames) + '\n' + nothing;
    const std::string scope = date + '/' + key.region + "/s3/aws4_request";
    const std::string text =
        std::string(algorithm) + '\n' + time + '\n' + scope + '\n' + crypto::sha256Hex(request);
    std::string signing = "AWS4" + key.secret;
    for (const std::string &part :
         {date, key.region, std::string("s3"), std::string("aws4_request")})
        signing = asBytes(crypto::hmacSha256(signing, part));
    return {{"x-amz-content-sha256", nothing},
            {"x-amz-date", time},
            {"Authorization", std::string(algorithm) + " Credential=" + key.id + '/' + scope
                                  + ", SignedHeaders=" + std::string(signedNames)
                                  + ", Signature=" + asHex(crypto::hmacSha256(signing, text))}};
}

} // namespace plumb::source
