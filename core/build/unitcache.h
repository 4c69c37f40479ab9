// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/buildcache.h"
#include "core/build/footprint.h"
#include "core/build/keptcluster.h"
#include "core/build/unitbuilder.h"
#include "core/object/objectset.h"
#include "core/yaml/parsedfiles.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <typeindex>
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

/// A unit's result and what it was made of; without a footprint it is good for one look only.
struct KeptUnit
{
    std::shared_ptr<const BuiltUnit> unit;
    std::shared_ptr<Footprint> footprint = {};
};

struct BuildCache::Private
{
    /// How many results are kept under one key: several, because the same unit is looked at in
    /// several revisions.
    static constexpr std::size_t maximumKept = 4;

    std::shared_ptr<yaml::SourceTable> sources = std::make_shared<yaml::SourceTable>();
    yaml::ParsedFiles parsed;
    std::map<std::string, std::shared_ptr<const source::Artifact>, std::less<>> lastArtifacts;
    std::mutex lock;
    std::unordered_map<std::string, std::vector<KeptUnit>> units;
    std::map<std::string, std::vector<KeptCluster>> clusters; // by UnitId::cluster
    std::map<std::type_index, std::shared_ptr<void>> memos;

    KeptUnit find(const std::string &key, const source::Artifact &artifact);
    void keep(const std::string &key, KeptUnit unit);
    std::optional<KeptCluster> findCluster(const std::string &cluster, std::string_view key,
                                           const source::Artifact &artifact);
    void keepCluster(KeptCluster cluster);
};

/// The text of everything that decides what a request builds, apart from the files.
std::string cacheKey(const UnitRequest &request);
/// Appends a value with the places that it was written at to such a text.
void appendKey(std::string &key, const yaml::Value &value);
void appendKey(std::string &key, std::string_view text);

} // namespace plumb::build
