// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/filetree.h"
#include "core/http/client.h"
#include "core/source/contentcache.h"

#include <string>

namespace plumb::source {

/// What to download, and what it has to be.
struct Download
{
    std::string url;
    http::Headers confidential = {}; ///< For the host of the URL alone.
    std::string digest = {};         ///< "sha256:…"; empty when nobody says.
    std::uint64_t maximumSize = 100u << 20;
};

struct Downloaded
{
    files::Bytes bytes;
    std::string digest;
};

/// Downloads a file into the cache. What breaks off is continued, also by the next process; what
/// does not have its digest is ArtifactFailed and leaves nothing behind.
Result<Downloaded> download(http::Client &client, const ContentCache &cache, const Download &wanted,
                            const Run &run);

} // namespace plumb::source
