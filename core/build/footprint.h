// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/recordingtree.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::build {

/// What must be as it was for a result to be still good: bytes, names in directories, and what is
/// or is not at a place.
class Footprint
{
public:
    Footprint() = default;
    Footprint(const RecordingTree &recorded, const source::Artifact &artifact);

    /// Asks only after what has changed where the artifact is the next look at the files that it
    /// held for before; not to be called by two threads at once.
    bool holds(const source::Artifact &artifact);

private:
    struct Seen
    {
        files::TreePath path;
        std::string stamp;
    };
    struct Probed
    {
        files::TreePath path;
        std::optional<files::EntryKind> kind;
    };

    bool touches(const std::vector<files::TreePath> &changes) const;
    bool isUnchanged(const source::Artifact &artifact) const;

    std::uint64_t m_heldFor = 0; ///< Artifact::serial()
    std::vector<Seen> m_read;    // sorted, as the others are
    std::vector<Seen> m_listed;
    std::vector<Probed> m_probed;
};

} // namespace plumb::build
