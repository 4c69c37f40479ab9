// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/listing.h"

#include "core/flux/generatedkustomization.h"

#include <algorithm>

namespace plumb::promotion {

namespace {

constexpr std::string_view lists[] = {"resources",    "components",     "bases",
                                      "crds",         "configurations", "generators",
                                      "transformers", "validators",     "patchesStrategicMerge"};
constexpr std::string_view patchLists[] = {"patches", "patchesJson6902"};

} // namespace

std::string_view Listing::reference() const
{
    return entry->isScalar() ? entry->text() : entry->textAt({"path"});
}

yaml::Step Listing::item() const
{
    return yaml::Step::toItem(entry->isScalar() ? "" : "path", reference());
}

std::span<const std::string_view> referenceLists()
{
    return lists;
}

bool isKustomization(const files::TreePath &file)
{
    return std::ranges::find(flux::kustomizationFileNames, file.name())
           != std::end(flux::kustomizationFileNames);
}

ListingIndex::ListingIndex(const std::map<files::TreePath, SourceFile> &files)
{
    for (const auto &[path, file] : files) {
        if (isKustomization(path) && !file.documents.empty())
            add(file);
    }
}

void ListingIndex::add(const SourceFile &kustomization)
{
    const yaml::Value &content = kustomization.documents.front();
    for (const std::string_view list : lists) {
        const yaml::Value *const entries = content.find(list);
        for (const yaml::Value &entry :
             entries ? entries->items() : std::span<const yaml::Value>()) {
            if (entry.isString())
                add(kustomization, list, entry);
        }
    }
    for (const std::string_view list : patchLists) {
        const yaml::Value *const entries = content.find(list);
        for (const yaml::Value &entry :
             entries ? entries->items() : std::span<const yaml::Value>()) {
            if (!entry.textAt({"path"}).empty())
                add(kustomization, list, entry);
        }
    }
}

void ListingIndex::add(const SourceFile &kustomization, std::string_view list,
                       const yaml::Value &entry)
{
    const Listing listing{.kustomization = &kustomization,
                          .list = yaml::NodePath().child(yaml::Step::toKey(list)),
                          .entry = &entry};
    // What climbs out of the tree, or is a URL, names no file here.
    if (const auto path = kustomization.path.parent().resolve(listing.reference()))
        m_listings[*path].push_back(listing);
}

std::span<const Listing> ListingIndex::of(const files::TreePath &file) const
{
    auto found = m_listings.find(file);
    if (found == m_listings.end() && isKustomization(file))
        found = m_listings.find(file.parent());
    return found == m_listings.end() ? std::span<const Listing>() : found->second;
}

} // namespace plumb::promotion
