// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/build/buildcache.h"
#include "core/object/object.h"
#include "core/source/artifact.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace plumb::fleet {

/// What one file says about where clusters start.
struct FileFacts
{
    files::TreePath file = {};
    bool isSyncFile = false;                 ///< gotk-sync.yaml, an empty one too.
    bool isKustomization = false;            ///< kustomization.yaml or another of its names.
    std::vector<files::TreePath> named = {}; ///< What a kustomization file refers to.
    std::vector<Object> kustomizations = {}; ///< Flux's.
    std::vector<Object> instances = {};      ///< FluxInstances, and releases that make one.
    std::vector<Object> sources = {};        ///< Of a gotk-sync.yaml.

    /// Whether nothing of it matters to find the clusters.
    bool saysNothing() const;
    /// Whether another version of the file comes to the same; objects count as others always,
    /// since they may have moved in the file.
    bool saysTheSame(const FileFacts &other) const;
};

/// Facts of files, read again only where a file's bytes have changed.
class FactsMemo
{
public:
    using Facts = std::shared_ptr<const FileFacts>;

    /// Of every file that says something, in the order of the artifact.
    Result<std::vector<Facts>> read(const source::Artifact &artifact, build::BuildCache &cache,
                                    const Run &run);

    struct Known
    {
        std::string stamp;
        Facts facts;
    };

    /// Of looks that follow each other.
    struct Line
    {
        std::map<files::TreePath, Known> known = {};
        std::uint64_t serial = 0; ///< Of the artifact that last is of.
        std::vector<Facts> last = {};
    };

private:
    std::mutex m_lock;
    std::map<std::uint64_t, Line> m_lines; // by Artifact::line()
};

} // namespace plumb::fleet
