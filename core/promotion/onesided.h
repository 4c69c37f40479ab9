// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/promotion/difference.h"
#include "core/promotion/listing.h"
#include "core/promotion/pairing.h"
#include "core/promotion/scope.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace plumb::promotion {

/// Makes the differences about files and documents that only one of two environments has, and
/// knows which entries of kustomizations come and go with them.
class OneSided
{
public:
    OneSided(const files::FileTree &tree, const ScopePair &scopes, const Pairing &pairing);

    /// Nothing where the file's path does not say where its copy would go.
    Result<std::optional<Difference>> addedFile(const SourceFile &file);
    /// Nothing for a file that does not look like the environment's own.
    std::optional<Difference> removedFile(const SourceFile &file);
    Result<Difference> addedDocument(const FilePair &pair, std::size_t document) const;
    static Difference removedDocument(const FilePair &pair, std::size_t document);

    /// Whether a file that was asked about takes this entry of a kustomization along, one of the
    /// source for an added file and one of the target for a removed one.
    bool isCarried(const files::TreePath &kustomization, std::string_view reference) const;

    /// What an entry of a source's kustomization is to be in the target's: the same file where both
    /// environments share it, else the target's own of that name.
    Result<std::string> targetReference(const FilePair &kustomizations,
                                        std::string_view reference) const;

    /// The entries of the target's kustomizations that come with a copy of the source's file.
    std::vector<ListedEntry> entriesFor(const SourceFile &file, const files::TreePath &copy) const;
    /// The entries that go with a file of the target.
    std::vector<ListedEntry> entriesOf(const SourceFile &file) const;

private:
    const SourceFile *counterpartOf(const SourceFile &kustomization) const;
    void remember(std::span<const Listing> listings);

    const files::FileTree &m_tree;
    const ScopePair &m_scopes;
    const Pairing &m_pairing;
    ListingIndex m_from;
    ListingIndex m_to;
    std::set<std::pair<files::TreePath, std::string>> m_carried;
};

} // namespace plumb::promotion
