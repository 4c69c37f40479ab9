// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/edits.h"

#include "core/promotion/embedded.h"
#include "core/promotion/onesided.h"
#include "core/yaml/documents.h"
#include "core/yaml/edit.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

namespace plumb::promotion {

namespace {

Error notThere(const files::TreePath &path)
{
    return {ErrorCode::Conflict, path.text() + " is not there any more"};
}

// What shifts the documents of a file comes after what names them, the last document first.
auto orderOf(const Difference &difference)
{
    const bool removes = difference.change == Change::DocumentRemoved;
    return std::tuple(difference.isWhole(), removes,
                      removes ? -static_cast<std::ptrdiff_t>(difference.targetDocument) : 0);
}

/// The texts of the target's files while the edits are made, one after the other.
class Edits
{
public:
    explicit Edits(const files::FileTree &tree)
        : m_tree(tree)
    {
    }

    Result<> carryOver(const Difference &difference)
    {
        if (difference.change == Change::FileAdded)
            PLUMB_TRY(addFile(difference));
        else
            PLUMB_TRY(editFile(difference));
        for (const ListedEntry &entry : difference.listed)
            PLUMB_TRY(list(entry));
        return {};
    }

    std::vector<reconcile::FileEdit> take()
    {
        std::vector<reconcile::FileEdit> files;
        for (auto &[path, file] : m_files) {
            if (file.before != file.after)
                files.push_back(std::move(file));
        }
        return files;
    }

private:
    Result<> editFile(const Difference &difference)
    {
        reconcile::FileEdit &file = PLUMB_TRY(opened(difference.targetFile)).get();
        if (difference.change == Change::FileRemoved) {
            file.after.reset();
            return {};
        }
        if (!file.after)
            return std::unexpected(notThere(difference.targetFile));
        if (difference.change == Change::FileReplaced) {
            file.after = difference.text;
            return {};
        }
        Result<std::string> text = edited(file, difference);
        if (!text)
            return std::unexpected(
                std::move(text).error().within("carrying over " + difference.key()));
        file.after = *std::move(text);
        return {};
    }

    static Result<std::string> edited(const reconcile::FileEdit &file, const Difference &difference)
    {
        const yaml::EditTarget target{.file = file.path.text(),
                                      .document = difference.targetDocument,
                                      .path = difference.path};
        const std::string &text = *file.after;
        if (difference.change == Change::DocumentAdded)
            return yaml::appendDocument(text, difference.text, target.file);
        if (difference.change == Change::DocumentRemoved)
            return yaml::removeDocument(text, {.file = target.file, .document = target.document});
        if (!difference.embedded) {
            return difference.change == Change::Removed
                       ? yaml::removeValue(text, target)
                       : yaml::setValue(text, target, *difference.source, difference.after);
        }
        const auto documents = PLUMB_TRY(yaml::parseAll(text, target.file, {.keepDates = true}));
        const yaml::Value document =
            target.document < documents.size() ? documents[target.document] : yaml::Value();
        return yaml::setValue(text, target,
                              yaml::Value::string(PLUMB_TRY(editEmbedded(document, difference))));
    }

    Result<> addFile(const Difference &difference)
    {
        if (PLUMB_TRY(m_tree.kindOf(difference.targetFile))) {
            return std::unexpected(
                Error(ErrorCode::Conflict, difference.targetFile.text() + " exists already"));
        }
        m_files[difference.targetFile] = reconcile::FileEdit{.path = difference.targetFile,
                                                             .before = std::nullopt,
                                                             .after = difference.text,
                                                             .patch = {}};
        return {};
    }

    Result<> list(const ListedEntry &entry)
    {
        reconcile::FileEdit &file = PLUMB_TRY(opened(entry.kustomization)).get();
        if (!file.after) // goes itself
            return {};
        const auto documents = PLUMB_TRY(yaml::parseAll(*file.after, file.path.text()));
        const yaml::NodePath place = entry.list.child(entry.item);
        const bool isListed = !documents.empty() && place.find(documents.front());
        if (isListed != entry.value.isNull())
            return {};
        const yaml::EditTarget target{.file = file.path.text(), .path = place};
        file.after = PLUMB_TRY(within("listing " + entry.item.value + " in " + file.path.text(),
                                      entry.value.isNull()
                                          ? yaml::removeValue(*file.after, target)
                                          : yaml::setValue(*file.after, target, entry.value)));
        return {};
    }

    // A link is followed to the file it leads to, which never is outside of the tree.
    Result<std::reference_wrapper<reconcile::FileEdit>> opened(const files::TreePath &path)
    {
        const auto located = PLUMB_TRY(m_tree.locate(path));
        if (!located)
            return std::unexpected(notThere(path));
        const auto known = m_files.find(*located);
        if (known != m_files.end())
            return std::ref(known->second);
        const files::Bytes bytes = PLUMB_TRY(m_tree.read(*located));
        const auto added = m_files.emplace(
            *located,
            reconcile::FileEdit{.path = *located, .before = *bytes, .after = *bytes, .patch = {}});
        return std::ref(added.first->second);
    }

    const files::FileTree &m_tree;
    std::map<files::TreePath, reconcile::FileEdit> m_files;
};

} // namespace

Result<std::vector<reconcile::FileEdit>> editedFiles(const files::FileTree &tree,
                                                     std::span<const Difference> selected)
{
    std::vector<const Difference *> inOrder;
    for (const Difference &difference : selected)
        inOrder.push_back(&difference);
    std::ranges::stable_sort(inOrder, {}, [](const Difference *each) { return orderOf(*each); });
    Edits edits(tree);
    for (const Difference *const difference : inOrder)
        PLUMB_TRY(edits.carryOver(*difference));
    std::vector<reconcile::FileEdit> files = edits.take();
    for (reconcile::FileEdit &file : files)
        PLUMB_TRY(reconcile::addPatch(file));
    return files;
}

} // namespace plumb::promotion
