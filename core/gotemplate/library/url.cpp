// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/url.h"

#include "core/gotemplate/strconv.h"

#include <algorithm>

namespace plumb::gotemplate {

namespace {

enum class UrlPart : std::uint8_t { Host, User, Path, Fragment };

std::unexpected<Error> problem(std::string message)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::move(message)));
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int hexadecimal(char c)
{
    if (isDigit(c))
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool needsEscape(char c, UrlPart part)
{
    if (isLetter(c) || isDigit(c) || std::string_view("-_.~").contains(c))
        return false;
    switch (part) {
    case UrlPart::Host: return !std::string_view("!$&'()*+,;=:[]<>\"").contains(c);
    case UrlPart::User: return !std::string_view("$&+,;=").contains(c);
    case UrlPart::Path: return !std::string_view("$&+,/:;=@").contains(c);
    case UrlPart::Fragment: return !std::string_view("$&+,/:;=?@!()*").contains(c);
    }
    return true;
}

std::string escaped(std::string_view text, UrlPart part)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (needsEscape(c, part))
            result += {'%', digits[byte >> 4], digits[byte & 15]};
        else
            result += c;
    }
    return result;
}

Result<std::string> unescaped(std::string_view text, UrlPart part)
{
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c != '%') {
            const bool isAscii = static_cast<unsigned char>(c) < 0x80;
            if (part == UrlPart::Host && isAscii && needsEscape(c, part)) {
                return problem("invalid character " + quote(text.substr(at, 1)) + " in host name");
            }
            result += c;
            continue;
        }
        const std::string_view escape = text.substr(at, 3);
        const bool isWhole =
            escape.size() == 3 && hexadecimal(escape[1]) >= 0 && hexadecimal(escape[2]) >= 0;
        // A host may only escape what is not ASCII, and the percent sign.
        const bool isAllowed =
            part != UrlPart::Host || !isWhole || hexadecimal(escape[1]) >= 8 || escape == "%25";
        if (!isWhole || !isAllowed)
            return problem("invalid URL escape " + quote(escape));
        result += static_cast<char>(hexadecimal(escape[1]) * 16 + hexadecimal(escape[2]));
        at += 2;
    }
    return result;
}

/// Takes "scheme:" off the text.
Result<std::string> takeScheme(std::string_view &text)
{
    std::string scheme;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ':') {
            if (i == 0)
                return problem("missing protocol scheme");
            text.remove_prefix(i + 1);
            return scheme;
        }
        const bool isInside = isDigit(c) || c == '+' || c == '-' || c == '.';
        if (!isLetter(c) && !(isInside && i > 0))
            return std::string();
        scheme += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    return std::string();
}

bool isPort(std::string_view text)
{
    return text.empty() || (text.starts_with(':') && std::ranges::all_of(text.substr(1), isDigit));
}

Result<std::string> hostOf(std::string_view text, std::string_view scheme)
{
    const std::size_t bracket = text.rfind('[');
    std::size_t port = text.npos;
    if (bracket != text.npos && bracket > 0)
        return problem("invalid IP-literal");
    if (bracket == 0) {
        const std::size_t end = text.rfind(']');
        if (end == text.npos)
            return problem("missing ']' in host");
        port = end + 1;
    } else {
        // More than one colon is left to the hosts of databases.
        const bool isWeb = scheme == "http" || scheme == "https";
        port = isWeb ? text.find(':') : text.rfind(':');
    }
    const std::string_view portText = port == text.npos ? std::string_view() : text.substr(port);
    if (!isPort(portText))
        return problem("invalid port " + quote(portText) + " after host");
    return unescaped(text, UrlPart::Host);
}

bool isUserCharacter(char c)
{
    return isLetter(c) || isDigit(c) || std::string_view("-._:~!$&'()*+,;=%@").contains(c);
}

