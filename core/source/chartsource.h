// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/filetree.h"
#include "core/flux/sourceobjects.h"

#include <memory>
#include <string>
#include <vector>

namespace plumb::source {

/// Which chart of which source is wanted.
struct ChartRequest
{
    /// A HelmRepository, OCIRepository or Bucket, with its namespace filled in.
    flux::Source source;
    /// The chart's name in a HelmRepository, its path in a Bucket; empty for an OCIRepository,
    /// which is the chart.
    std::string chart = {};
    /// A version or a range of them; "*" when any will do. Only a HelmRepository has a use for it.
    std::string version = "*";
    /// The Secrets that the source refers to (secretRef, certSecretRef, proxySecretRef), as far as
    /// git has them in clear.
    std::vector<Object> credentials = {};
};

/// A chart that is at hand: a packaged one, or a folder.
struct ChartArtifact
{
    files::Bytes archive = {}; ///< The bytes of the .tgz; null when it is a folder.
    std::shared_ptr<const files::FileTree> tree = {};
    files::TreePath folder = {}; ///< Of the chart in tree.
    /// As source-controller writes it: "6.7.1", or "6.7.1@sha256:…" from an OCIRepository.
    std::string revision = {};
    /// "sha256:…" of the archive, or of the manifest in a registry. Equal ones mean equal charts;
    /// empty for a folder.
    std::string digest = {};
};

/// Gets charts from where a source says they are, or from the cache of an earlier time.
///
/// A builder asks for the same chart again and again: whoever implements this resolves a request
/// once in its life, failures included, and lets all who want the same wait for one download. Safe
/// to use from any thread.
class ChartSource
{
public:
    virtual ~ChartSource() = default;

    /// NotFound when the source has no such chart or version, Unreachable or Unauthorized when it
    /// cannot be asked (offline and not in the cache among them), Unsupported for what cannot be
    /// fetched. The message says what to do.
    virtual Result<ChartArtifact> chart(const ChartRequest &request, const Run &run) = 0;

    /// Every version that the source has of the chart, newest first; ChartRequest::version does
    /// not matter.
    virtual Result<std::vector<std::string>> versions(const ChartRequest &request,
                                                      const Run &run) = 0;
};

} // namespace plumb::source
