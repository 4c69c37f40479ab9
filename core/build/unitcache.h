// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/buildcache.h"
#include "core/build/recordingtree.h"
#include "core/build/unitbuilder.h"
#include "core/object/objectset.h"
#include "core/yaml/parsedfiles.h"

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace plumb::build {

/// What one folder built, whichever unit asked for it.
struct BuiltUnit
{
    Result<ObjectSet> objects = {};
    ObjectSet scanned = {};
    std::vector<std::string> unknownVariables = {};
    std::vector<ResourceId> encrypted = {};
    std::vector<files::TreePath> filesRead = {};
    std::vector<Diagnostic> diagnostics = {};
};

/// What must be as it was for a result to be still good.
class Footprint
{
public:
    Footprint() = default;
    Footprint(const RecordingTree &recorded, const source::Artifact &artifact);

    bool holds(const source::Artifact &artifact) const;

private:
    struct Seen
    {
        files::TreePath path;
        std::string stamp;
    };

    std::vector<Seen> m_read;
    std::vector<Seen> m_listed;
    std::vector<std::pair<files::TreePath, std::optional<files::EntryKind>>> m_probed;
};

struct BuildCache::Private
{
    /// The newest results under one key; several, because the same unit is looked at in several
    /// revisions.
    struct Kept
    {
        Footprint footprint;
        std::shared_ptr<const BuiltUnit> unit;
    };

    static constexpr std::size_t maximumKept = 4;

    std::shared_ptr<yaml::SourceTable> sources = std::make_shared<yaml::SourceTable>();
    yaml::ParsedFiles parsed;
    std::shared_ptr<const source::Artifact> lastArtifact;
    std::mutex lock;
    std::unordered_map<std::string, std::vector<Kept>> units;

    std::shared_ptr<const BuiltUnit> find(const std::string &key, const source::Artifact &artifact);
    void keep(const std::string &key, Footprint footprint, std::shared_ptr<const BuiltUnit> unit);
};

/// The text of everything that decides what a request builds, apart from the files.
std::string cacheKey(const UnitRequest &request);

} // namespace plumb::build
