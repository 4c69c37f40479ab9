// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/memoryclusterreader.h"

#include <algorithm>

namespace plumb::cluster {

namespace {

/// Knows "key" (the label exists) and "key=value", several of them joined by commas.
bool matches(const Object &object, std::string_view selector)
{
    while (!selector.empty()) {
        const auto comma = std::min(selector.find(','), selector.size());
        const std::string_view term = selector.substr(0, comma);
        selector.remove_prefix(std::min(comma + 1, selector.size()));
        const auto equals = term.find('=');
        const yaml::Value *label =
            object.fields().find({"metadata", "labels", term.substr(0, equals)});
        if (!label || (equals != term.npos && label->text() != term.substr(equals + 1)))
            return false;
    }
    return true;
}

} // namespace

void MemoryClusterReader::addObject(Object object)
{
    const GroupVersionKind &gvk = object.gvk();
    const bool isKnown = std::ranges::contains(m_resources, gvk, &ApiResource::gvk);
    if (!isKnown) {
        std::string plural = gvk.kind + 's';
        std::ranges::transform(plural, plural.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        addResource({.gvk = gvk,
                     .plural = std::move(plural),
                     .isNamespaced = !object.namespaceName().empty()});
    }
    m_objects.push_back(std::move(object));
}

void MemoryClusterReader::setFailure(const std::string &kind, Error error, const std::string &name)
{
    m_failures.insert_or_assign({kind, name}, std::move(error));
}

Result<ApiResources> MemoryClusterReader::discover(const Run &run)
{
    PLUMB_TRY(run.checkpoint({.stage = Stage::ReadingCluster, .subject = "discovery"}));
    return ApiResources(m_resources);
}

Result<ObjectList> MemoryClusterReader::list(const ApiResource &resource, const ListQuery &query,
                                             const Run &run)
{
    PLUMB_TRY(run.checkpoint({.stage = Stage::ReadingCluster, .subject = resource.plural}));
    ++m_requests;
    // A failure of all namespaces leaves each one of them readable when it is named so.
    if (const auto failure = m_failures.find({resource.gvk.kind, {}}); failure != m_failures.end())
        return std::unexpected(failure->second);
    const auto everywhere = m_failures.find({resource.gvk.kind, "*"});
    if (query.namespaceName.empty() && everywhere != m_failures.end())
        return std::unexpected(everywhere->second);
    ObjectList list = {.resourceVersion = "1"};
    for (const Object &object : m_objects) {
        const bool isWanted =
            object.gvk() == resource.gvk
            && (query.namespaceName.empty() || object.namespaceName() == query.namespaceName);
        if (isWanted && matches(object, query.labelSelector))
            list.objects.push_back(object);
    }
    return list;
}

Result<Object> MemoryClusterReader::get(const ApiResource &resource, const ResourceId &id,
                                        const Run &run)
{
    PLUMB_TRY(run.checkpoint({.stage = Stage::ReadingCluster, .subject = id.name}));
    ++m_requests;
    for (const std::string &name : {std::string(), id.name}) {
        if (const auto failure = m_failures.find({resource.gvk.kind, name});
            failure != m_failures.end())
            return std::unexpected(failure->second);
    }
    const auto found = std::ranges::find_if(m_objects, [&](const Object &object) {
        return object.id() == id && object.gvk() == resource.gvk;
    });
    if (found == m_objects.end()) {
        return std::unexpected(
            Error(ErrorCode::NotFound, resource.plural + " '" + id.name + "' not found"));
    }
    return *found;
}

} // namespace plumb::cluster
