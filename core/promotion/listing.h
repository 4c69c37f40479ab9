// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/treepath.h"
#include "core/promotion/pairing.h"
#include "core/yaml/nodepath.h"
#include "core/yaml/value.h"

#include <map>
#include <span>
#include <string_view>
#include <vector>

namespace plumb::promotion {

/// An entry of a kustomization that names a file or folder.
struct Listing
{
    const SourceFile *kustomization = nullptr;
    yaml::NodePath list;
    const yaml::Value *entry = nullptr;

    yaml::Step item() const;
    /// What the entry names, as it is written: "../base".
    std::string_view reference() const;
};

/// The lists at the top of a kustomization whose items are references to files or folders.
std::span<const std::string_view> referenceLists();

bool isKustomization(const files::TreePath &file);

/// Finds the entries of kustomizations by what they lead to.
class ListingIndex
{
public:
    explicit ListingIndex(const std::map<files::TreePath, SourceFile> &files);

    /// The entries that name the file, or its folder when it is the kustomization there.
    std::span<const Listing> of(const files::TreePath &file) const;

private:
    void add(const SourceFile &kustomization);
    void add(const SourceFile &kustomization, std::string_view list, const yaml::Value &entry);

    std::map<files::TreePath, std::vector<Listing>> m_listings;
};

} // namespace plumb::promotion
