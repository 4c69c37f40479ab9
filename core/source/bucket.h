// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/source/artifactsource.h"
#include "core/source/contentcache.h"
#include "core/source/httprepository.h"
#include "core/source/objectstorekey.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::source {

/// An object of a bucket.
struct BucketObject
{
    std::string key;
    std::string tag; ///< Its ETag, without quotes: changes with its bytes.

    bool operator==(const BucketObject &) const = default;
};

/// One page of a bucket's list of objects.
struct BucketPage
{
    std::vector<BucketObject> objects;
    std::string next = {}; ///< What the next page continues at; empty for the last one.
};

/// Reads the answer to ListObjectsV2 with encoding-type=url.
Result<BucketPage> readBucketPage(std::string_view xml);

/// A bucket of a store that speaks S3, as source-controller reads it.
class Bucket
{
public:
    struct Options
    {
        std::string url; ///< "https://host/bucket"
        std::string prefix = {};
        std::optional<ObjectStoreKey> key = {};
        Network network = Network::On;
        std::function<std::chrono::sys_seconds()> now = {};
    };

    /// The client and the cache must outlive this.
    static Result<Bucket> open(Options options, http::Client &client, const ContentCache &cache);

    /// The objects that a source with this spec.ignore wants, with the revision that
    /// source-controller gives them. What has not changed is not fetched again.
    Result<FetchedArtifact> artifact(const std::optional<std::string> &ignore,
                                     const Run &run) const;

private:
    Bucket(Options options, http::Url url, http::Client &client, const ContentCache &cache);

    Result<std::vector<BucketObject>> list(const Run &run) const;
    Result<std::vector<BucketObject>> fetchList(const Run &run) const;
    Result<files::Bytes> object(const BucketObject &object, const Run &run) const;
    http::Headers confidential(const http::Url &url) const;

    Options m_options;
    http::Url m_url;
    http::Client *m_client;
    const ContentCache *m_cache;
};

} // namespace plumb::source
