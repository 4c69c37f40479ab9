// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/cluster/apiresources.h"
#include "core/object/object.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::cluster {

/// Whether a request changes the cluster, or only says what it would do.
enum class DryRun : std::uint8_t { No, All };

/// One request that changes an object, as it is sent: a person sees it before.
struct WriteRequest
{
    std::string method = {}; ///< "PATCH", "DELETE"
    std::string path = {};   ///< With its query.
    std::string contentType = {};
    yaml::Value content = {};     ///< Sent as JSON.
    std::string displayName = {}; ///< "Deployment/apps/web"

    /// The bytes of the content; "" for a null.
    std::string body() const;
};

/// How an object is applied.
struct ApplyOptions
{
    std::string fieldManager = "plumbline";
    DryRun dryRun = DryRun::No;
    bool isForced = false; ///< Takes fields from others where they have another value.
};

/// A server-side apply of the object, which needs no more fields than those to be set.
Result<WriteRequest> applyRequest(const ApiResource &resource, const Object &object,
                                  const ApplyOptions &options);

struct Patch
{
    enum class Kind : std::uint8_t {
        Merge, ///< A mapping of the fields to set, null removes one (RFC 7386).
        Json,  ///< A list of operations (RFC 6902).
    };

    Kind kind = Kind::Merge;
    yaml::Value content = {};
    std::string fieldManager = "plumbline";
    DryRun dryRun = DryRun::No;
    std::string subresource = {}; ///< "status", "scale"; "" for the object itself.
};

Result<WriteRequest> patchRequest(const ApiResource &resource, const ResourceId &id,
                                  const Patch &patch);

struct Deletion
{
    std::string uid = {}; ///< Deletes only this very object; empty for whatever has the name.
    DryRun dryRun = DryRun::No;
};

/// What the object owns is deleted in the background, as Flux and kubectl do it.
Result<WriteRequest> deleteRequest(const ApiResource &resource, const ResourceId &id,
                                   const Deletion &deletion);

/// What the server made of a request.
struct Written
{
    yaml::Value content = {}; ///< The object as it is now or would be, or a Status.
    std::vector<std::string> warnings = {};
};

/// The only way to change a cluster. Refusals are errors: Unauthorized when the user may not do
/// it, Conflict when the object has changed or a field belongs to somebody else, InvalidInput when
/// the result would not be valid. May be called from any thread.
class ClusterWriter
{
public:
    virtual ~ClusterWriter() = default;

    virtual Result<Written> send(const WriteRequest &request, const Run &run) = 0;
};

} // namespace plumb::cluster
