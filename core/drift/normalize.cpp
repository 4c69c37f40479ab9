// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/normalize.h"

#include "core/object/schema.h"
#include "core/object/servermetadata.h"
#include "core/yaml/base64.h"

namespace plumb::drift {

using yaml::Value;

namespace {

constexpr std::string_view ownAnnotations[] = {
    "kubectl.kubernetes.io/last-applied-configuration",
    "kustomize.toolkit.fluxcd.io/checksum",
    "fluxcd.io/sync-checksum",
};

constexpr std::string_view ownLabels[] = {
    "kustomize.toolkit.fluxcd.io/name",
    "kustomize.toolkit.fluxcd.io/namespace",
    "fluxcd.io/sync-gc-mark",
};

void removeEntries(Value &metadata, std::string_view field, std::span<const std::string_view> keys)
{
    // Looked at before it is changed, so that untouched objects keep sharing their memory.
    const Value *entries = std::as_const(metadata).find(field);
    if (!entries)
        return;
    for (const std::string_view key : keys) {
        if (std::as_const(metadata).find({field, key}))
            metadata.findMutable(field)->remove(key);
    }
}

void normalizeMetadata(Value &fields)
{
    if (!std::as_const(fields).find("metadata"))
        return;
    Value &metadata = *fields.findMutable("metadata");
    for (const std::string_view field : serverMetadata)
        metadata.remove(field);
    removeEntries(metadata, "annotations", ownAnnotations);
    removeEntries(metadata, "labels", ownLabels);
}

/// Walks a value along the description of its kind, and drops or notes what that does not have.
class KnownFields
{
public:
    std::vector<FieldPath> unknown = {};

    // The depth is that of the object, which is bounded.
    Value kept(const Value &value, const SchemaNode &node)
    {
        if (value.isSequence() && node.isSequence())
            return keptItems(value, node.items());
        if (!value.isMapping() || !node)
            return value;
        Value result = value;
        for (const yaml::Entry &entry : value.entries()) {
            m_place.append(FieldStep::key(entry.key));
            const std::size_t known = unknown.size();
            const SchemaNode child = node.field(entry.key);
            if (node.isClosed() && !child) {
                unknown.push_back(m_place);
                result.remove(entry.key);
            } else if (!entry.value.isScalar()) {
                Value inner = kept(entry.value, child);
                if (unknown.size() != known)
                    result.set(entry.key, std::move(inner));
            }
            m_place.removeLast();
        }
        return result;
    }

private:
    Value keptItems(const Value &list, const SchemaNode &node)
    {
        const std::size_t known = unknown.size();
        std::vector<Value> items;
        items.reserve(list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            m_place.append(FieldStep::position(i));
            items.push_back(kept(list.items()[i], node));
            m_place.removeLast();
        }
        if (unknown.size() == known)
            return list;
        return Value::sequence(std::move(items), list.style())
            .setOrigin(list.origin(), list.column());
    }

    FieldPath m_place;
};

/// The description to go by; none for kinds that Flux leaves as they are.
SchemaNode descriptionOf(const Object &object)
{
    const bool isRole = object.gvk().group == "rbac.authorization.k8s.io"
                        && (object.kind() == "Role" || object.kind() == "ClusterRole");
    return isRole ? SchemaNode() : Schema::current().find(object.gvk().apiVersion(), object.kind());
}

} // namespace

std::vector<FieldPath> unknownFields(const Object &object)
{
    KnownFields fields;
    fields.kept(object.fields(), descriptionOf(object));
    return std::move(fields.unknown);
}

Value withoutUnknownFields(const Object &object)
{
    return KnownFields().kept(object.fields(), descriptionOf(object));
}

void foldStringData(Value &fields)
{
    const Value *given = std::as_const(fields).find("stringData");
    const Value *encodedData = std::as_const(fields).find("data");
    // What is no Secret at all is compared as it is written.
    if (!given || (encodedData && !encodedData->isMapping() && !encodedData->isNull()))
        return;
    const Value plain = *given;
    fields.remove("stringData");
    if (plain.size() == 0)
        return;
    Value &data = fields.ensureMapping("data");
    for (const yaml::Entry &entry : plain.entries()) {
        Value encoded = Value::string(yaml::encodeBase64(entry.value.text()));
        encoded.setOrigin(entry.value.origin(), entry.value.column());
        data.set(entry.key, std::move(encoded));
    }
}

Value normalized(const Object &object, Comparison comparison)
{
    Value fields = object.fields();
    normalizeMetadata(fields);
    if (comparison == Comparison::Live) {
        fields.remove("status");
        if (std::as_const(fields).find("aggregationRule"))
            fields.remove("rules"); // a controller fills them in
    }
    if (object.kind() == "Secret" && object.gvk().group.empty())
        foldStringData(fields);
    return fields;
}

bool isBuiltinKind(const GroupVersionKind &gvk)
{
    // Groups without a dot are Kubernetes' own; the rest of its own are in the tables, while
    // others under k8s.io (gateways, snapshots) are custom resources.
    return gvk.group.find('.') == gvk.group.npos || Schema::current().isKnown(gvk)
           || Schema::builtin().isKnown(gvk);
}

} // namespace plumb::drift
