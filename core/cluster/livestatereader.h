// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/livestate.h"

#include <set>

namespace plumb::cluster {

/// Puts one LiveState together.
class LiveStateReader
{
public:
    LiveStateReader(ClusterReader &reader, Executor &executor, const Run &run)
        : m_reader(reader)
        , m_executor(executor)
        , m_run(run)
    {
    }

    Result<LiveState> read(const std::vector<WantedObject> &wanted);

private:
    /// One kind in one version: what is wanted of it, and what came.
    struct Batch
    {
        const ApiResource *resource = nullptr;
        bool isFlux = false; ///< Of Flux's own kinds all objects are read, whoever made them.
        std::set<ResourceId> wanted = {};
        std::vector<Object> objects = {};
        std::map<ResourceId, std::string> unreadable = {};
        std::vector<Diagnostic> diagnostics = {};
        std::optional<Error> failure = {}; ///< Of the list, when nothing at all could be read.
    };

    std::vector<Batch> fluxBatches() const;
    std::vector<Batch> batchesOf(const std::vector<WantedObject> &wanted);
    Result<> readBatches(std::vector<Batch> &batches);
    void readBatch(Batch &batch) const;
    Result<> list(Batch &batch, const ListQuery &query) const;
    Result<> listByNamespace(Batch &batch, std::string_view selector) const;
    void getMissing(Batch &batch) const;
    void take(std::vector<Batch> batches);
    LiveState state();

    ClusterReader &m_reader;
    Executor &m_executor;
    const Run &m_run;
    LiveParts m_parts;
    std::map<ResourceId, Object> m_objects;
    std::map<ResourceId, std::string> m_versions; ///< In which version a wanted object is read.
};

} // namespace plumb::cluster
