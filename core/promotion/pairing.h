// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/run.h"
#include "core/files/filetree.h"
#include "core/promotion/scope.h"
#include "core/yaml/value.h"

#include <map>
#include <string>
#include <vector>

namespace plumb::promotion {

/// A file of an environment, read.
struct SourceFile
{
    files::TreePath path;
    files::Bytes bytes;
    std::vector<yaml::Value> documents;
    /// Of each document "HelmRelease/podinfo" without the environment's name; empty for one that
    /// is no object.
    std::vector<std::string> identities;
};

/// Two files that correspond to each other.
struct FilePair
{
    const SourceFile *from = nullptr;
    const SourceFile *to = nullptr;
};

/// Which files of two environments correspond, and which only one of them has.
struct Pairing
{
    std::map<files::TreePath, SourceFile> from = {};
    std::map<files::TreePath, SourceFile> to = {};
    std::vector<FilePair> pairs = {}; ///< Into the two maps.
    std::vector<const SourceFile *> onlyFrom = {};
    std::vector<const SourceFile *> onlyTo = {};
    std::vector<Diagnostic> diagnostics = {};
};

/// Reads the YAML and JSON files that each environment has of its own and pairs them: first by
/// path, with the environment's name taken out, then by the objects they hold.
Result<Pairing> pairFiles(const files::FileTree &tree, const ScopePair &scopes, const Run &run);

} // namespace plumb::promotion
