// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/mask.h"
#include "core/promotion/appindex.h"
#include "core/promotion/difference.h"
#include "core/promotion/embedded.h"
#include "core/promotion/pairing.h"
#include "core/promotion/suggestion.h"
#include "core/promotion/treecomparison.h"

#include <algorithm>
#include <tuple>

namespace plumb::promotion {

namespace {

// Secret values never leave their environment, and never become text here.
bool isSecret(const yaml::Value &document)
{
    return document.textAt({"kind"}) == "Secret" || drift::isSopsDocument(document);
}

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

/// Compares paired files and collects what differs.
class Collector
{
public:
    Collector(const reconcile::Snapshot &snapshot, const ScopePair &scopes)
        : m_snapshot(snapshot)
        , m_scopes(scopes)
        , m_apps(*snapshot.fleet, scopes)
    {
    }

    void comparePair(const FilePair &pair)
    {
        if (*pair.from->bytes == *pair.to->bytes)
            return;
        std::vector<bool> isTaken(pair.to->documents.size());
        for (std::size_t i = 0; i < pair.from->documents.size(); ++i) {
            if (pair.from->documents[i].isNull())
                continue;
            const std::size_t other = counterpart(pair, i, isTaken);
            if (other == isTaken.size()) {
                noteUnpaired(*pair.from, i, pair.to->path);
                continue;
            }
            isTaken[other] = true;
            compareDocuments(pair, i, other);
        }
    }

    Result<> addMissingFile(const SourceFile &file)
    {
        const std::string renamed = m_scopes.renamed(file.path.text());
        if (renamed == file.path.text() || std::ranges::any_of(file.documents, isSecret))
            return {};
        const files::TreePath target = PLUMB_TRY(files::TreePath::parse(renamed));
        if (PLUMB_TRY(m_snapshot.tree->kindOf(target)))
            return {};
        Difference difference{.document = file.identities.size() == 1 ? file.identities[0] : "",
                              .change = Change::FileAdded,
                              .sourceFile = file.path,
                              .targetFile = target,
                              .sourceLine = 1};
        const yaml::Value first = file.documents.empty() ? yaml::Value() : file.documents[0];
        difference.app =
            m_apps.appAt(file.path, 0, first.textAt({"kind"}), first.textAt({"metadata", "name"}));
        suggest(difference, m_scopes, {});
        m_items.push_back(std::move(difference));
        return {};
    }

    std::vector<Difference> takeItems()
    {
        std::ranges::stable_sort(m_items, [](const Difference &a, const Difference &b) {
            return std::tie(a.app, a.targetFile, a.targetLine, a.sourceLine)
                   < std::tie(b.app, b.targetFile, b.targetLine, b.sourceLine);
        });
        return std::move(m_items);
    }
    std::vector<Diagnostic> takeDiagnostics() { return std::move(m_diagnostics); }

private:
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

    void compareDocuments(const FilePair &pair, std::size_t from, std::size_t to)
    {
        const yaml::Value &source = pair.from->documents[from];
        const yaml::Value &target = pair.to->documents[to];
        if (isSecret(source) || isSecret(target))
            return;
        for (Leaf &leaf : compareTrees(source, target)) {
            Difference difference{.sourceFile = pair.from->path,
                                  .targetFile = pair.to->path,
                                  .sourceDocument = from,
                                  .targetDocument = to,
                                  .path = leaf.path};
            const std::string_view kind = target.textAt({"kind"});
            const std::string_view name = target.textAt({"metadata", "name"});
            if (!kind.empty() && !name.empty())
                difference.document = std::string(kind) + '/' + std::string(name);
            if (leaf.change == Change::Changed) {
                if (const auto embedded = embeddedIn(*leaf.source, *leaf.target)) {
                    compareEmbedded(pair, difference, leaf, *embedded);
                    continue;
                }
            }
            add(pair, std::move(difference), leaf, target);
        }
    }

    // Inline patches and the like are compared value by value too, and not as one text.
    void compareEmbedded(const FilePair &pair, const Difference &outer, const Leaf &text,
                         const EmbeddedPair &documents)
    {
        for (std::size_t i = 0; i < documents.source.size(); ++i) {
            const yaml::Value &target = documents.target[i];
            if (isSecret(documents.source[i]) || isSecret(target))
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

    const reconcile::Snapshot &m_snapshot;
    const ScopePair &m_scopes;
    AppIndex m_apps;
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
    Collector collector(snapshot, scopes);
    for (const FilePair &pair : pairing.pairs)
        collector.comparePair(pair);
    for (const SourceFile *const file : pairing.onlyFrom)
        PLUMB_TRY(collector.addMissingFile(*file));

    Differences result{.from = std::string(from), .to = std::string(to)};
    result.items = collector.takeItems();
    result.diagnostics = std::move(pairing.diagnostics);
    std::ranges::move(collector.takeDiagnostics(), std::back_inserter(result.diagnostics));
    return result;
}

std::string_view toString(Change change)
{
    switch (change) {
    case Change::Changed: return "changed";
    case Change::Added: return "added";
    case Change::Removed: return "removed";
    case Change::FileAdded: return "file added";
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
