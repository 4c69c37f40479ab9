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
    Changed,         ///< Both environments have the value.
    Added,           ///< Only the source has it.
    Removed,         ///< Only the target has it.
    DocumentAdded,   ///< The target's file lacks one of the documents.
    DocumentRemoved, ///< Only the target's file has the document.
    FileAdded,       ///< The target has no such file at all.
    FileRemoved,     ///< Only the target has the file.
    FileReplaced,    ///< The file as a whole becomes another text.
};

enum class ValueKind : std::uint8_t {
    Version, ///< Of a chart, an OCI artifact or a git reference, or a variable that carries one.
    Image,   ///< A container image or its tag.
    Value,   ///< Anything else.
};

/// An entry that a kustomization gets, or loses, together with the file that it names.
struct ListedEntry
{
    files::TreePath kustomization = {};
    yaml::NodePath list = {}; ///< "resources", "components", "patches" …
    yaml::Step item = {};     ///< How the entry is found in the list.
    yaml::Value value = {};   ///< Null where the entry goes.
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
    files::TreePath targetFile = {}; ///< Of a file that is copied: where the copy goes.
    std::size_t sourceDocument = 0;
    std::size_t targetDocument = 0;
    yaml::NodePath path = {}; ///< The same in both documents; the root for whole ones and files.
    /// Where the value is in the text at path, when that holds YAML: an inline patch, say.
    std::optional<EmbeddedPath> embedded = {};
    int sourceLine = 0; ///< 0 where there is none.
    int targetLine = 0;

    std::optional<yaml::Value> source = {};
    std::optional<yaml::Value> target = {};
    std::string after = {}; ///< An added key goes behind this one.
    /// Of an added or replaced file, or an added document: all of it, with what the source is
    /// called replaced.
    std::string text = {};
    std::vector<ListedEntry> listed = {}; ///< Of a file: what comes and goes with it.

    /// What the value was before the commit that is carried over; nothing between environments.
    std::optional<yaml::Value> base = {};
    /// Whether both sides changed it, so that a person has to say which one is right.
    bool isConflict = false;

    bool isOpen = false;      ///< Whether neither names nor kinds say if it should be carried over.
    bool isChosen = false;    ///< Whether the team's workspace file says so.
    bool isSuggested = false; ///< Whether it should be carried over unless a person says no.
    std::string reason = {};  ///< Why it should, or why it should stay: "the host name of …".

    /// Whether it is about a whole document or file, and about no value in it.
    bool isWhole() const { return change >= Change::DocumentAdded; }

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
    std::string commit = {}; ///< The full id of the one that is carried over; mostly empty.
    std::vector<Difference> items = {};       ///< By app, then file, then line.
    std::vector<Diagnostic> diagnostics = {}; ///< Files that could not be compared, and why.
    std::size_t learnedFrom = 0; ///< How many earlier promotions of values the suggestions rest on.
};

/// Compares the files of two environments, value by value.
///
/// Only files that one of the two reads alone are compared: what both read is the same for both.
/// Files correspond when their paths differ in the environment's name only, else by the objects
/// they are about. Documents and files that only one of the two has are differences as a whole,
/// together with their entries in kustomizations. Secrets and SOPS documents are left out: their
/// values are each environment's own.
Result<Differences> differences(const reconcile::Snapshot &snapshot, std::string_view from,
                                std::string_view to, const Run &run);

/// "changed", "added", "removed", "document added", "file removed" …
std::string_view toString(Change change);
/// "version", "image" or "value".
std::string_view toString(ValueKind kind);

} // namespace plumb::promotion
