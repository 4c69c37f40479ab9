// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/mask.h"
#include "core/fleet/environmentname.h"
#include "core/promotion/appindex.h"
#include "core/promotion/choices.h"
#include "core/promotion/difference.h"
#include "core/promotion/embedded.h"
#include "core/promotion/listing.h"
#include "core/promotion/onesided.h"
#include "core/promotion/pairing.h"
#include "core/promotion/suggestion.h"
#include "core/promotion/treecomparison.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace plumb::promotion {

namespace {

std::string_view lineAt(std::string_view text, int number)
{
    for (int line = 1; line < number; ++line) {
        const std::size_t end = text.find('\n');
        if (end == text.npos)
            return {};
        text.remove_prefix(end + 1);
    }
    return text.substr(0, text.find('\n'));
}

// A list of references of a kustomization: its entries stand for themselves, in any order.
bool isReferenceList(const files::TreePath &file, const Leaf &leaf)
{
    const auto isList = [](const yaml::Value *value) {
        return !value
               || (value->isSequence()
                   && std::ranges::all_of(value->items(), &yaml::Value::isScalar));
    };
    return leaf.change != Change::Removed && isKustomization(file) && leaf.path.steps().size() == 1
           && std::ranges::contains(referenceLists(), leaf.path.steps().front().key)
           && isList(leaf.source) && isList(leaf.target);
}

std::string genericReference(const Scope &scope, std::string_view reference)
{
    std::string result;
    for (const std::string_view segment : fleet::segmentsOf(reference))
        (result += scope.generic(segment)) += '/';
    return result.starts_with("./") ? result.substr(2) : result;
}

/// Compares paired files and collects what differs.
class Collector
{
public:
    Collector(const reconcile::Snapshot &snapshot, const ScopePair &scopes, const Pairing &pairing)
        : m_pairing(pairing)
        , m_scopes(scopes)
        , m_apps(*snapshot.fleet, scopes)
        , m_oneSided(*snapshot.tree, scopes, pairing)
    {
    }

    Result<> collect()
    {
        // Files come first: they take their entries in kustomizations along.
        for (const SourceFile *const file : m_pairing.onlyFrom) {
            if (auto difference = PLUMB_TRY(m_oneSided.addedFile(*file)))
                addWhole(*std::move(difference), *file, 0);
        }
        for (const SourceFile *const file : m_pairing.onlyTo) {
            if (auto difference = m_oneSided.removedFile(*file))
                addWhole(*std::move(difference), *file, 0);
        }
        for (const FilePair &pair : m_pairing.pairs)
            PLUMB_TRY(comparePair(pair));
        return {};
    }

    std::vector<Difference> takeItems()
    {
        // What only the target has is seldom of interest.
        std::ranges::stable_sort(m_items, [](const Difference &a, const Difference &b) {
            const bool aGoes = a.change == Change::FileRemoved;
            const bool bGoes = b.change == Change::FileRemoved;
            return std::tie(aGoes, a.app, a.targetFile, a.targetLine, a.sourceLine)
                   < std::tie(bGoes, b.app, b.targetFile, b.targetLine, b.sourceLine);
        });
        return std::move(m_items);
    }
    std::vector<Diagnostic> takeDiagnostics() { return std::move(m_diagnostics); }

private:
    Result<> comparePair(const FilePair &pair)
    {
        if (*pair.from->bytes == *pair.to->bytes)
            return {};
        std::vector<bool> isTaken(pair.to->documents.size());
        for (std::size_t i = 0; i < pair.from->documents.size(); ++i) {
            if (pair.from->documents[i].isNull())
                continue;
            const std::size_t other = counterpart(pair, i, isTaken);
            if (other == isTaken.size()) {
                addDocument(pair, i);
                continue;
            }
            isTaken[other] = true;
            PLUMB_TRY(compareDocuments(pair, i, other));
        }
        for (std::size_t i = 0; i < isTaken.size(); ++i) {
            const yaml::Value &document = pair.to->documents[i];
            if (!isTaken[i] && !pair.to->identities[i].empty()
                && !drift::isSecretDocument(document))
                addWhole(OneSided::removedDocument(pair, i), *pair.to, i);
        }
        return {};
    }

    void addDocument(const FilePair &pair, std::size_t document)
    {
        if (drift::isSecretDocument(pair.from->documents[document]))
            return;
        // Only what is named can be told from what the target may call otherwise.
        auto difference = pair.from->identities[document].empty()
                              ? Result<Difference>(std::unexpected(Error(ErrorCode::NotFound, "")))
                              : m_oneSided.addedDocument(pair, document);
        if (difference)
            addWhole(*std::move(difference), *pair.from, document);
        else
            noteUnpaired(*pair.from, document, pair.to->path);
    }

