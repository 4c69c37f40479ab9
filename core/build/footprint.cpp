// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/footprint.h"

#include <algorithm>

namespace plumb::build {

using files::TreePath;

Footprint::Footprint(const RecordingTree &recorded, const source::Artifact &artifact)
    : m_heldFor(artifact.serial())
{
    // Asking an artifact cannot fail: it holds all names and stamps.
    for (const TreePath &path : recorded.read())
        m_read.push_back({path, artifact.stampOf(path).value_or(std::string())});
    for (const TreePath &path : recorded.probed())
        m_probed.push_back({path, artifact.kindOf(path).value_or(std::nullopt)});
    for (const TreePath &path : recorded.listed())
        m_listed.push_back({path, artifact.listingStampOf(path)});
}

bool Footprint::touches(const std::vector<TreePath> &changes) const
{
    return std::ranges::any_of(changes, [this](const TreePath &path) {
        return std::ranges::binary_search(m_read, path, {}, &Seen::path)
               || std::ranges::binary_search(m_listed, path, {}, &Seen::path)
               || std::ranges::binary_search(m_probed, path, {}, &Probed::path);
    });
}

bool Footprint::isUnchanged(const source::Artifact &artifact) const
{
    const auto hasBytes = [&](const Seen &seen) {
        return artifact.stampOf(seen.path).value_or(std::string()) == seen.stamp;
    };
    const auto hasNames = [&](const Seen &seen) {
        return artifact.listingStampOf(seen.path) == seen.stamp;
    };
    const auto isThere = [&](const Probed &probe) {
        return artifact.kindOf(probe.path).value_or(std::nullopt) == probe.kind;
    };
    return std::ranges::all_of(m_read, hasBytes) && std::ranges::all_of(m_listed, hasNames)
           && std::ranges::all_of(m_probed, isThere);
}

bool Footprint::holds(const source::Artifact &artifact)
{
    const std::vector<TreePath> *changes = artifact.changesSince(m_heldFor);
    if (!(changes && !touches(*changes)) && !isUnchanged(artifact))
        return false;
    m_heldFor = artifact.serial();
    return true;
}

} // namespace plumb::build
