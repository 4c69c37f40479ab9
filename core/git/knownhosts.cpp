// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/knownhosts.h"

#include "core/git/handle.h"
#include "core/process/program.h"

namespace plumb::git {

std::string SshHost::entry() const
{
    return port.empty() ? name : '[' + name + "]:" + port;
}

std::string SshHost::command() const
{
    std::string text = "ssh ";
    if (!port.empty())
        text += "-p " + port + ' ';
    return text + (user.empty() ? "" : user + '@') + name;
}

SshHost sshHostOf(const std::string &url)
{
    const auto scheme = url.find("://");
    const bool isUrl = scheme != url.npos;
    std::string place = isUrl ? url.substr(scheme + 3) : url;
    place = place.substr(
        0, place.find(isUrl ? '/' : ':', place.starts_with('[') ? place.find(']') : 0));
    SshHost host;
    if (const auto at = place.rfind('@'); at != place.npos) {
        host.user = place.substr(0, place.substr(0, at).find(':'));
        host.user = host.user.substr(0, host.user.find('@'));
        place.erase(0, at + 1);
    }
    const auto bracket = place.find(']');
    const auto colon = place.find(':', bracket == place.npos ? 0 : bracket);
    if (colon != place.npos) {
        host.port = place.substr(colon + 1);
        place.erase(colon);
    }
    if (host.port == "22")
        host.port.clear();
    host.name = place.starts_with('[') ? place.substr(1, place.size() - 2) : place;
    return host;
}

bool isKnownHost(const SshHost &host, const Run &run)
{
    const auto answer = process::run(
        {.arguments = {"ssh-keygen", "-F", host.entry(), "-f", expandedPath("~/.ssh/known_hosts")}},
        run.stop);
    return answer && answer->exitCode == 0;
}

std::string fingerprint(std::span<const unsigned char, 32> sha256)
{
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text = "SHA256:";
    unsigned bits = 0;
    int count = 0;
    for (const unsigned char byte : sha256) {
        bits = bits << 8 | byte;
        for (count += 8; count >= 6; count -= 6)
            text += digits[bits >> (count - 6) & 63];
    }
    return text + digits[bits << (6 - count) & 63];
}

} // namespace plumb::git