    void addWhole(Difference difference, const SourceFile &file, std::size_t document)
    {
        const yaml::Value content =
            document < file.documents.size() ? file.documents[document] : yaml::Value();
        difference.app = m_apps.appAt(file.path, 0, content.textAt({"kind"}),
                                      content.textAt({"metadata", "name"}));
        suggest(difference, m_scopes, {});
        m_items.push_back(std::move(difference));
    }

    // The target's document about the same object, or its only one.
    static std::size_t counterpart(const FilePair &pair, std::size_t index,
                                   const std::vector<bool> &isTaken)
    {
        const std::string &identity = pair.from->identities[index];
        for (std::size_t i = 0; i < isTaken.size(); ++i) {
            if (!isTaken[i] && !identity.empty() && pair.to->identities[i] == identity)
                return i;
        }
        const auto isObject = [](const yaml::Value &document) { return !document.isNull(); };
        const bool areSingle = std::ranges::count_if(pair.from->documents, isObject) == 1
                               && std::ranges::count_if(pair.to->documents, isObject) == 1;
        if (!areSingle)
            return isTaken.size();
        const auto only = std::ranges::find_if(pair.to->documents, isObject);
        const bool isSameKind =
            pair.from->documents[index].textAt({"kind"}) == only->textAt({"kind"});
        return isSameKind ? static_cast<std::size_t>(only - pair.to->documents.begin())
                          : isTaken.size();
    }

    Result<> compareDocuments(const FilePair &pair, std::size_t from, std::size_t to)
    {
        const yaml::Value &source = pair.from->documents[from];
        const yaml::Value &target = pair.to->documents[to];
        if (drift::isSecretDocument(source) || drift::isSecretDocument(target))
            return {};
        for (const Leaf &leaf : compareTrees(source, target)) {
            Difference difference{.sourceFile = pair.from->path,
                                  .targetFile = pair.to->path,
                                  .sourceDocument = from,
                                  .targetDocument = to,
                                  .path = leaf.path};
            const std::string_view kind = target.textAt({"kind"});
            const std::string_view name = target.textAt({"metadata", "name"});
            if (!kind.empty() && !name.empty())
                difference.document = std::string(kind) + '/' + std::string(name);
            if (isReferenceList(pair.to->path, leaf)) {
                PLUMB_TRY(compareReferences(pair, difference, leaf));
                continue;
            }
            const files::TreePath &side =
                leaf.change == Change::Added ? pair.from->path : pair.to->path;
            if (leaf.change != Change::Changed && !leaf.path.isRoot()
                && m_oneSided.isCarried(side, leaf.path.steps().back().value))
                continue;
            if (leaf.change == Change::Changed) {
                if (const auto embedded = embeddedIn(*leaf.source, *leaf.target)) {
                    compareEmbedded(pair, difference, leaf, *embedded);
                    continue;
                }
            }
            add(pair, std::move(difference), leaf, target);
        }
        return {};
    }

    // The entries that only one of the two lists has, but for those that go with their file.
    Result<> compareReferences(const FilePair &pair, const Difference &outer, const Leaf &lists)
    {
        const auto genericsOf = [](const Scope &scope, const yaml::Value *list) {
            std::set<std::string> generics;
            for (const yaml::Value &item : list ? list->items() : std::span<const yaml::Value>())
                generics.insert(genericReference(scope, item.text()));
            return generics;
        };
        const std::set<std::string> inSource = genericsOf(m_scopes.from, lists.source);
        const std::set<std::string> inTarget = genericsOf(m_scopes.to, lists.target);
        for (const yaml::Value &item : lists.source->items()) {
            if (inTarget.contains(genericReference(m_scopes.from, item.text()))
                || m_oneSided.isCarried(pair.from->path, item.text()))
                continue;
            const std::string reference = PLUMB_TRY(m_oneSided.targetReference(pair, item.text()));
            yaml::Value entry = yaml::Value::string(reference, item.style());
            entry.setOrigin(item.origin());
            addReference(pair, outer, yaml::Step::toItem("", reference),
                         {.change = Change::Added, .source = &entry});
        }
        if (!lists.target)
            return {};
        for (const yaml::Value &item : lists.target->items()) {
            if (!inSource.contains(genericReference(m_scopes.to, item.text()))
                && !m_oneSided.isCarried(pair.to->path, item.text()))
                addReference(pair, outer, yaml::Step::toItem("", item.text()),
                             {.change = Change::Removed, .target = &item});
        }
        return {};
    }

    void addReference(const FilePair &pair, const Difference &outer, const yaml::Step &item,
                      const Leaf &leaf)
    {
        Difference difference = outer;
        difference.path = outer.path.child(item);
        add(pair, std::move(difference), leaf, pair.to->documents[outer.targetDocument]);
    }

