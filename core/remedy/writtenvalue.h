// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reconcile/snapshot.h"
#include "core/yaml/edit.h"
#include "core/yaml/sourcetable.h"

#include <optional>
#include <string>
#include <string_view>

namespace plumb::remedy {

/// Where a value is written in a file: in one of its documents, or in a text of one that is YAML
/// itself, as an inline patch is.
struct WrittenValue
{
    files::TreePath file;
    std::string text; ///< All of the file.
    std::size_t document = 0;
    yaml::NodePath path = {};
    std::size_t innerDocument = 0;
    std::optional<yaml::NodePath> innerPath = {}; ///< Within the text at path.
    yaml::Value value = {};
};

/// The value that a layer's line holds. Where a line holds several, the one at @p key, then the one
/// that reads @p text. Unsupported when the line has no value of its own.
Result<WrittenValue> findWritten(const files::FileTree &tree, const yaml::Layer &layer,
                                 std::string_view key, std::string_view text);

/// The document that an object is written in.
struct Manifest
{
    files::TreePath file;
    std::string text; ///< All of the file.
    std::size_t document = 0;
    yaml::Value content = {};
};

/// The manifest of a built object, without what patches and the like make of it. Unsupported when
/// it is in no file of the repository, or has another name there.
Result<Manifest> manifestOf(const reconcile::Snapshot &snapshot, const Object &object);

/// The whole file with another value in that place; without one, without the entry.
Result<std::string> rewritten(const WrittenValue &place, const std::optional<yaml::Value> &value);

} // namespace plumb::remedy
