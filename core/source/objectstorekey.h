// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/client.h"
#include "core/http/url.h"

#include <chrono>
#include <string>

namespace plumb::source {

/// As whom to appear at a store of objects that speaks S3. Never part of an Error or a log.
struct ObjectStoreKey
{
    std::string id;
    std::string secret;
    std::string region = "us-east-1";
};

/// The headers that sign a GET (AWS Signature Version 4); they name the host, so they are good for
/// this URL only, whose query has to be sorted, and for a few minutes.
http::Headers signedHeaders(const http::Url &url, const ObjectStoreKey &key,
                            std::chrono::sys_seconds now);

} // namespace plumb::source
