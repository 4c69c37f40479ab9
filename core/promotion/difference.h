// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/run.h"
#include "core/files/treepath.h"
#include "core/reconcile/snapshot.h"
#include "core/yaml/nodepath.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::promotion {

/// What carrying a difference over does to the target's file.
enum class Change : std::uint8_t {
    Changed,   ///< Both environments have the value.
    Added,     ///< Only the source has it.
    Removed,   ///< Only the target has it.
    FileAdded, ///< The target has no such file at all.
};

enum class ValueKind : std::uint8_t {
    Version, ///< Of a chart, an OCI artifact or a git reference, or a variable that carries one.
    Image,   ///< A container image or its tag.
    Value,   ///< Anything else.
};

/// A place in the YAML that a text holds.
struct EmbeddedPath
{
    std::size_t document = 0;
    yaml::NodePath path = {};
};

/// One value that two environments do not agree on, in files that correspond to each other.
struct Difference
{
    std::string app = {};      ///< fleet::App::name; empty when the file belongs to no single app.
    std::string document = {}; ///< "HelmRelease/podinfo"; empty for files that hold no object.
    Change change = Change::Changed;
    ValueKind kind = ValueKind::Value;

    files::TreePath sourceFile = {};
    files::TreePath targetFile = {}; ///< For FileAdded: where the copy goes.
    std::size_t sourceDocument = 0;
    std::size_t targetDocument = 0;
    yaml::NodePath path = {}; ///< The same in both documents; the root for FileAdded.
    /// Where the value is in the text at path, when that holds YAML: an inline patch, say.
    std::optional<EmbeddedPath> embedded = {};
    int sourceLine = 0; ///< 0 where there is none.
    int targetLine = 0;

    std::optional<yaml::Value> source = {};
    std::optional<yaml::Value> target = {};
    std::string after = {}; ///< An added key goes behind this one.

    bool isSuggested = false; ///< Whether it should be carried over unless a person says no.
    std::string reason = {};  ///< Why it should, or why it should stay: "the host name of …".

    /// The path, and the one in an embedded text: "patches[0].patch|spec.replicas"
    std::string place() const;
    /// All steps of it.
    yaml::NodePath wholePath() const;

    /// The same for the same difference in every snapshot:
    /// "apps/production/podinfo.yaml#HelmRelease/podinfo:spec.chart.spec.version"
    std::string key() const;
};

/// What two environments do not agree on.
struct Differences
{
    std::string from;
    std::string to;
    std::vector<Difference> items = {};       ///< By app, then file, then line.
    std::vector<Diagnostic> diagnostics = {}; ///< Files that could not be compared, and why.
};

/// Compares the files of two environments, value by value.
///
/// Only files that one of the two reads alone are compared: what both read is the same for both.
/// Files correspond when their paths differ in the environment's name only, else by the objects
/// they are about. Secrets and SOPS documents are left out: their values are each environment's
/// own.
Result<Differences> differences(const reconcile::Snapshot &snapshot, std::string_view from,
                                std::string_view to, const Run &run);

/// "changed", "added", "removed" or "file added".
std::string_view toString(Change change);
/// "version", "image" or "value".
std::string_view toString(ValueKind kind);

} // namespace plumb::promotion