Result<UserInfo> userOf(std::string_view text)
{
    if (!std::ranges::all_of(text, isUserCharacter))
        return problem("net/url: invalid userinfo");
    const std::size_t colon = text.find(':');
    UserInfo user;
    user.name = PLUMB_TRY(unescaped(text.substr(0, colon), UrlPart::User));
    if (colon != text.npos)
        user.password = PLUMB_TRY(unescaped(text.substr(colon + 1), UrlPart::User));
    return user;
}

Result<> readAuthority(Url &url, std::string_view text)
{
    const std::size_t at = text.rfind('@');
    const std::string_view host = at == text.npos ? text : text.substr(at + 1);
    url.host = PLUMB_TRY(hostOf(host, url.scheme));
    if (at != text.npos)
        url.user = PLUMB_TRY(userOf(text.substr(0, at)));
    return {};
}

bool hasColonFirst(std::string_view path)
{
    return path.substr(0, path.find('/')).contains(':');
}

Result<Url> parsed(std::string_view text)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (std::ranges::any_of(text, isControl))
        return problem("net/url: invalid control character in URL");
    Url url;
    if (text == "*") {
        url.path = text;
        return url;
    }
    url.scheme = PLUMB_TRY(takeScheme(text));
    const std::size_t question = text.find('?');
    if (question != text.npos) {
        url.query = text.substr(question + 1);
        text = text.substr(0, question);
    }
    if (!text.starts_with('/')) {
        if (!url.scheme.empty()) {
            url.opaque = text;
            return url;
        }
        if (hasColonFirst(text))
            return problem("first path segment in URL cannot contain colon");
    }
    const bool hasAuthority =
        text.starts_with("//") && (!url.scheme.empty() || !text.starts_with("///"));
    if (hasAuthority) {
        text.remove_prefix(2);
        const std::string_view authority = text.substr(0, text.find('/'));
        text.remove_prefix(authority.size());
        PLUMB_TRY(readAuthority(url, authority));
    }
    url.path = PLUMB_TRY(unescaped(text, UrlPart::Path));
    return url;
}

} // namespace

std::string UserInfo::text() const
{
    std::string result = escaped(name, UrlPart::User);
    if (password)
        result += ':' + escaped(*password, UrlPart::User);
    return result;
}

Result<Url> Url::parse(std::string_view text)
{
    const std::size_t hash = text.find('#');
    const std::string_view address = text.substr(0, hash);
    Result<Url> url = parsed(address);
    if (!url)
        return problem("parse " + quote(address) + ": " + url.error().message());
    if (hash == text.npos)
        return url;
    Result<std::string> fragment = unescaped(text.substr(hash + 1), UrlPart::Fragment);
    if (!fragment)
        return problem("parse " + quote(text) + ": " + fragment.error().message());
    url->fragment = *std::move(fragment);
    return url;
}

std::string Url::text() const
{
    std::string result = scheme.empty() ? "" : scheme + ':';
    if (!opaque.empty()) {
        result += opaque;
    } else {
        if (!scheme.empty() || !host.empty() || user) {
            if (!host.empty() || !path.empty() || user)
                result += "//";
            if (user)
                result += user->text() + '@';
            result += escaped(host, UrlPart::Host);
        }
        if (!path.empty() && !path.starts_with('/') && !host.empty())
            result += '/';
        if (result.empty() && hasColonFirst(path))
            result += "./";
        result += path == "*" ? path : escaped(path, UrlPart::Path);
    }
    if (!query.empty())
        result += '?' + query;
    if (!fragment.empty())
        result += '#' + escaped(fragment, UrlPart::Fragment);
    return result;
}

std::string Url::hostname() const
{
    const std::size_t colon = host.rfind(':');
    std::string_view name = host;
    if (colon != host.npos && isPort(name.substr(colon)))
        name = name.substr(0, colon);
    if (name.starts_with('[') && name.ends_with(']'))
        name = name.substr(1, name.size() - 2);
    return std::string(name);
}

} // namespace plumb::gotemplate
