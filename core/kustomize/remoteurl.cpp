// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/remoteurl.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace plumb::kustomize {

namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

bool takePrefix(std::string_view &text, std::string_view prefix)
{
    if (lower(text.substr(0, prefix.size())) != prefix)
        return false;
    text.remove_prefix(prefix.size());
    return true;
}

std::string_view takeScheme(std::string_view &text)
{
    for (const std::string_view scheme : {"ssh://", "https://", "http://", "file://"}) {
        if (takePrefix(text, scheme))
            return scheme;
    }
    return {};
}

// "user@" where the user begins with a letter and holds letters, digits and dashes.
std::string_view takeUser(std::string_view &text)
{
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0)
        return {};
    const std::string_view name = text.substr(0, at);
    const auto isAllowed = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; };
    if (std::isalpha(static_cast<unsigned char>(name.front())) == 0
        || !std::ranges::all_of(name, isAllowed))
        return {};
    const std::string_view user = text.substr(0, at + 1);
    text.remove_prefix(at + 1);
    return user;
}

struct Host
{
    std::string host;
    std::string_view path;
};

std::optional<Host> splitHost(std::string_view text)
{
    takePrefix(text, "git::");
    std::string scheme(takeScheme(text));
    std::string user(takeUser(text));
    const std::string start = lower(text.substr(0, 11));
    const bool isGithub = start == "github.com/" || start == "github.com:";
    const bool mayHaveColon = scheme.empty() && (!user.empty() || isGithub);
    if (scheme.empty() && !mayHaveColon)
        return {};
    if (scheme == "file://") {
        // The whole rest is the path, with what looked like a user in it.
        const std::size_t size = user.size() + text.size();
        return Host{scheme, std::string_view(text.data() - user.size(), size)};
    }
    std::size_t end = text.find('/');
    if (mayHaveColon) {
        const std::size_t colon = text.find(':');
        if (end == std::string_view::npos
            || (colon != std::string_view::npos && colon > 0 && colon < end))
            end = colon;
    }
    std::string host(end == std::string_view::npos ? text : text.substr(0, end + 1));
    const std::string_view path =
        end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (isGithub) {
        const bool overSsh = scheme == "ssh://" || !user.empty();
        host = overSsh ? "github.com:" : "github.com/";
        scheme = overSsh ? "" : "https://";
        if (!overSsh)
            user.clear();
    }
    if (host.empty())
        return {};
    return Host{scheme + user + host, path};
}

using PathParts = std::optional<std::pair<std::string_view, std::string_view>>;

// Where the repository's path ends and the folder's begins: after "_git/NAME", at "//", after
// ".git", else after two segments.
PathParts splitPath(std::string_view path, bool takesAll)
{
    constexpr auto none = std::string_view::npos;
    if (const auto marker = path.find("_git/"); marker != none) {
        const auto end = path.find('/', marker + 5);
        return std::pair(path.substr(0, end),
                         end == none ? std::string_view() : path.substr(end + 1));
    }
    if (const auto marker = path.find("//"); marker != none)
        return std::pair(path.substr(0, marker), path.substr(marker + 2));
    if (const auto marker = path.find(".git"); marker != none)
        return std::pair(path.substr(0, marker + 4), path.substr(marker + 4));
    if (takesAll)
        return std::pair(path, std::string_view());
    const auto first = path.find('/');
    if (first == none)
        return {};
    const auto second = path.find('/', first + 1);
    return std::pair(path.substr(0, second),
                     second == none ? std::string_view() : path.substr(second + 1));
}

bool leavesRoot(std::string_view directory)
{
    int depth = 0;
    while (!directory.empty()) {
        const auto slash = directory.find('/');
        const std::string_view part = directory.substr(0, slash);
        directory =
            slash == std::string_view::npos ? std::string_view() : directory.substr(slash + 1);
        if (part == "..")
            --depth;
        else if (!part.empty() && part != ".")
            ++depth;
        if (depth < 0)
            return true;
    }
    return false;
}

// The query's "ref", or else its "version".
std::string refOf(std::string_view query)
{
    std::string ref;
    std::string version;
    while (!query.empty()) {
        const auto end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
        if (ref.empty() && pair.starts_with("ref="))
            ref = pair.substr(4);
        if (version.empty() && pair.starts_with("version="))
            version = pair.substr(8);
    }
    return ref.empty() ? version : ref;
}

} // namespace

std::optional<RemoteUrl> RemoteUrl::parse(std::string_view text)
{
    if (text.starts_with('/'))
        return {};
    const auto question = text.find('?');
    const std::string_view query =
        question == std::string_view::npos ? std::string_view() : text.substr(question + 1);
    const auto host = splitHost(text.substr(0, question));
    if (!host)
        return {};
    const PathParts parts = splitPath(host->path, host->host.starts_with("file://"));
    if (!parts || parts->first.empty() || leavesRoot(parts->second))
        return {};
    std::string_view directory = parts->second;
    if (directory.starts_with('/'))
        directory.remove_prefix(1);
    return RemoteUrl{.host = host->host,
                     .repository = std::string(parts->first),
                     .directory = std::string(directory),
                     .ref = refOf(query)};
}

bool isWebUrl(std::string_view text)
{
    return takePrefix(text, "https:") || takePrefix(text, "http:");
}

} // namespace plumb::kustomize
