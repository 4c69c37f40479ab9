// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/onesided.h"

#include "core/drift/mask.h"
#include "core/yaml/documents.h"

#include <algorithm>

namespace plumb::promotion {

namespace {

std::string documentName(const yaml::Value &document)
{
    const std::string_view kind = document.textAt({"kind"});
    const std::string_view name = document.textAt({"metadata", "name"});
    return kind.empty() || name.empty() ? "" : std::string(kind) + '/' + std::string(name);
}

std::string onlyDocument(const SourceFile &file)
{
    return file.documents.size() == 1 ? documentName(file.documents.front()) : "";
}

bool holdsSecret(const SourceFile &file)
{
    return std::ranges::any_of(file.documents, drift::isSecretDocument);
}

// The entry as the target's kustomization is to have it.
yaml::Value entryFor(const Listing &listing, const std::string &reference)
{
    if (listing.entry->isScalar())
        return yaml::Value::string(reference, listing.entry->style());
    yaml::Value entry = *listing.entry;
    entry.set("path", yaml::Value::string(reference));
    return entry;
}

} // namespace

OneSided::OneSided(const files::FileTree &tree, const ScopePair &scopes, const Pairing &pairing)
    : m_tree(tree)
    , m_scopes(scopes)
    , m_pairing(pairing)
    , m_from(pairing.from)
    , m_to(pairing.to)
{
}

Result<std::optional<Difference>> OneSided::addedFile(const SourceFile &file)
{
    const std::string renamed = m_scopes.renamed(file.path.text());
    if (renamed == file.path.text() || holdsSecret(file))
        return std::nullopt;
    const files::TreePath copy = PLUMB_TRY(files::TreePath::parse(renamed));
    if (PLUMB_TRY(m_tree.kindOf(copy)))
        return std::nullopt;
    remember(m_from.of(file.path));
    return Difference{.document = m_scopes.renamed(onlyDocument(file)),
                      .change = Change::FileAdded,
                      .sourceFile = file.path,
                      .targetFile = copy,
                      .sourceLine = 1,
                      .text = m_scopes.renamed(*file.bytes),
                      .listed = entriesFor(file, copy)};
}

std::optional<Difference> OneSided::removedFile(const SourceFile &file)
{
    const bool isOwn = m_scopes.to.genericPath(file.path) != '/' + file.path.text();
    if (!isOwn || holdsSecret(file))
        return std::nullopt;
    remember(m_to.of(file.path));
    return Difference{.document = onlyDocument(file),
                      .change = Change::FileRemoved,
                      .targetFile = file.path,
                      .targetLine = 1,
                      .listed = entriesOf(file)};
}

Result<Difference> OneSided::addedDocument(const FilePair &pair, std::size_t document) const
{
    const yaml::Value &content = pair.from->documents[document];
    const std::string text = PLUMB_TRY(yaml::documentText(
        *pair.from->bytes, {.file = pair.from->path.text(), .document = document}));
    return Difference{.document = m_scopes.renamed(documentName(content)),
                      .change = Change::DocumentAdded,
                      .sourceFile = pair.from->path,
                      .targetFile = pair.to->path,
                      .sourceDocument = document,
                      .sourceLine = static_cast<int>(content.origin().line),
                      .text = m_scopes.renamed(text)};
}

Difference OneSided::removedDocument(const FilePair &pair, std::size_t document)
{
    const yaml::Value &content = pair.to->documents[document];
    return {.document = documentName(content),
            .change = Change::DocumentRemoved,
            .sourceFile = pair.from->path,
            .targetFile = pair.to->path,
            .targetDocument = document,
            .targetLine = static_cast<int>(content.origin().line)};
}

bool OneSided::isCarried(const files::TreePath &kustomization, std::string_view reference) const
{
    return m_carried.contains({kustomization, std::string(reference)});
}

Result<std::string> OneSided::targetReference(const FilePair &kustomizations,
                                              std::string_view reference) const
{
    const auto path = kustomizations.from->path.parent().resolve(reference);
    if (!path)
        return std::string(reference);
    const files::TreePath folder = kustomizations.to->path.parent();
    const auto renamed = files::TreePath::parse(m_scopes.renamed(path->text()));
    if (renamed && *renamed != *path && PLUMB_TRY(m_tree.kindOf(*renamed)))
        return renamed->relativeTo(folder);
    // A URL is no file of the tree.
    if (!PLUMB_TRY(m_tree.kindOf(*path)))
        return std::string(reference);
    return path->relativeTo(folder);
}

// Where the source's kustomization lists the file, the target's is to list its copy. A target
// without a kustomization of its own reads its folder whole, or gets a copy of that file too.
std::vector<ListedEntry> OneSided::entriesFor(const SourceFile &file,
                                              const files::TreePath &copy) const
{
    std::vector<ListedEntry> entries;
    for (const Listing &listing : m_from.of(file.path)) {
        const SourceFile *const target = counterpartOf(*listing.kustomization);
        if (!target)
            continue;
        const auto named = listing.kustomization->path.parent().resolve(listing.reference());
        const bool namesFolder = named && *named != file.path;
        const std::string reference =
            (namesFolder ? copy.parent() : copy).relativeTo(target->path.parent());
        const yaml::Value entry = entryFor(listing, reference);
        const Listing made{.kustomization = target, .list = listing.list, .entry = &entry};
        entries.push_back({.kustomization = target->path,
                           .list = listing.list,
                           .item = made.item(),
                           .value = entry});
    }
    return entries;
}

std::vector<ListedEntry> OneSided::entriesOf(const SourceFile &file) const
{
    std::vector<ListedEntry> entries;
    for (const Listing &listing : m_to.of(file.path)) {
        entries.push_back({.kustomization = listing.kustomization->path,
                           .list = listing.list,
                           .item = listing.item()});
    }
    return entries;
}

const SourceFile *OneSided::counterpartOf(const SourceFile &kustomization) const
{
    const auto pair = std::ranges::find(m_pairing.pairs, &kustomization, &FilePair::from);
    return pair == m_pairing.pairs.end() ? nullptr : pair->to;
}

void OneSided::remember(std::span<const Listing> listings)
{
    for (const Listing &listing : listings)
        m_carried.emplace(listing.kustomization->path, listing.reference());
}

} // namespace plumb::promotion
