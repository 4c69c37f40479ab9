// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/url.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace plumb::http {

namespace {

constexpr std::string_view hexDigits = "0123456789ABCDEF";

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void appendEncoded(std::string &text, char c)
{
    const auto byte = static_cast<unsigned char>(c);
    text += '%';
    text += hexDigits[byte >> 4U];
    text += hexDigits[byte & 15U];
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// What a URL may not hold as it is: browsers encode it.
std::string tidied(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= ' ' || byte >= 0x7FU
            || std::string_view("\"<>\\^`{|}").find(c) != std::string::npos)
            appendEncoded(result, c);
        else
            result += c;
    }
    return result;
}

bool hasControl(std::string_view text)
{
    return std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

std::string_view takeScheme(std::string_view text)
{
    const std::size_t end = text.find("://");
    const std::string_view scheme = text.substr(0, end == text.npos ? 0 : end);
    const bool isScheme = std::ranges::all_of(
        scheme, [](char c) { return isLetterOrDigit(c) || c == '+' || c == '-' || c == '.'; });
    return isScheme ? scheme : std::string_view();
}

bool isAuthority(std::string_view text)
{
    return !text.empty() && text.front() != ':' && std::ranges::all_of(text, [](char c) {
        return isLetterOrDigit(c) || std::string_view("-._~:[]%").find(c) != std::string::npos;
    });
}

// "/a/./b/../c" is "/a/c"; nothing leads above the root.
std::string withoutDots(std::string_view path)
{
    std::vector<std::string_view> kept;
    bool isFolder = false;
    while (!path.empty()) {
        path.remove_prefix(1); // '/'
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view segment = path.substr(0, end);
        path.remove_prefix(end);
        isFolder = segment == "." || segment == "..";
        if (segment == ".." && !kept.empty())
            kept.pop_back();
        if (!isFolder)
            kept.push_back(segment);
    }
    std::string result;
    for (const std::string_view segment : kept)
        result.append("/").append(segment);
    if (isFolder || result.empty())
        result += '/';
    return result;
}

std::size_t portColon(std::string_view authority)
{
    const std::size_t colon = authority.rfind(':');
    return colon == authority.npos || authority.find(']', colon) != authority.npos ? authority.npos
                                                                                   : colon;
}

} // namespace

Result<Url> Url::parse(std::string_view text)
{
    text = text.substr(0, text.find('#'));
    Url url;
    std::ranges::transform(takeScheme(text), std::back_inserter(url.scheme), lower);
    std::string_view rest = text.substr(url.scheme.empty() ? 0 : url.scheme.size() + 3);
    const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
    std::string_view authority = rest.substr(0, end);
    rest.remove_prefix(end);
    if (const std::size_t at = authority.rfind('@'); at != authority.npos) {
        url.user = authority.substr(0, at);
        authority.remove_prefix(at + 1);
    }
    if (url.scheme.empty() || !isAuthority(authority) || hasControl(text)) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "not a URL: '" + tidied(text.substr(0, text.find('?'))) + "'"));
    }
    std::ranges::transform(authority, std::back_inserter(url.authority), lower);
    const std::size_t query = std::min(rest.find('?'), rest.size());
    url.path = tidied(rest.substr(0, query));
    url.query = tidied(rest.substr(query));
    return url;
}

Result<Url> Url::resolve(std::string_view reference) const
{
    reference = reference.substr(0, reference.find('#'));
    if (!takeScheme(reference).empty())
        return parse(reference);
    if (reference.starts_with("//"))
        return parse(scheme + ':' + std::string(reference));
    if (hasControl(reference)) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "not a URL: '" + tidied(reference) + "'"));
    }
    Url url = *this;
    if (reference.empty())
        return url;
    const std::size_t queryStart = std::min(reference.find('?'), reference.size());
    const std::string_view target = reference.substr(0, queryStart);
    url.query = tidied(reference.substr(queryStart));
    if (target.starts_with('/')) {
        url.path = withoutDots(tidied(target));
    } else if (!target.empty()) {
        const std::size_t slash = path.rfind('/');
        const std::string folder = slash == path.npos ? "/" : path.substr(0, slash + 1);
        url.path = withoutDots(folder + tidied(target));
    }
    return url;
}

std::string Url::toString() const
{
    return scheme + "://" + authority + path + query;
}

std::string Url::shown() const
{
    return scheme + "://" + authority + path;
}

std::string_view Url::host() const
{
    return std::string_view(authority).substr(0, portColon(authority));
}

std::string_view Url::port() const
{
    const std::size_t colon = portColon(authority);
    if (colon != authority.npos)
        return std::string_view(authority).substr(colon + 1);
    return scheme == "http" ? "80" : "443";
}

bool Url::isSameOrigin(const Url &other) const
{
    return scheme == other.scheme && host() == other.host() && port() == other.port();
}

bool Url::isLoopback() const
{
    return host() == "localhost" || host() == "[::1]"
           || (host().starts_with("127.")
               && host().find_first_not_of("0123456789.") == std::string_view::npos);
}

std::string percentDecode(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = high >= 0 ? hexValue(text[i + 2]) : -1;
        if (low < 0) {
            result += text[i];
            continue;
        }
        result += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return result;
}

std::string percentEncode(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (isLetterOrDigit(c) || std::string_view("-._~").find(c) != std::string::npos)
            result += c;
        else
            appendEncoded(result, c);
    }
    return result;
}

} // namespace plumb::http
