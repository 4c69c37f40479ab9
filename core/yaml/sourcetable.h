// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace plumb::yaml {

/// What put a value where it is.
enum class LayerKind : std::uint8_t {
    File,         ///< Written in a manifest that is taken as it is.
    Patch,        ///< Set by a strategic merge or JSON patch.
    Transformer,  ///< Set by a field of a kustomization: namespace, images, labels, replacements …
    Generator,    ///< Made by a configMapGenerator or secretGenerator.
    Values,       ///< Given to a chart by a values file, a ConfigMap, a Secret or a HelmRelease.
    Template,     ///< Written by a template of a chart.
    Substitution, ///< Filled in by postBuild substitution.
    Flux, ///< Set by the Flux object that builds the folder: targetNamespace, commonMetadata …
    Edit, ///< Set by an edit that is not in any file yet.
};

/// One step that set a value.
struct Layer
{
    LayerKind kind = LayerKind::File;
    std::string path; ///< The file, as it was added to the table; empty when made by the program.
    std::uint32_t line = 0; ///< Counted from 1; 0 when unknown.

    bool operator==(const Layer &) const = default;
};

/// Gives files the numbers that an Origin carries, comments those of entries, and remembers what a
/// value replaced.
///
/// The top bit of Origin::source marks a stacked origin: this layer, and the one below it.
/// Stacking the same two origins twice gives the same number, so rebuilding does not grow the
/// table. Safe to use from any thread.
class SourceTable
{
public:
    SourceTable();
    ~SourceTable();
    SourceTable(const SourceTable &) = delete;
    SourceTable &operator=(const SourceTable &) = delete;

    /// The number of a file; the same path always gets the same number.
    std::uint32_t add(std::string_view path);

    /// The origin of a value set by @p over where @p under had been before.
    Origin stack(Origin over, LayerKind kind, Origin under);

    /// The file that @p origin is in, or that its newest layer is in; empty when unknown.
    std::string pathOf(Origin origin) const;

    /// The number of a comment that an Entry carries; the same text always gets the same number,
    /// and 0, which is none, when there are too many.
    std::uint16_t addComment(std::string_view text);
    std::string commentAt(std::uint16_t number) const;

    /// All steps that set the value, newest first.
    std::vector<Layer> layersOf(Origin origin) const;

    /// The newest layer's place, for error messages.
    SourcePosition position(Origin origin, int column = 0) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace plumb::yaml
