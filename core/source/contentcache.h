// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/filetree.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace plumb::source {

/// Charts, layers, manifests and indexes on disk, each called by its digest, and notes about what
/// was found where. Shared by all processes of the user and all sources of a fleet.
///
/// Files appear whole or not at all, and are checked when they are read: one that a crash has
/// damaged is as good as none. Safe to use from any thread.
class ContentCache
{
public:
    /// A small record: what was known of an address at the time.
    using Note = std::map<std::string, std::string>;

    /// Makes the folder, readable by the user alone, and removes what was not used for long until
    /// @p maximumSize is kept.
    ContentCache(std::string folder, std::uint64_t maximumSize);

    /// The bytes with that digest ("sha256:…"); NotFound when they are not here.
    Result<files::Bytes> read(const std::string &digest) const;
    /// Keeps bytes whose digest is known to be this one.
    Result<> write(const std::string &digest, std::string_view bytes) const;

    std::optional<Note> note(const std::string &key) const;
    /// A note that cannot be written is not worth an error: it is only looked up again.
    void setNote(const std::string &key, const Note &note) const;

    /// Where a download of that name grows.
    std::string partPlace(const std::string &name) const;

private:
    std::string contentPlace(const std::string &digest) const;

    std::string m_folder;
};

} // namespace plumb::source
