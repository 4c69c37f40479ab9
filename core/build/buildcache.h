// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/parsedfiles.h"
#include "core/yaml/sourcetable.h"

#include <memory>
#include <string_view>
#include <typeindex>

namespace plumb::source {
class Artifact;
}

namespace plumb::build {

/// What earlier builds left that is still good, keyed by the content of what they read: parsed
/// files, and units. Hand the same cache to every build of one fleet; one edited file then
/// rebuilds only the units that read it. Safe to use from any thread.
class BuildCache
{
public:
    BuildCache();
    ~BuildCache();
    BuildCache(const BuildCache &) = delete;
    BuildCache &operator=(const BuildCache &) = delete;

    /// The files that the origins of all cached objects refer to.
    std::shared_ptr<yaml::SourceTable> sources() const;
    /// The files of the last look of a kind ("files", "revision" …), so that the next one reads
    /// only what has changed.
    std::shared_ptr<const source::Artifact> lastArtifact(std::string_view kind) const;
    void remember(std::string_view kind, std::shared_ptr<const source::Artifact> artifact);

    /// What those files parsed to.
    yaml::ParsedFiles &parsed() const;

    /// What another module keeps from one look to the next: one of each type, made when it is first
    /// asked for.
    template<typename Memo>
    std::shared_ptr<Memo> memo() const
    {
        return std::static_pointer_cast<Memo>(
            memo(typeid(Memo), []() -> std::shared_ptr<void> { return std::make_shared<Memo>(); }));
    }

    struct Private;
    Private &content() { return *d; }

private:
    std::shared_ptr<void> memo(std::type_index type, std::shared_ptr<void> (*make)()) const;

    std::unique_ptr<Private> d;
};

} // namespace plumb::build
