// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/buildpath.h"
#include "core/files/filetree.h"
#include "core/flux/substitution.h"
#include "core/kustomize/loader.h"
#include "core/yaml/parsedfiles.h"

namespace plumb::build {

/// Everything that decides what one folder builds.
struct UnitRequest
{
    const files::FileTree &tree;
    const files::TreePath &directory;
    const flux::Kustomization *owner = nullptr; ///< Null: the folder as it is.
    const flux::Variables *variables = nullptr; ///< Null: nothing is substituted.
    bool commonMetadata = true;
    Order order = Order::AsBuilt;
    UnknownVariable unknown = UnknownVariable::Keep;
    yaml::SourceTable *sources = nullptr;
    yaml::ParsedFiles *parsed = nullptr; ///< Shared with other builds; null for one build.
    kustomize::RemoteResolver *remotes = nullptr;
};

struct UnitOutput
{
    std::vector<Object> objects = {};
    std::vector<Diagnostic> warnings = {};
    std::vector<std::string> unknownVariables = {};
};

/// Builds one folder as kustomize-controller does (flux-semantics §3.3 to §3.6), without
/// decryption and owner labels.
Result<UnitOutput> buildUnit(const UnitRequest &request, const Run &run);

/// Substitutes and adds commonMetadata: what happens to objects after the build.
Result<> finishObjects(std::vector<Object> &objects, std::vector<std::string> &unknown,
                       const UnitRequest &request, const Run &run);

/// Whether the object is a SOPS document, or a Secret that holds one.
bool isEncrypted(const Object &object);

/// Whether a value is one that SOPS has encrypted.
bool isEncryptedText(std::string_view text);

} // namespace plumb::build
