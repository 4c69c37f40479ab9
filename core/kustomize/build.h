// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/base/run.h"
#include "core/files/filetree.h"
#include "core/kustomize/loader.h"
#include "core/object/object.h"
#include "core/yaml/parsedfiles.h"
#include "core/yaml/sourcetable.h"
#include "core/yaml/value.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumb::kustomize {

/// The order of the objects that are built when the kustomization has no sortOptions.
enum class Reorder : std::uint8_t {
    Legacy, ///< By kind, as kustomize does unless it is told otherwise: Namespaces first, webhooks
            ///< last.
    None,   ///< As they came.
};

/// Renders the charts of a helmCharts field; kustomize build --enable-helm runs helm for it.
class ChartRenderer
{
public:
    virtual ~ChartRenderer() = default;
    /// The manifests, as text, of one entry of helmCharts merged with helmGlobals.
    virtual Result<std::string> render(const yaml::Value &chart, const Loader &loader,
                                       const Run &run) = 0;
};

struct BuildOptions
{
    LoadRestriction restriction = LoadRestriction::RootOnly;
    Reorder reorder = Reorder::Legacy;
    bool enableHelm = false;
    bool addManagedByLabel = false; ///< As if buildMetadata listed managedByLabel.
    bool treeIsDisk = false; ///< The tree's root is "/", so that absolute paths mean something.
    yaml::SourceTable *sources = nullptr; ///< Null when nobody asks where values come from.
    /// Used in place of the kustomization file of the folder that is built, as Flux does.
    std::optional<yaml::Value> kustomizationOverride = {};
    yaml::ParsedFiles *parsed =
        nullptr;                       ///< Shares parsed files between builds; null for one build.
    RemoteResolver *remotes = nullptr; ///< Null: remote bases are an error.
    ChartRenderer *charts = nullptr;   ///< Null: charts are an error.
};

struct BuildOutput
{
    std::vector<Object> objects;
    std::vector<Diagnostic> warnings;
    ReadRecord record;
};

/// What `kustomize build` of a folder prints, as objects in the order in which it prints them.
///
/// Where the real program stops, this stops, with the file, the line and the remedy.
Result<BuildOutput> build(const files::FileTree &tree, const files::TreePath &directory,
                          const BuildOptions &options, const Run &run);

/// The text that kustomize prints for these objects.
std::string toText(const std::vector<Object> &objects);

} // namespace plumb::kustomize
