// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/resourcemap.h"

#include "core/kustomize/buildannotations.h"
#include "core/kustomize/generatedmerge.h"

#include <algorithm>

namespace plumb::kustomize {

namespace {

std::unexpected<Error> conflict(std::string message, const Resource &resource,
                                const BuildContext &context)
{
    return std::unexpected(
        Error(ErrorCode::Conflict, std::move(message), context.positionOf(resource.fields())));
}

std::string placeOf(const Resource &resource, const BuildContext &context)
{
    const auto where = context.positionOf(resource.fields());
    return where ? " (first in " + where->path + ':' + std::to_string(where->line) + ')'
                 : std::string();
}

} // namespace

Resource &ResourceMap::change(std::size_t position)
{
    if (position < m_indexed && !m_isChanged[position]) {
        m_isChanged[position] = true;
        m_changed.push_back(static_cast<std::uint32_t>(position));
    }
    return *m_resources[position];
}

void ResourceMap::index(std::size_t position) const
{
    const auto enter = [this, position](std::string_view name) {
        auto found = m_byName.find(name);
        if (found == m_byName.end())
            found = m_byName.emplace(name, Positions()).first;
        Positions &positions = found->second;
        if (!positions.empty() && positions.back() == position)
            return;
        const auto place = std::ranges::lower_bound(positions, position);
        if (place == positions.end() || *place != position)
            positions.insert(place, static_cast<std::uint32_t>(position));
    };
    const Resource &resource = *m_resources[position];
    enter(resource.name());
    resource.visitPreviousNames(enter);
}

const ResourceMap::Positions &ResourceMap::candidates(std::string_view name) const
{
    for (; m_indexed < m_resources.size(); ++m_indexed) {
        index(m_indexed);
        m_isChanged.push_back(false);
    }
    for (const std::uint32_t position : m_changed) {
        index(position);
        m_isChanged[position] = false;
    }
    m_changed.clear();
    static const Positions none;
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? none : found->second;
}

void ResourceMap::forgetIndex()
{
    m_byName.clear();
    m_changed.clear();
    m_isChanged.clear();
    m_indexed = 0;
}

std::vector<std::size_t> ResourceMap::withCurrentId(const BuildId &id) const
{
    std::vector<std::size_t> found;
    for (const std::uint32_t position : candidates(id.name)) {
        if (at(position).id().matches(id))
            found.push_back(position);
    }
    return found;
}

std::vector<std::size_t> ResourceMap::withAnyId(const BuildId &id) const
{
    std::vector<std::size_t> found;
    for (const std::uint32_t position : candidates(id.name)) {
        if (!at(position).isEmpty() && at(position).hasOrHad(id))
            found.push_back(position);
    }
    return found;
}

std::vector<std::size_t> ResourceMap::withAnyName(std::string_view name) const
{
    std::vector<std::size_t> found;
    for (const std::uint32_t position : candidates(name)) {
        const Resource &resource = at(position);
        if (!resource.isEmpty() && (resource.name() == name || resource.hadName(name)))
            found.push_back(position);
    }
    return found;
}

Result<std::size_t> ResourceMap::only(const BuildId &id) const
{
    const std::vector<std::size_t> found = withAnyId(id);
    if (found.size() == 1)
        return found.front();
    if (found.empty())
        return std::unexpected(
            Error(ErrorCode::NotFound, "no resource is called " + id.toString()));
    return std::unexpected(
        Error(ErrorCode::Conflict,
              std::to_string(found.size()) + " resources are, or were, called " + id.toString()));
}

Result<> ResourceMap::append(Resource resource, const BuildContext &context)
{
    return appendOwned(std::make_unique<Resource>(std::move(resource)), context);
}

Result<> ResourceMap::appendOwned(std::unique_ptr<Resource> resource, const BuildContext &context)
{
    context.schema.noteKind(resource->gvk());
    const auto same = withCurrentId(resource->id());
    if (!same.empty()) {
        return conflict("there is already a resource " + resource->id().toString()
                            + placeOf(at(same.front()), context),
                        *resource, context);
    }
    m_resources.push_back(std::move(resource));
    return {};
}

Result<> ResourceMap::appendAll(ResourceMap resources, const BuildContext &context)
{
    if (m_resources.empty()) {
        *this = std::move(resources);
        return checkIds(context);
    }
    for (auto &resource : resources.m_resources)
        PLUMB_TRY(appendOwned(std::move(resource), context));
    return {};
}

Result<> ResourceMap::absorbAll(ResourceMap generated, const BuildContext &context)
{
    for (auto &resource : generated.m_resources)
        PLUMB_TRY(absorb(std::move(resource), context));
    return {};
}

Result<> ResourceMap::absorb(std::unique_ptr<Resource> generated, const BuildContext &context)
{
    const std::string name = generated->id().toString();
    const auto matches = withAnyId(generated->id());
    const bool merges =
        generated->behavior == Behavior::Merge || generated->behavior == Behavior::Replace;
    if (matches.empty()) {
        if (merges) {
            return std::unexpected(
                Error(ErrorCode::NotFound, "there is no " + name + " to "
                                               + std::string(toString(generated->behavior))
                                               + "; use 'behavior: create'"));
        }
        return appendOwned(std::move(generated), context);
    }
    if (matches.size() > 1)
        return conflict("several resources could take in the generated " + name, *generated,
                        context);
    const Resource &old = at(matches.front());
    if (!merges) {
        return conflict("there is already a resource " + name + placeOf(old, context)
                            + "; use 'behavior: merge' or 'behavior: replace'",
                        *generated, context);
    }
    if (generated->behavior == Behavior::Merge)
        mergeGenerated(*generated, old, context);
    else
        replaceGenerated(*generated, old);
    // It takes the place of the old one, which must be the only one with the id that it now has.
    if (withCurrentId(generated->id()) != matches)
        return conflict("the generated " + name + " cannot take the place of "
                            + old.id().toString(),
                        *generated, context);
    change(matches.front()) = std::move(*generated);
    return {};
}

void ResourceMap::dropEmpty()
{
    const auto isEmpty = [](const auto &resource) { return resource->isEmpty(); };
    if (std::ranges::none_of(m_resources, isEmpty))
        return;
    std::erase_if(m_resources, isEmpty);
    forgetIndex();
}

Result<> ResourceMap::checkIds(const BuildContext &context) const
{
    for (std::size_t i = 0; i < size(); ++i) {
        const auto same = withCurrentId(at(i).id());
        if (same.size() > 1) {
            return conflict("there are two resources " + at(i).id().toString()
                                + placeOf(at(same.front()), context),
                            at(same.back()), context);
        }
    }
    return {};
}

void ResourceMap::keep(const std::vector<std::size_t> &positions)
{
    std::vector<std::unique_ptr<Resource>> kept;
    kept.reserve(positions.size());
    for (const std::size_t position : positions)
        kept.push_back(std::move(m_resources[position]));
    m_resources = std::move(kept);
    forgetIndex();
}

} // namespace plumb::kustomize
