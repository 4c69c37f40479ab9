// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/apiresources.h"

namespace plumb::cluster {

namespace {

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
           || c == '.' || c == '_' || c == '~';
}

/// Appends one segment of a URL's path. Names come from files that nobody checked: those that an
/// API server refuses as path segments never leave.
Result<> appendSegment(std::string &path, std::string_view segment)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    if (segment.empty() || segment == "." || segment == ".."
        || segment.find_first_of("/%") != segment.npos || segment.size() > 512) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "not a name that an API server accepts: '"
                                               + std::string(segment.substr(0, 512)) + "'"));
    }
    path += '/';
    for (const char c : segment) {
        if (isUnreserved(c)) {
            path += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        path += '%';
        path += digits[byte >> 4];
        path += digits[byte & 15];
    }
    return {};
}

} // namespace

Result<std::string> ApiResource::path(std::string_view namespaceName, std::string_view name) const
{
    std::string path = gvk.group.empty() ? "/api" : "/apis";
    if (!gvk.group.empty())
        PLUMB_TRY(appendSegment(path, gvk.group));
    PLUMB_TRY(appendSegment(path, gvk.version));
    if (isNamespaced && !namespaceName.empty()) {
        path += "/namespaces";
        PLUMB_TRY(appendSegment(path, namespaceName));
    }
    PLUMB_TRY(appendSegment(path, plural));
    if (!name.empty())
        PLUMB_TRY(appendSegment(path, name));
    return path;
}

ApiResources::ApiResources(std::vector<ApiResource> resources)
    : m_resources(std::move(resources))
{
    for (std::size_t i = 0; i < m_resources.size(); ++i) {
        const GroupVersionKind &gvk = m_resources[i].gvk;
        m_byKind[{gvk.group, gvk.kind}].push_back(i);
    }
}

const ApiResource *ApiResources::find(const GroupVersionKind &gvk) const
{
    const auto versions = m_byKind.find({gvk.group, gvk.kind});
    if (versions == m_byKind.end())
        return nullptr;
    for (const std::size_t i : versions->second) {
        if (m_resources[i].gvk.version == gvk.version)
            return &m_resources[i];
    }
    return nullptr;
}

const ApiResource *ApiResources::preferred(std::string_view group, std::string_view kind) const
{
    const auto versions = m_byKind.find({std::string(group), std::string(kind)});
    return versions == m_byKind.end() ? nullptr : &m_resources[versions->second.front()];
}

const ApiResource *ApiResources::resolve(const GroupVersionKind &gvk) const
{
    const ApiResource *exact = find(gvk);
    return exact ? exact : preferred(gvk.group, gvk.kind);
}

ResourceId ApiResources::normalized(ResourceId id) const
{
    const ApiResource *resource = preferred(id.group, id.kind);
    if (resource && !resource->isNamespaced)
        id.namespaceName.clear();
    return id;
}

} // namespace plumb::cluster
