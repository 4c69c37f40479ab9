// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/clusterwriter.h"

#include "core/cluster/queryvalue.h"
#include "core/yaml/json.h"

namespace plumb::cluster {

using yaml::Value;

namespace {

/// The address of an object; InvalidInput when it has no namespace though its kind needs one.
Result<std::string> pathOf(const ApiResource &resource, const ResourceId &id)
{
    if (id.name.empty())
        return std::unexpected(
            Error(ErrorCode::InvalidInput, resource.gvk.kind + " has no name to write to"));
    if (resource.isNamespaced && id.namespaceName.empty()) {
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     resource.gvk.kind + " '" + id.name + "' has no namespace"));
    }
    return resource.path(id.namespaceName, id.name);
}

std::string displayNameOf(const ApiResource &resource, const ResourceId &id)
{
    return resource.gvk.kind + '/'
           + (resource.isNamespaced ? id.namespaceName + '/' + id.name : id.name);
}

std::string managerQuery(const std::string &fieldManager, DryRun dryRun)
{
    return "?fieldManager=" + queryValue(fieldManager)
           + (dryRun == DryRun::All ? "&dryRun=All" : "");
}

} // namespace

std::string WriteRequest::body() const
{
    return content.isNull() ? std::string() : yaml::toJson(content, yaml::HtmlEscaping::Off);
}

Result<WriteRequest> applyRequest(const ApiResource &resource, const Object &object,
                                  const ApplyOptions &options)
{
    std::string path = PLUMB_TRY(pathOf(resource, object.id()));
    path += managerQuery(options.fieldManager, options.dryRun);
    if (options.isForced)
        path += "&force=true";
    Value content = object.fields();
    // The server refuses the first, and takes the second for a condition.
    for (const std::string_view field : {"managedFields", "resourceVersion"}) {
        if (std::as_const(content).find({"metadata", field}))
            content.findMutable("metadata")->remove(field);
    }
    return WriteRequest{.method = "PATCH",
                        .path = std::move(path),
                        .contentType = "application/apply-patch+yaml",
                        .content = std::move(content),
                        .displayName = displayNameOf(resource, object.id())};
}

Result<WriteRequest> patchRequest(const ApiResource &resource, const ResourceId &id,
                                  const Patch &patch)
{
    const bool isMerge = patch.kind == Patch::Kind::Merge;
    if (isMerge ? !patch.content.isMapping() : !patch.content.isSequence()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, isMerge ? "a merge patch must be a mapping"
                                                   : "a JSON patch must be a list of operations"));
    }
    std::string path = PLUMB_TRY(pathOf(resource, id));
    if (!patch.subresource.empty())
        path += '/' + queryValue(patch.subresource);
    path += managerQuery(patch.fieldManager, patch.dryRun);
    return WriteRequest{.method = "PATCH",
                        .path = std::move(path),
                        .contentType = isMerge ? "application/merge-patch+json"
                                               : "application/json-patch+json",
                        .content = patch.content,
                        .displayName = displayNameOf(resource, id)};
}

Result<WriteRequest> deleteRequest(const ApiResource &resource, const ResourceId &id,
                                   const Deletion &deletion)
{
    std::string path = PLUMB_TRY(pathOf(resource, id));
    Value content = Value::mapping();
    content.set("apiVersion", Value::string("v1"));
    content.set("kind", Value::string("DeleteOptions"));
    content.set("propagationPolicy", Value::string("Background"));
    if (!deletion.uid.empty())
        content.ensureMapping("preconditions").set("uid", Value::string(deletion.uid));
    if (deletion.dryRun == DryRun::All)
        content.set("dryRun", Value::sequence({Value::string("All")}));
    return WriteRequest{.method = "DELETE",
                        .path = std::move(path),
                        .contentType = "application/json",
                        .content = std::move(content),
                        .displayName = displayNameOf(resource, id)};
}

} // namespace plumb::cluster
