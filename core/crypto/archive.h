// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::crypto {

/// One member of an archive that is no directory.
struct ArchiveMember
{
    std::string name; ///< As it was written: whoever uses it decides what may be a path.
    std::string bytes = {};
    bool isFile = true; ///< False for links and devices, which have no bytes here.
};

/// How much of an archive is unpacked before it is refused.
struct ArchiveLimits
{
    std::size_t memberBytes = std::size_t(64) << 20;
    std::size_t totalBytes = std::size_t(512) << 20;
    std::size_t members = 100'000;
};

/// Whether the bytes begin as a gzip file does.
bool isGzip(std::string_view bytes);

/// Unpacks a .tar.gz in memory. InvalidInput when it is none, LimitExceeded beyond the limits.
Result<std::vector<ArchiveMember>> readTarball(std::string_view bytes,
                                               const ArchiveLimits &limits = {});

/// Unpacks a gzip file of at most @p maximumBytes.
Result<std::string> gunzip(std::string_view bytes, std::size_t maximumBytes);

} // namespace plumb::crypto
