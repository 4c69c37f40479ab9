// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/livestatereader.h"

#include "core/cluster/fluxkinds.h"
#include "core/cluster/kindstore.h"

#include <algorithm>

namespace plumb::cluster {

namespace {

// kustomize-controller puts it on everything it applies.
constexpr std::string_view ownerLabel = "kustomize.toolkit.fluxcd.io/name";

// From here on one list of the whole kind is cheaper than asking by name.
constexpr std::size_t manyObjects = 40;

bool isDenied(const Error &error)
{
    return error.code() == ErrorCode::Unauthorized;
}

bool isGone(const Error &error)
{
    return error.code() == ErrorCode::NotFound;
}

Diagnostic unreadableKind(const ApiResource &resource, const Error &error)
{
    return {.severity = Severity::Warning,
            .code = isDenied(error) ? "forbidden-kind" : "unreadable-kind",
            .message = "cannot list " + resource.plural + ": " + error.toString(),
            .object = resource.gvk.kind};
}

} // namespace

Result<LiveState> LiveStateReader::read(const std::vector<WantedObject> &wanted)
{
    m_parts.resources = std::make_shared<const ApiResources>(PLUMB_TRY(m_reader.discover(m_run)));

    std::vector<Batch> flux = fluxBatches();
    PLUMB_TRY(readBatches(flux));
    take(std::move(flux));

    std::vector<WantedObject> all = wanted;
    for (const auto &[id, object] : m_objects) {
        if (isKustomization(id.group, id.kind))
            std::ranges::copy(inventoryOf(object), std::back_inserter(all));
    }
    std::vector<Batch> batches = batchesOf(all);
    PLUMB_TRY(readBatches(batches));
    take(std::move(batches));

    return state();
}

LiveState LiveStateReader::state()
{
    const auto packer = std::make_shared<yaml::Packer>();
    std::map<std::pair<std::string_view, std::string_view>, KindStore> kinds;
    for (const auto &[id, object] : m_objects)
        kinds[{id.group, id.kind}].set(packed(object, packer, {}));
    for (auto &[name, kind] : kinds)
        m_parts.kinds.push_back(kind.share());
    return LiveState(std::move(m_parts));
}

std::vector<LiveStateReader::Batch> LiveStateReader::fluxBatches() const
{
    std::vector<Batch> batches;
    for (const ApiResource *resource : fluxKinds(*m_parts.resources))
        batches.push_back({.resource = resource, .isFlux = true});
    return batches;
}

std::vector<LiveStateReader::Batch>
LiveStateReader::batchesOf(const std::vector<WantedObject> &wanted)
{
    std::map<const ApiResource *, Batch> batches;
    for (const WantedObject &object : wanted) {
        const ApiResource *resource = m_parts.resources->resolve(object.gvk);
        if (!resource)
            continue;
        const ResourceId id = m_parts.resources->normalized(object.id);
        // Read already, in the preferred version, which is how Flux's own objects are written too.
        if (m_objects.contains(id) && m_objects.at(id).gvk() == resource->gvk)
            continue;
        // What git says comes first, so that its version wins over the one in an inventory.
        if (!m_versions.emplace(id, resource->gvk.version).second)
            continue;
        Batch &batch = batches[resource];
        batch.resource = resource;
        batch.wanted.insert(id);
    }
    std::vector<Batch> list;
    for (auto &[resource, batch] : batches)
        list.push_back(std::move(batch));
    return list;
}

Result<> LiveStateReader::readBatches(std::vector<Batch> &batches)
{
    m_executor.forEach(batches.size(), [this, &batches](std::size_t i) { readBatch(batches[i]); });
    PLUMB_TRY(m_run.checkpoint({.stage = Stage::ReadingCluster}));
    // One kind that a broken webhook keeps from us hides nothing else; if all fail, the cluster is
    // gone.
    const bool allFailed = !batches.empty() && std::ranges::all_of(batches, [](const Batch &batch) {
        return batch.failure && batch.failure->code() == ErrorCode::Unreachable;
    });
    if (allFailed)
        return std::unexpected(std::move(*batches.front().failure));
    return {};
}

void LiveStateReader::readBatch(Batch &batch) const
{
    const std::string selector = batch.isFlux ? std::string() : std::string(ownerLabel);
    Result<> listed;
    if (batch.resource->isListable)
        listed = list(batch, {.labelSelector = selector});
    if (!listed && isDenied(listed.error()) && batch.resource->isNamespaced
        && !batch.wanted.empty())
        listed = listByNamespace(batch, selector);
    if (listed) {
        getMissing(batch);
        return;
    }
    batch.diagnostics.push_back(unreadableKind(*batch.resource, listed.error()));
    if (isDenied(listed.error())) {
        getMissing(batch); // who may not list may still be allowed to get
        return;
    }
    for (const ResourceId &id : batch.wanted)
        batch.unreadable.emplace(id, listed.error().toString());
    batch.failure = std::move(listed).error();
}

Result<> LiveStateReader::list(Batch &batch, const ListQuery &query) const
{
    ObjectList list = PLUMB_TRY(m_reader.list(*batch.resource, query, m_run));
    std::ranges::move(list.objects, std::back_inserter(batch.objects));
    return {};
}

Result<> LiveStateReader::listByNamespace(Batch &batch, std::string_view selector) const
{
    std::set<std::string> namespaces;
    for (const ResourceId &id : batch.wanted)
        namespaces.insert(id.namespaceName);
    namespaces.erase(std::string());
    // One namespace that may be read is worth having even if the next may not.
    Result<> result;
    for (const std::string &name : namespaces) {
        Result<> listed =
            list(batch, {.namespaceName = name, .labelSelector = std::string(selector)});
        if (!listed)
            result = std::move(listed);
    }
    return result;
}

void LiveStateReader::getMissing(Batch &batch) const
{
    std::set<ResourceId> present;
    for (const Object &object : batch.objects)
        present.insert(object.id());
    std::vector<ResourceId> missing;
    std::ranges::set_difference(batch.wanted, present, std::back_inserter(missing));
    if (missing.size() >= manyObjects && batch.resource->isListable) {
        Batch whole = {.resource = batch.resource};
        if (list(whole, {})) {
            batch.objects = std::move(whole.objects);
            return;
        }
    }
    for (const ResourceId &id : missing) {
        Result<Object> object = m_reader.get(*batch.resource, id, m_run);
        if (object) {
            batch.objects.push_back(std::move(*object));
        } else if (!isGone(object.error())) {
            batch.unreadable.emplace(id, object.error().toString());
        }
    }
}

void LiveStateReader::take(std::vector<Batch> batches)
{
    for (Batch &batch : batches) {
        for (Object &object : batch.objects) {
            // Another version of a kind may have been listed too; the wanted one counts.
            const auto version = m_versions.find(object.id());
            if (version == m_versions.end() || version->second == object.gvk().version)
                m_objects.insert_or_assign(object.id(), std::move(object));
        }
        m_parts.unreadable.merge(batch.unreadable);
        std::ranges::move(batch.diagnostics, std::back_inserter(m_parts.diagnostics));
    }
}

} // namespace plumb::cluster
