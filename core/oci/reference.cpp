// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/oci/reference.h"

#include "core/crypto/contentdigest.h"

#include <algorithm>

namespace plumb::oci {

namespace {

constexpr std::string_view scheme = "oci://";

bool isLowerOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool isWordCharacter(char c)
{
    return isLowerOrDigit(c) || (c >= 'A' && c <= 'Z') || c == '_';
}

// Letters and digits, with separators between them only.
bool isNameSegment(std::string_view segment)
{
    return !segment.empty() && isLowerOrDigit(segment.front()) && isLowerOrDigit(segment.back())
           && std::ranges::all_of(segment, [](char c) {
                  return isLowerOrDigit(c) || c == '.' || c == '_' || c == '-';
              });
}

bool isName(std::string_view name)
{
    while (true) {
        const std::size_t slash = name.find('/');
        if (!isNameSegment(name.substr(0, slash)))
            return false;
        if (slash == name.npos)
            return true;
        name.remove_prefix(slash + 1);
    }
}

bool isHost(std::string_view host)
{
    return !host.empty() && host.front() != ':' && host.front() != '-'
           && std::ranges::all_of(host, [](char c) {
                  return isWordCharacter(c) || c == '.' || c == '-' || c == ':' || c == '['
                         || c == ']';
              });
}

Error malformed(std::string_view url, std::string_view why)
{
    return {ErrorCode::InvalidInput,
            "'" + std::string(url) + "' is no repository of a registry: " + std::string(why)};
}

// Where the tag begins, at its colon; npos when there is none.
std::size_t tagColon(std::string_view text)
{
    const std::size_t slash = text.rfind('/');
    return slash == text.npos ? text.npos : text.find(':', slash);
}

} // namespace

Result<Repository> Repository::parse(std::string_view url)
{
    std::string_view text = url;
    if (text.starts_with(scheme))
        text.remove_prefix(scheme.size());
    while (text.ends_with('/'))
        text.remove_suffix(1);
    const std::size_t slash = text.find('/');
    if (slash == text.npos)
        return std::unexpected(malformed(url, "expected 'oci://host/name'"));
    Repository repository{.registry = std::string(text.substr(0, slash)),
                          .name = std::string(text.substr(slash + 1))};
    if (!isHost(repository.registry))
        return std::unexpected(malformed(url, "'" + repository.registry + "' is no host"));
    if (const std::size_t colon = tagColon(text); colon != text.npos) {
        return std::unexpected(malformed(url, "it must not have a tag, remove '"
                                                  + std::string(text.substr(colon)) + "'"));
    }
    if (!isName(repository.name)) {
        return std::unexpected(malformed(
            url, "'" + repository.name
                     + "' is not made of lower-case letters, digits and single separators"));
    }
    return repository;
}

bool Repository::isDockerHub() const
{
    return registry == "docker.io" || registry == "index.docker.io"
           || registry == "registry-1.docker.io";
}

std::string Repository::host() const
{
    return isDockerHub() ? "registry-1.docker.io" : registry;
}

std::string Repository::servedName() const
{
    return isDockerHub() && name.find('/') == std::string::npos ? "library/" + name : name;
}

Result<Reference> Reference::parse(std::string_view url)
{
    Reference reference;
    std::string_view text = url;
    if (const std::size_t at = text.rfind('@'); at != text.npos) {
        reference.digest = text.substr(at + 1);
        text = text.substr(0, at);
        if (!crypto::isContentDigest(reference.digest))
            return std::unexpected(malformed(url, "'" + reference.digest + "' is no digest"));
    }
    if (const std::size_t colon = tagColon(text); colon != text.npos) {
        reference.tag = text.substr(colon + 1);
        std::ranges::replace(reference.tag, '+', '_');
        text = text.substr(0, colon);
        if (!isTag(reference.tag))
            return std::unexpected(malformed(url, "'" + reference.tag + "' is no tag"));
    }
    reference.repository = PLUMB_TRY(Repository::parse(text));
    return reference;
}

bool isTag(std::string_view text)
{
    constexpr std::size_t longest = 128;
    return !text.empty() && text.size() <= longest && isWordCharacter(text.front())
           && std::ranges::all_of(
               text, [](char c) { return isWordCharacter(c) || c == '.' || c == '-'; });
}

} // namespace plumb::oci