    // Inline patches and the like are compared value by value too, and not as one text.
    void compareEmbedded(const FilePair &pair, const Difference &outer, const Leaf &text,
                         const EmbeddedPair &documents)
    {
        for (std::size_t i = 0; i < documents.source.size(); ++i) {
            const yaml::Value &target = documents.target[i];
            if (drift::isSecretDocument(documents.source[i]) || drift::isSecretDocument(target))
                continue;
            for (const Leaf &leaf : compareTrees(documents.source[i], target)) {
                Difference difference = outer;
                difference.embedded = EmbeddedPath{.document = i, .path = leaf.path};
                difference.sourceLine = lineBefore(*text.source);
                difference.targetLine = lineBefore(*text.target);
                add(pair, std::move(difference), leaf, target);
            }
        }
    }

    // A block starts behind the line of its key; elsewhere all is on that line.
    static int lineBefore(const yaml::Value &text)
    {
        const bool isBlock =
            text.style() == yaml::Style::Literal || text.style() == yaml::Style::Folded;
        return static_cast<int>(text.origin().line) - (isBlock ? 0 : 1);
    }

    /// @p document is the target's that holds the value, embedded or not.
    void add(const FilePair &pair, Difference difference, const Leaf &leaf,
             const yaml::Value &document)
    {
        difference.change = leaf.change;
        difference.after = leaf.after;
        if (leaf.source) {
            difference.source = *leaf.source;
            difference.sourceLine += static_cast<int>(leaf.source->origin().line);
        }
        if (leaf.target) {
            difference.target = *leaf.target;
            difference.targetLine += static_cast<int>(leaf.target->origin().line);
        }
        difference.app =
            m_apps.appAt(pair.to->path, difference.targetLine, document.textAt({"kind"}),
                         document.textAt({"metadata", "name"}));
        suggest(difference, m_scopes, lineAt(*pair.to->bytes, difference.targetLine));
        m_items.push_back(std::move(difference));
    }

    void noteUnpaired(const SourceFile &file, std::size_t index, const files::TreePath &other)
    {
        const std::string &identity = file.identities[index];
        m_diagnostics.push_back(
            {.severity = Severity::Note,
             .code = "not-compared",
             .message = (identity.empty() ? "the document" : identity) + " has no counterpart in "
                        + other.text(),
             .where = SourcePosition{file.path.text(),
                                     static_cast<int>(file.documents[index].origin().line), 1}});
    }

    const Pairing &m_pairing;
    const ScopePair &m_scopes;
    AppIndex m_apps;
    OneSided m_oneSided;
    std::vector<Difference> m_items;
    std::vector<Diagnostic> m_diagnostics;
};

} // namespace

std::string Difference::place() const
{
    if (!embedded)
        return path.toString();
    std::string text = path.toString() + '|';
    if (embedded->document > 0)
        text += std::to_string(embedded->document) + '|';
    return text + embedded->path.toString();
}

yaml::NodePath Difference::wholePath() const
{
    yaml::NodePath whole = path;
    if (embedded) {
        for (const yaml::Step &step : embedded->path.steps())
            whole = whole.child(step);
    }
    return whole;
}

std::string Difference::key() const
{
    return targetFile.text() + '#' + document + ':' + place();
}

Result<Differences> differences(const reconcile::Snapshot &snapshot, std::string_view from,
                                std::string_view to, const Run &run)
{
    const ScopePair scopes = PLUMB_TRY(scopesOf(snapshot, from, to));
    Pairing pairing = PLUMB_TRY(pairFiles(*snapshot.tree, scopes, run));
    Collector collector(snapshot, scopes, pairing);
    PLUMB_TRY(collector.collect());

    Differences result{.from = std::string(from), .to = std::string(to)};
    result.items = collector.takeItems();
    result.diagnostics = std::move(pairing.diagnostics);
    std::ranges::move(collector.takeDiagnostics(), std::back_inserter(result.diagnostics));
    // A workspace file that cannot be read is a problem of the snapshot and said there.
    if (const auto workspace = fleet::Workspace::read(*snapshot.tree))
        applyChoices(result, workspace->choices);
    return result;
}

std::string_view toString(Change change)
{
    switch (change) {
    case Change::Changed: return "changed";
    case Change::Added: return "added";
    case Change::Removed: return "removed";
    case Change::DocumentAdded: return "document added";
    case Change::DocumentRemoved: return "document removed";
    case Change::FileAdded: return "file added";
    case Change::FileRemoved: return "file removed";
    case Change::FileReplaced: return "file replaced";
    }
    return "";
}

std::string_view toString(ValueKind kind)
{
    switch (kind) {
    case ValueKind::Version: return "version";
    case ValueKind::Image: return "image";
    case ValueKind::Value: return "value";
    }
    return "";
}

} // namespace plumb::promotion
