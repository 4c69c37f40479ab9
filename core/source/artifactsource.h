// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/flux/sourceobjects.h"
#include "core/source/artifact.h"

#include <memory>
#include <string>
#include <vector>

namespace plumb::source {

/// What an OCIRepository has for Kustomizations.
struct FetchedArtifact
{
    std::shared_ptr<const Artifact> files;
    std::string revision = {};       ///< "6.7.1@sha256:…"
    std::string digest = {};         ///< Of the manifest.
    std::string originRevision = {}; ///< What the artifact says it was made from.
};

/// Gets artifacts of sources that are no git repository. Safe to use from any thread.
class ArtifactSource
{
public:
    virtual ~ArtifactSource() = default;

    /// @p secrets are those that the source refers to, as far as git has them in clear. Unsupported
    /// for what cannot be fetched; otherwise fails as ChartSource does.
    virtual Result<FetchedArtifact>
    artifact(const flux::Source &source, const std::vector<Object> &secrets, const Run &run) = 0;
};

/// An artifact source as a builder sees it during one run.
class RunArtifacts
{
public:
    RunArtifacts(ArtifactSource &source, const Run &run)
        : m_source(source)
        , m_run(run)
    {
    }

    Result<FetchedArtifact> artifact(const flux::Source &source,
                                     const std::vector<Object> &secrets) const
    {
        return m_source.artifact(source, secrets, m_run);
    }

private:
    ArtifactSource &m_source;
    const Run &m_run;
};

} // namespace plumb::source
